namespace Chancery.Lexicons;

/// <summary>What a word may be, by the lexicon. A word may be several things.</summary>
[Flags]
internal enum WordClass : ulong
{
    None = 0,
    Preposition = 1UL << 0,
    Conjunction = 1UL << 1,
    Connective = 1UL << 2,
    Conditional = 1UL << 3,
    Determiner = 1UL << 4,
    Possessive = 1UL << 5,
    Relative = 1UL << 6,
    That = 1UL << 7,
    He = 1UL << 8,
    She = 1UL << 9,
    It = 1UL << 10,
    They = 1UL << 11,
    First = 1UL << 12,
    We = 1UL << 13,
    SubjectPronoun = 1UL << 14,
    Be = 1UL << 15,
    Have = 1UL << 16,
    Modal = 1UL << 17,
    Future = 1UL << 18,
    Negator = 1UL << 19,
    To = 1UL << 20,
    Adverb = 1UL << 21,
    Number = 1UL << 22,
    Month = 1UL << 23,
    Weekday = 1UL << 24,
    Abbreviation = 1UL << 25,
    NameParticle = 1UL << 26,
    NameSuffix = 1UL << 27,
    GroupNoun = 1UL << 28,
    SideNoun = 1UL << 29,
    Counterpart = 1UL << 30,
    EventNoun = 1UL << 31,
    BodyNoun = 1UL << 32,
    Street = 1UL << 33,
    Thing = 1UL << 34,
    SentenceOpener = 1UL << 35,
    OfficeBefore = 1UL << 36,
    Portfolio = 1UL << 37,
    OfficeStart = 1UL << 38,
    PartyStart = 1UL << 39,
    HonorificStart = 1UL << 40,
    PhraseStart = 1UL << 41,
    Article = 1UL << 42,
    TimeStart = 1UL << 43,
    PersonStart = 1UL << 44,
    Occasion = 1UL << 45,
    Event = 1UL << 46,
    NoMeeting = 1UL << 47,
    OrganisationNoun = 1UL << 48,
    NoPromise = 1UL << 49,
    StateWord = 1UL << 50,
    Anniversary = 1UL << 51,
    PartnershipStart = 1UL << 52,
    TownNoun = 1UL << 53,
    EndOfPlace = 1UL << 54,
    Building = 1UL << 55,
    Speech = 1UL << 56,
    Leaves = 1UL << 57,
    Concludes = 1UL << 58,
    Credence = 1UL << 59,
    Monarch = 1UL << 60,
    TermStart = 1UL << 61,
    ComesToOffice = 1UL << 62,
    HeldInTurn = 1UL << 63,
}

/// <summary>What one rule or another asks of a word; each is a section of roles.txt of the same name.</summary>
[Flags]
internal enum Role : ulong
{
    None = 0,
    Former = 1UL << 0,
    NewInOffice = 1UL << 1,
    BeforeOffice = 1UL << 2,
    BeforeCounterpart = 1UL << 3,
    BeforeGroup = 1UL << 4,
    BareGroup = 1UL << 5,
    Guest = 1UL << 6,
    Talks = 1UL << 7,
    AtMeeting = 1UL << 8,
    ByPhone = 1UL << 9,
    ByVideo = 1UL << 10,
    OfMany = 1UL << 11,
    Led = 1UL << 12,
    Scheduled = 1UL << 13,
    PartOfDay = 1UL << 14,
    PartOfYear = 1UL << 15,
    LeadsToTopic = 1UL << 16,
    TopicPlace = 1UL << 17,
    AfterEvent = 1UL << 18,
    OwnStance = 1UL << 19,
    Consider = 1UL << 20,
    ToVisit = 1UL << 21,
    ToHold = 1UL << 22,
    ToConclude = 1UL << 23,
    Standing = 1UL << 24,
    CommonlyAgreed = 1UL << 25,
    Container = 1UL << 26,
    PastMeeting = 1UL << 27,
    Greeting = 1UL << 28,
    LeadsToDate = 1UL << 29,
    Asks = 1UL << 30,
    Helps = 1UL << 31,
    Welcomed = 1UL << 32,
    Somebody = 1UL << 33,
    Seat = 1UL << 34,
    Warm = 1UL << 35,
    Gathering = 1UL << 36,
    Generation = 1UL << 37,
    Opportunity = 1UL << 38,
    TakesUp = 1UL << 39,
    Elevates = 1UL << 40,
    Postpones = 1UL << 41,
    CallsOff = 1UL << 42,
    Session = 1UL << 43,
    Teller = 1UL << 44,
    Document = 1UL << 45,
    GivenName = 1UL << 46,
    Friendly = 1UL << 47,
    Leadership = 1UL << 48,
    Resident = 1UL << 49,
    OfficeInName = 1UL << 50,
    Envoy = 1UL << 51,
    Host = 1UL << 52,
    Houses = 1UL << 53,
    ToCall = 1UL << 54,
    OneByOne = 1UL << 55,
    Patronymic = 1UL << 56,
    InCourse = 1UL << 57,
    Aide = 1UL << 58,
    Courteous = 1UL << 59,
    ToMeet = 1UL << 60,
    ToldThis = 1UL << 61,
    Delegation = 1UL << 62,
    Spokesperson = 1UL << 63,
}

/// <summary>The forms in which a word may be a verb.</summary>
[Flags]
internal enum VerbForm : byte
{
    None = 0,
    Base = 1,
    Third = 2,
    Past = 4,
    Participle = 8,
    Ing = 16,
}

/// <summary>All words that the lexicon knows, in lower case, each with a number. Filled once, then only read.</summary>
internal sealed class Vocabulary
{
    private Slot[] slots = new Slot[1 << 15];
    private readonly List<string> words = [];
    private WordClass[] classes = new WordClass[1 << 12];
    private VerbForm[] forms = new VerbForm[1 << 12];
    private Role[] roles = new Role[1 << 12];

    public int Count => words.Count;

    public string this[int word] => words[word];

    public WordClass Class(int word) => word < 0 ? WordClass.None : classes[word];

    public VerbForm Form(int word) => word < 0 ? VerbForm.None : forms[word];

    /// <summary>What all words are, by their numbers; for who asks in every letter of a text. Not to be written, nor kept beyond the filling of a lexicon.</summary>
    public (WordClass[] Classes, Role[] Roles, VerbForm[] Forms) Tables => (classes, roles, forms);

    public void Mark(int word, WordClass what) => classes[word] |= what;

    public Role Role(int word) => word < 0 ? Lexicons.Role.None : roles[word];

    public void Mark(int word, VerbForm form) => forms[word] |= form;

    public void Mark(int word, Role role) => roles[word] |= role;

    /// <summary>Words in lower case and on one line. Letters of ASCII are taken many at a time, where the invariant culture takes each alone.</summary>
    public static string Lower(string words) => string.Create(words.Length, words, static (to, from) =>
    {
        for (var at = 0; at < from.Length; at++)
        {
            System.Text.Ascii.ToLower(from.AsSpan(at), to[at..], out var done);
            at += done;
            if (at < from.Length)
                to[at] = char.ToLowerInvariant(from[at]);
        }
        to.Replace('\n', ' ');
    });

    /// <summary>Whether a text begins with words, in whatever case. Three letters tell most apart before the whole is compared.</summary>
    public static bool Begins(ReadOnlySpan<char> text, string words) =>
        text.Length >= words.Length && Alike(text[0], words[0]) && Alike(text[words.Length - 1], words[^1]) && Alike(text[words.Length / 2], words[words.Length / 2]) && text.StartsWith(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether two letters may be the same but for their case; beyond ASCII the whole comparison decides.</summary>
    private static bool Alike(char a, char b) => (a | b) > 0x7f || (a | 0x20) == (b | 0x20);

    /// <summary>The word's number, or -1. The letters must be in lower case.</summary>
    public int Find(ReadOnlySpan<char> lower)
    {
        var table = slots;
        var hash = Hash(lower);
        for (var at = (int)(hash & (uint)(table.Length - 1)); ; at = (at + 1) & (table.Length - 1))
        {
            ref readonly var slot = ref table[at];
            if (slot.Text is null)
                return -1;
            if (slot.Hash == hash && lower.SequenceEqual(slot.Text))
                return slot.Word;
        }
    }

    public int Add(string word)
    {
        var lower = Normal(word);
        var found = Find(lower);
        if (found >= 0)
            return found;
        if (words.Count * 2 > slots.Length)
            Grow();
        if (words.Count == classes.Length)
        {
            Array.Resize(ref classes, classes.Length * 2);
            Array.Resize(ref forms, forms.Length * 2);
            Array.Resize(ref roles, roles.Length * 2);
        }
        words.Add(lower);
        Place(words.Count - 1);
        return words.Count - 1;
    }

    /// <summary>Lower case, with the straight apostrophe.</summary>
    public static string Normal(string word) => word.Replace('’', '\'').ToLowerInvariant();

    private void Place(int word)
    {
        var mask = slots.Length - 1;
        var hash = Hash(words[word]);
        var at = (int)(hash & (uint)mask);
        while (slots[at].Text is not null)
            at = (at + 1) & mask;
        slots[at] = new Slot(words[word], hash, word);
    }

    private void Grow()
    {
        slots = new Slot[slots.Length * 2];
        for (var word = 0; word < words.Count; word++)
            Place(word);
    }

    /// <summary>A word where it is looked up, with what tells it from most others without a look at its letters.</summary>
    private readonly record struct Slot(string? Text, uint Hash, int Word);

    private static uint Hash(ReadOnlySpan<char> text)
    {
        // Five letters and the length tell words apart well enough; what collides is compared.
        if (text.IsEmpty)
            return 0;
        var length = text.Length;
        var hash = (text[0] * 0x9E3779B1u) ^ (text[length - 1] * 0x85EBCA77u) ^ (text[length >> 1] * 0xC2B2AE3Du) ^ ((uint)length * 0x27D4EB2Fu);
        if (length > 2)
            hash ^= (text[1] * 0x165667B1u) ^ (text[length - 2] * 0xD3A2646Cu);
        return hash ^ (hash >> 15);
    }
}
