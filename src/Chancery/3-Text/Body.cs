using Chancery.Layout;
using Chancery.Lexicons;

namespace Chancery.Text;

/// <summary>A sentence of the body, or a part of one: its tokens, end exclusive, its paragraph, and which sentence it is.</summary>
internal readonly record struct Sentence(int First, int End, int Paragraph, int Number);

/// <summary>The body as words and sentences, views of the clean text.</summary>
internal sealed class Body
{
    [ThreadStatic]
    private static List<Token>? scratch;

    private readonly Token[] tokens;

    // The vocabulary's own, at hand: nothing is asked so often as what a word is.
    private readonly WordClass[] classes;
    private readonly Role[] roles;
    private readonly VerbForm[] forms;

    // Of each sentence what any of its words is: most rules ask for words that it has not.
    private readonly (WordClass Classes, Role Roles)[] gist;

    private Body(string text, Lexicon lexicon, Token[] tokens, List<Sentence> sentences, bool[] quoted)
    {
        Text = text;
        Lexicon = lexicon;
        this.tokens = tokens;
        (classes, roles, forms) = lexicon.Words.Tables;
        Sentences = sentences;
        Quoted = quoted;
        gist = new (WordClass, Role)[sentences.Count];
        foreach (var sentence in sentences)
        {
            var (every, played) = (WordClass.None, Role.None);
            for (var i = sentence.First; i < sentence.End; i++)
            {
                if (tokens[i].Word is >= 0 and var word)
                {
                    every |= classes[word];
                    played |= roles[word];
                }
            }
            gist[sentence.Number] = (every, played);
        }
    }

    public string Text { get; }

    public Lexicon Lexicon { get; }

    public List<Sentence> Sentences { get; }

    /// <summary>Whether a token stands between quotation marks.</summary>
    public bool[] Quoted { get; }

    public int Count => tokens.Length;

    public ref readonly Token this[int at] => ref tokens[at];

    public static Body Cut(string text, ReleaseParts parts, Lexicon lexicon)
    {
        // One scratch list for each thread: what is kept is a copy of the right size.
        var tokens = scratch ??= new List<Token>(4096);
        tokens.Clear();
        var sentences = new List<Sentence>();
        for (var p = 0; p < parts.Body.Count; p++)
        {
            var first = tokens.Count;
            foreach (var stretch in parts.Body[p].Stretches)
                Tokenizer.Cut(text, stretch.Start, stretch.End, lexicon.Words, tokens);
            SentenceCutter.Cut(tokens, first, text, lexicon.Words, p, sentences);
        }
        var all = tokens.ToArray();
        if (tokens.Capacity > 1 << 20)
            scratch = null;
        return new Body(text, lexicon, all, sentences, Quotes(all, sentences));
    }

    public WordClass Class(int at) => (uint)at < (uint)tokens.Length && tokens[at].Word is >= 0 and var word ? classes[word] : WordClass.None;

    public bool Is(int at, WordClass what) => (uint)at < (uint)tokens.Length && tokens[at].Word is >= 0 and var word && (classes[word] & what) != 0;

    public bool Is(int at, Role what) => (uint)at < (uint)tokens.Length && tokens[at].Word is >= 0 and var word && (roles[word] & what) != 0;

    public VerbForm Form(int at) => (uint)at < (uint)tokens.Length && tokens[at].Word is >= 0 and var word ? forms[word] : VerbForm.None;

    public char Sign(int at) => at >= 0 && at < tokens.Length ? tokens[at].Sign : '\0';

    public bool IsWord(int at) => at >= 0 && at < tokens.Length && tokens[at].IsWord;

    public bool IsCapital(int at) => at >= 0 && at < tokens.Length && tokens[at].Capital;

    public ReadOnlySpan<char> Span(int at) => Text.AsSpan(tokens[at].Start, tokens[at].End - tokens[at].Start);

    public bool Is(int at, string word)
    {
        if ((uint)at >= (uint)tokens.Length)
            return false;
        ref readonly var token = ref tokens[at];
        // Length and first letter tell most words apart before the whole is compared.
        return token.End - token.Start == word.Length && (Text[token.Start] | 0x20) == (word[0] | 0x20) && Span(at).Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Where a sentence ends, or the last one if there are fewer.</summary>
    public int EndOf(int sentence) => Sentences[Math.Min(sentence, Sentences.Count - 1)].End;

    /// <summary>Whether a word tells how: one of the list, or by its end.</summary>
    public bool IsAdverb(int at)
    {
        if (!IsWord(at))
            return false;
        if (Is(at, WordClass.Adverb) && !Is(at, WordClass.Preposition))
            return true;
        var span = Span(at);
        return span.Length > 4 && span.EndsWith("ly", StringComparison.Ordinal) && !IsCapital(at) && Form(at) == VerbForm.None && !Is(at, "family") && !Is(at, "early");
    }

    /// <summary>Behind adverbs, as far as a clause may have them before its verb.</summary>
    public int PastAdverbs(int at, int limit)
    {
        while (at < limit && IsAdverb(at))
            at++;
        return at;
    }

    /// <summary>Whether any word of the sentence of which this is the whole or a part is of a class: where none is, a rule that wants one need not look.</summary>
    public bool May(Sentence sentence, WordClass what) => (gist[sentence.Number].Classes & what) != 0;

    /// <inheritdoc cref="May(Sentence, WordClass)"/>
    public bool May(Sentence sentence, Role what) => (gist[sentence.Number].Roles & what) != 0;

    /// <summary>Whether any word of a sentence plays a role.</summary>
    public bool Says(Sentence sentence, Role what)
    {
        if (!May(sentence, what))
            return false;
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (Is(i, what))
                return true;
        }
        return false;
    }

    /// <summary>The possessive 's.</summary>
    public bool IsGenitive(int at) => at >= 0 && at < tokens.Length && tokens[at].Word == 0 && tokens[at].IsWord;

    /// <summary>The clean text from one token to the one before <paramref name="end"/>.</summary>
    public string Words(int first, int end) => first >= end ? "" : Text[tokens[first].Start..tokens[end - 1].End];

    private string? lower;

    /// <summary>The clean text from one token to the one before <paramref name="end"/>, in lower case and on one line.</summary>
    public ReadOnlySpan<char> Lower(int first, int end) => first >= end ? default : (lower ??= Vocabulary.Lower(Text)).AsSpan()[tokens[first].Start..tokens[end - 1].End];

    /// <summary>Behind a short parenthesis that opens at a token; the token itself where none closes.</summary>
    public int BehindParenthesis(int at, int limit)
    {
        for (var i = at + 1; i < Math.Min(limit, at + 8); i++)
        {
            if (Sign(i) == ')')
                return i + 1;
        }
        return at;
    }

    /// <summary>Runs of quotation are followed within a paragraph; an unclosed one ends with it, unless the next sign of quotation is the one that closes it.</summary>
    private static bool[] Quotes(Token[] tokens, List<Sentence> sentences)
    {
        var quoted = new bool[tokens.Length];
        var (open, paragraph) = (false, -1);
        foreach (var sentence in sentences)
        {
            if (sentence.Paragraph != paragraph)
                (open, paragraph) = (open && Closes(tokens, sentence.First), sentence.Paragraph);
            for (var i = sentence.First; i < sentence.End; i++)
            {
                switch (tokens[i].Sign)
                {
                    case '“' or '«' or '„':
                        open = true;
                        break;
                    // Some write the closing sign before a quotation as well: "he said, ”We agree.”"
                    case '”' or '»':
                        open = !open && (tokens[i].Shape & Shape.SpaceBefore) != 0 && i + 1 < sentence.End && (tokens[i + 1].Shape & Shape.SpaceBefore) == 0 && tokens[i + 1].IsWord;
                        break;
                    case '"':
                        open = Opens(tokens, i, sentence.First) ?? !open;
                        break;
                    default:
                        quoted[i] = open;
                        break;
                }
            }
        }
        return quoted;
    }

    /// <summary>Whether a straight sign of quotation opens one, by the blanks beside it; null where they do not tell.</summary>
    private static bool? Opens(Token[] tokens, int at, int first)
    {
        var before = at == first || (tokens[at].Shape & Shape.SpaceBefore) != 0;
        var behind = at + 1 >= tokens.Length || (tokens[at + 1].Shape & Shape.SpaceBefore) != 0;
        return before == behind ? null : before;
    }

    private static bool Closes(Token[] tokens, int from)
    {
        for (var i = from; i < tokens.Length; i++)
        {
            if (tokens[i].Sign is '“' or '«' or '„' or '"' or '”' or '»')
                return tokens[i].Sign is '”' or '»';
        }
        return false;
    }
}
