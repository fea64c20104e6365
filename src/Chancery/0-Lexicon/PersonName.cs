using System.Collections.Frozen;

namespace Chancery.Lexicons;

/// <summary>Names of people as words that can be compared: lower case, without accents.</summary>
internal static class PersonName
{
    /// <summary>The words of a name, particles and initials left out.</summary>
    public static string[] Words(string name) => [.. name.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(w => Word(w)).Where(w => w.Length > 1 && !Particles.Contains(w))];

    /// <summary>One word of a name without accents and without the Arabic article: "Al-Thani" is "Al Thani".</summary>
    public static string Word(ReadOnlySpan<char> word) => Plain(word) is var plain && (plain.StartsWith("al-", StringComparison.Ordinal) || plain.StartsWith("el-", StringComparison.Ordinal)) && plain.Length > 5 ? plain[3..] : plain;

    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal) { "bin", "ibn", "bint", "al", "el", "de", "da", "dos", "do", "la", "le", "di", "van", "von", "der", "jr", "sr" };

    /// <summary>
    /// Each Latin letter with the letters that are it with marks: the canonical decompositions of the Unicode Character Database, blocks Latin-1 to Latin Extended
    /// Additional, and the strokes of đ, ł, ø and their like. The runtime's own normalization is not there without ICU.
    /// </summary>
    private static readonly FrozenDictionary<char, char> Bare = new[]
    {
        "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
        "bḃḅḇ",
        "cçćĉċčḉ",
        "dðďđḋḍḏḑḓ",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
        "fḟ",
        "gĝğġģǧǵḡ",
        "hĥħȟḣḥḧḩḫẖ",
        "iìíîïĩīĭįıǐȉȋḭḯỉị",
        "jĵǰ",
        "kķǩḱḳḵ",
        "lĺļľłḷḹḻḽ",
        "mḿṁṃ",
        "nñńņňǹṅṇṉṋ",
        "oòóôõöøōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ",
        "pṕṗ",
        "rŕŗřȑȓṙṛṝṟ",
        "sśŝşšșṡṣṥṧṩ",
        "tţťŧțṫṭṯṱẗ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
        "vṽṿ",
        "wŵẁẃẅẇẉẘ",
        "xẋẍ",
        "yýÿŷȳẏẙỳỵỷỹ",
        "zźżžẑẓẕ",
    }.SelectMany(row => row.Skip(1).Select(marked => (marked, row[0]))).ToFrozenDictionary(pair => pair.marked, pair => pair.Item2);

    /// <summary>One letter in lower case without marks.</summary>
    public static char Plain(char letter) => char.ToLowerInvariant(letter) is var lower && lower > 127 && Bare.TryGetValue(lower, out var bare) ? bare : lower;

    /// <summary>One word in lower case without accents.</summary>
    public static string Plain(ReadOnlySpan<char> word)
    {
        Span<char> text = word.Length <= 64 ? stackalloc char[64] : new char[word.Length];
        var length = 0;
        foreach (var c in word)
        {
            if (char.IsLetterOrDigit(c) || c == '-')
                text[length++] = Plain(c);
        }
        return text[..length].Trim('-').ToString();
    }

    /// <summary>"Min-ho": a given name of syllables that a hyphen joins.</summary>
    public static bool IsOfSyllables(ReadOnlySpan<char> word) => word.IndexOf('-') is var hyphen and > 1 && hyphen + 1 < word.Length && char.IsLower(word[hyphen + 1]);

    /// <summary>How many letters must be put in, left out or changed to make one word of the other (Levenshtein).</summary>
    public static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                (corner, row[j]) = (row[j], cost);
            }
        }
        return row[^1];
    }

    /// <summary>"J. Smith" written out, "John Smith"; but not "Jon Smith", who stays as he is named first.</summary>
    public static bool IsWrittenOut(string[] known, string[] words)
    {
        var longer = false;
        for (var i = 0; i < known.Length; i++)
        {
            if (!words[i].StartsWith(known[i], StringComparison.Ordinal))
                return false;
            longer |= words[i].Length > known[i].Length;
        }
        return longer;
    }

    /// <summary>One name is part of the other, or both have the same last word and agreeing first letters.</summary>
    public static bool Fits(string[] a, string[] b)
    {
        var (few, many) = a.Length <= b.Length ? (a, b) : (b, a);
        if (few.Length == 0)
            return false;
        var shared = few.Count(w => many.Contains(w, StringComparer.Ordinal));
        if (shared == few.Length)
            return true;
        // "Al Busaidi" for "Albusaidi"
        if (few is [var bare] && bare.Length > 4 && many.Any(m => m.Length == bare.Length + 2 && m.StartsWith("al", StringComparison.Ordinal) && m.EndsWith(bare, StringComparison.Ordinal) || bare.Length == m.Length + 2 && m.Length > 4 && bare.StartsWith("al", StringComparison.Ordinal) && bare.EndsWith(m, StringComparison.Ordinal)))
            return true;
        // "Abdollahian" for "Amir-Abdollahian"
        if (few is [var part] && part.Length > 3 && many[^1].Length > part.Length && many[^1].EndsWith(part, StringComparison.Ordinal) && many[^1][^(part.Length + 1)] is '-' or '‑')
            return true;
        if (few.Length > 1 && few.Length == many.Length && few[^1] != many[^1] && few[0].Length > 2 && many[0].Length > 2 && few[0][..2] == many[0][..2] && IsRespelled(few[^1], many[^1]))
            return true;
        if (shared == 0 || few[^1] != many[^1])
            return false;
        return few.All(w => many.Contains(w, StringComparer.Ordinal) || (w.Length == 1 && many.Any(m => m[0] == w[0])) || many.Any(m => m.Length == 1 && m[0] == w[0])
            || many.Any(m => m.Length > 2 && w.Length > 2 && (m.StartsWith(w[..3], StringComparison.Ordinal))));
    }

    /// <summary>"Hamad bin Salem bin Nasser" is the son of Salem bin Nasser: whether the shorter name begins, in the longer, behind a word for "son of".</summary>
    public static bool IsFather(string[] shorter, string longer)
    {
        var words = longer.Split(' ');
        var at = Array.FindIndex(words, w => Word(w) == shorter[0]);
        return shorter.Length > 1 && at > 1 && Plain(words[at - 1]) is "bin" or "ibn" or "bint";
    }

    /// <summary>Two spellings of one long surname ("Harutiuniyan", "Harutiunian"): the same beginning, and no more than two letters more, less or other.</summary>
    private static bool IsRespelled(string a, string b) => a.Length >= 7 && b.Length >= 7 && Math.Abs(a.Length - b.Length) <= 2 && a[..3] == b[..3] && Distance(a, b) <= 2;
}
