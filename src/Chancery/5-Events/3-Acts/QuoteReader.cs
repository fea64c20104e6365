using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Acts;

/// <summary>Reads quoted speech: whose it is, and one act for each quoted sentence.</summary>
internal sealed class QuoteReader(Body body, Scene scene, ReportReader reports, AddresseeReader addressees)
{
    private const int LeastWords = 4;

    /// <summary>In sentences; a house that is named further on tells something else.</summary>
    private const int MostQuoted = 8;

    /// <summary>The quoted run of a sentence that is speech, not a title or a term.</summary>
    public Said? Speech(Sentence sentence)
    {
        var (first, end) = (-1, -1);
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (!body.Quoted[i])
            {
                if (first >= 0 && end - first >= LeastWords)
                    break;
                first = -1;
                continue;
            }
            if (first < 0)
                first = i;
            end = i + 1;
        }
        // "“Kenya needs seeds. We have none,” said X": however short, where the quotation goes on.
        var goesOn = first >= 0 && end - first > 2 && end >= sentence.End - 1 && sentence.End < body.Count && body.Quoted[sentence.End];
        if (first < 0 || end - first < LeastWords && !goesOn)
            return null;
        var before = first - 1;
        while (before >= sentence.First && body.Sign(before) is '"' or '“' or '”')
            before--;
        var opens = before < sentence.First || body.Sign(before) is ':' or ',' && (body.Quoted[first] && SaysBefore(before, sentence));
        // A whole sentence is speech whatever its verb is: "“Our ties date back to 1963.”"
        var whole = before < sentence.First && end >= sentence.End - 1 && end - first > LeastWords + 1 && body.Sign(end - 1) is '.' or '!' or '?';
        return opens && (whole || goesOn || HasVerb(first, end)) ? new Said(first, end) : null;
    }

    private bool SaysBefore(int at, Sentence sentence)
    {
        if (body.Sign(at) == ':')
            return true;
        for (var i = at; i >= Math.Max(sentence.First, at - 8); i--)
        {
            if (body.Is(i, WordClass.PhraseStart) && (body.Form(i) & (VerbForm.Past | VerbForm.Third | VerbForm.Ing)) != 0)
                return true;
        }
        return false;
    }

    private bool HasVerb(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (body.Is(i, WordClass.Be | WordClass.Have | WordClass.Modal) || (body.Form(i) & (VerbForm.Past | VerbForm.Third)) != 0)
                return true;
            if (body.Is(i, WordClass.SubjectPronoun) || IsContraction(i))
                return true;
        }
        return false;
    }

    /// <summary>"We’re", "don't": a verb drawn together with its subject or its "not".</summary>
    private bool IsContraction(int at) => !body.IsGenitive(at) && body.Span(at)[1..].ContainsAny("'’");

    /// <summary>"According to Minister X, the port has grown": what he says; null where it is none of those who met, or the sentence tells what he or both sides did: "the two sides discussed trade".</summary>
    public ActFact? According(int number, Sentence sentence, List<Mention> mentions, List<ActFact> plain)
    {
        if (!body.Is(sentence.First, "according") || !body.Is(sentence.First + 1, "to") || scene.Sides.Count == 0
            || mentions.Find(m => m.First <= sentence.First + 3) is not { Kind: MentionKind.Person or MentionKind.Office or MentionKind.Pronoun, Genitive: false, OwnerPronoun: false, People: [var person], Parties: [_] } teller
            || body.Sign(teller.End) != ',' || scene.Cast.IsSpokesperson(scene.Cast.People[person]))
            return null;
        if (plain.Count > 0 && plain.TrueForAll(a => a.Kind == ActKind.Discuss && a.By.Length > 1 || a.By.SequenceEqual(teller.Parties)))
            return null;
        return Read(number, new Said(teller.End + 1, sentence.End), sentence, Clauses.Of(teller), null, "acts/state: according to");
    }

    /// <summary>The speaker that a sentence names beside its quotation; null where it names none.</summary>
    public (Doer By, Trigger Verb)? Attribution(Sentence sentence, List<Trigger> triggers, Clauses clauses)
    {
        foreach (var trigger in triggers)
        {
            // "This was stated by Minister X"
            if (trigger is { Phrase.Use: PhraseUse.Act, Use: VerbUse.Passive } && IsSaying(trigger) && body.Is(trigger.End, "by") && body.Is(sentence.First, "this") && clauses.MentionAt(trigger.End + 1) is { Genitive: false, Parties.Length: > 0 } teller)
                return (Clauses.Of(teller), trigger);
            if (trigger.Phrase.Use != PhraseUse.Act || trigger.Use is not (VerbUse.Finite or VerbUse.Ing or VerbUse.None) || body.Quoted[trigger.Verb] || !IsSaying(trigger))
                continue;
            if (clauses.MentionAt(trigger.End) is { Genitive: false } after && after.Parties.Length > 0 && body.Sign(trigger.Verb - 1) is '"' or '”' or ',')
                return (Clauses.Of(after), trigger);
            if (clauses.Before(trigger.GroupStart, out _) is { Parties.Length: > 0 } by && !body.Quoted[by.First])
                return (by, trigger);
        }
        return null;
    }

    /// <summary>Whether a quotation speaks in the first person: what somebody says, and not what a house reports.</summary>
    public bool IsOfSpeaker(Said speech)
    {
        for (var i = speech.First; i < speech.End; i++)
        {
            if (body.Is(i, WordClass.First | WordClass.We) || body.Is(i, "our") || body.Is(i, "my"))
                return true;
        }
        return false;
    }

    /// <summary>"“…,” the ministry reported": whether the end of a quotation names a house and nobody in it.</summary>
    public bool IsToldByHouse(int number)
    {
        for (var s = number; s < body.Sentences.Count && s < number + MostQuoted && body.Sentences[s].Paragraph == body.Sentences[number].Paragraph; s++)
        {
            var sentence = body.Sentences[s];
            for (var i = sentence.First; i < sentence.End - 2; i++)
            {
                if (!body.Quoted[i] && body.Sign(i - 1) is ',' or '”' or '"' or '-' or '–' && TellsHouse(i))
                    return true;
            }
            if (!body.Quoted[sentence.End - 1] && !OpensQuoted(sentence))
                return false;
        }
        return false;
    }

    /// <summary>"a statement of the Ministry", "the ministry said", "the press service reports".</summary>
    private bool TellsHouse(int at)
    {
        if (body.Is(at, WordClass.Article) && body.Is(at + 1, Role.Teller) && body.Is(at + 2, WordClass.Preposition))
            return true;
        // "“…,” the Ministry of External Affairs said in a statement"
        if (body.Is(at, "the") && body.Is(at + 1, "Ministry") && body.IsCapital(at + 1) && body.Is(at + 2, "of"))
        {
            var end = at + 3;
            while (end < at + 9 && (body.IsCapital(end) || body.Is(end, "and") || body.Is(end, "of")))
                end++;
            return body.Is(end, WordClass.PhraseStart) && (body.Form(end) & VerbForm.Past) != 0;
        }
        var press = body.Is(at + 1, "press") && body.Is(at + 2, "service");
        // "“…,” the DFA said", "“…,” the Russian MFA said", "“…,” it added"
        var house = body.Is(at, "the") ? PartyReader.At(body, at + 1, body.Count, out var noun) is { Kind: PartyWord.Adjective } ? noun : at + 1 : at;
        if (body.Is(at, WordClass.It) || house > at && (body[house].Shape & Shape.AllCaps) != 0 && body[house].End - body[house].Start > 2)
            return body.Is(house + 1, WordClass.PhraseStart) && (body.Form(house + 1) & VerbForm.Past) != 0;
        // "the quoted source mentions", "the cited release said"
        if (body.Is(at + 1, "quoted") || body.Is(at + 1, "cited") || body.Is(at + 1, "same"))
            at++;
        else if (!body.Is(at, "the"))
            return false;
        if (body.IsCapital(at + 1) || !(press || body.Is(at + 1, "ministry") || body.Is(at + 1, Role.Teller)))
            return false;
        var says = press ? at + 3 : at + 2;
        // "“…,” the statement on Monday read"
        for (var day = says; day < says + 8 && day < body.Count && !body.Is(at + 1, "ministry"); day++)
        {
            if ((body.Is(day, "read") || body.Is(day, "reads")) && !body.IsWord(day + 1))
                return true;
        }
        return body.Is(says, WordClass.PhraseStart) && (body.Form(says) & (VerbForm.Past | VerbForm.Third)) != 0;
    }

    /// <summary>In words; so few before a quotation, "He added that:", go on with what is read out.</summary>
    private const int MostToGoOn = 3;

    /// <summary>"A statement of the spokesman read: “…”": whether a quotation is what a house tells, or goes on with it.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="speech">The quotation in it.</param>
    /// <param name="so">Whether the quotation before it was.</param>
    public bool ReadsOut(Sentence sentence, Said speech, bool so)
    {
        var colon = speech.First - 1;
        while (colon > sentence.First && !body.IsWord(colon) && body.Sign(colon) != ':')
            colon--;
        if (colon > sentence.First && body.Sign(colon) == ':' && (body.Is(colon - 1, "read") || body.Is(colon - 1, "reads")))
            return Enumerable.Range(sentence.First, colon - sentence.First).Any(i => body.Is(i, Role.Teller));
        return so && (OpensQuoted(sentence) || colon - sentence.First <= MostToGoOn);
    }

    /// <summary>Whether a sentence begins within a quotation, or with its sign.</summary>
    public bool OpensQuoted(Sentence sentence) => body.Quoted[sentence.First] || body.Sign(sentence.First) is '"' or '“' || body.Sign(sentence.First) == '”' && body.Quoted[sentence.First + 1];

    /// <summary>"“…,” says Mr X", of whom nothing is known: nobody else says it.</summary>
    public bool NamesOther(Sentence sentence, List<Mention> mentions, List<Trigger> triggers) =>
        mentions.Exists(m => m is { Kind: MentionKind.Person, Parties.Length: 0, Genitive: false } && !body.Quoted[m.First] && triggers.Exists(t => !body.Quoted[t.Verb] && IsSaying(t) && (t.Verb + 1 == m.First || m.End == t.GroupStart)));

    private static bool IsSaying(Trigger trigger) => trigger.Act is ActKind.State or ActKind.Reaffirm or ActKind.Inform or ActKind.Agree;

    /// <summary>The act of a quoted sentence by a speaker.</summary>
    public ActFact? Read(int number, Said speech, Sentence sentence, Doer by, Trigger? verb, string entry = "acts/state: quoted speech")
    {
        if (scene.Sides.Count > 0 && !by.Parties.Any(p => scene.Sides.Contains(p) || p == scene.Cast.Home))
            return null;
        var kind = reports.Own(speech.First, by, speech.End) ?? ActKind.State;
        var first = speech.First;
        var end = speech.End;
        while (end > first + 1 && !body.IsWord(end - 1))
            end--;
        return new ActFact
        {
            Kind = kind,
            Entry = verb?.Phrase.Entry ?? entry,
            By = by.Parties,
            To = addressees.Named(kind, by, first, end),
            Person = by.Person,
            About = new Said(first, end),
            Words = new Said(first, end),
            Sentence = number,
            Verb = first,
            Clause = first,
            Own = kind != ActKind.State,
        };
    }
}
