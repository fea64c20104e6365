using Chancery.Lexicons;

namespace Chancery.Layout;

/// <summary>Who signs a release and how to reach its house.</summary>
internal sealed class SignOffReader(string text, Lexicon lexicon, LineReader lineReader, ReleaseParts parts)
{
    /// <summary>"The following is attributable to Spokesperson Ned Price:".</summary>
    /// <returns>Whether the line says on what he speaks, "Statement by Spokesperson Ned Price on the Talks", and so is a headline too.</returns>
    public bool TakeAttribution(ReadOnlySpan<char> line)
    {
        foreach (var words in lexicon.Attributions)
        {
            var at = line.IndexOf(words, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                continue;
            var rest = line[(at + words.Length)..].Trim(" :.").ToString();
            foreach (var office in lexicon.SignatoryWords)
            {
                var start = rest.IndexOf(office, StringComparison.OrdinalIgnoreCase);
                if (start < 0 || rest.Length <= start + office.Length)
                    continue;
                parts.SignatoryOffice = rest[start..(start + office.Length)];
                var name = rest.AsSpan(start + office.Length).Trim(" ,");
                var topic = Topic(name);
                parts.SignatoryName = name[..topic].ToString();
                return topic < name.Length;
            }
        }
        return false;
    }

    /// <summary>Where a name ends before what is said of the topic.</summary>
    private int Topic(ReadOnlySpan<char> name)
    {
        foreach (var word in lexicon.BeforeTopic)
        {
            if (name.IndexOf(word, StringComparison.OrdinalIgnoreCase) is var at and > 0)
                return at;
        }
        return name.Length;
    }

    /// <summary>In the foot, the office of a spokesperson and the name in the line before or after it.</summary>
    public void Signatory(List<Stretch> spans, int i)
    {
        if (parts.SignatoryName is not null || spans[i].Length > 120 || !Signs(spans[i].Of(text)) || SignsTogether(spans))
            return;
        var line = spans[i].Of(text).ToString();
        foreach (var other in new[] { i + 1, i - 1 })
        {
            if (other >= 0 && other < spans.Count && lineReader.IsPersonLine(spans[other].Of(text)))
            {
                parts.SignatoryOffice = line;
                parts.SignatoryName = spans[other].Of(text).ToString();
                return;
            }
        }
        // "Jane Doe, Spokesperson" in one line.
        var comma = line.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0 && lineReader.IsPersonLine(line.AsSpan(0, comma)))
            (parts.SignatoryName, parts.SignatoryOffice) = (line[..comma], line[(comma + 1)..].Trim());
    }

    private bool? together;

    /// <summary>"Foreign Minister of A", "Foreign Minister of B", each below a name: a statement of many is signed by nobody in particular.</summary>
    private bool SignsTogether(List<Stretch> spans)
    {
        if (together is { } known)
            return known;
        var (pairs, offices) = (0, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        for (var i = 1; i < spans.Count && pairs < 3; i++)
        {
            var line = spans[i].Of(text);
            if (line.Length < 80 && Signs(line) && lineReader.IsPersonLine(spans[i - 1].Of(text)) && offices.Add(line.ToString()))
                pairs++;
        }
        together = pairs > 2;
        return pairs > 2;
    }

    private bool Signs(ReadOnlySpan<char> line) => line.ContainsAny(lexicon.SignatorySigns);

    public void Contact(ReadOnlySpan<char> line)
    {
        foreach (var (label, kind) in lexicon.Contacts)
        {
            if (!line.StartsWith(label, StringComparison.OrdinalIgnoreCase))
                continue;
            var value = kind == "web" && label is "www." or "http" ? line : line[label.Length..].TrimStart(" .:：");
            Values(kind, value.ToString());
            return;
        }
        if (line.IndexOf('@') > 0)
            Values("email", line.ToString());
    }

    private void Values(string kind, string value)
    {
        if (kind == "address")
        {
            // "… Kingdom of Cambodia : (855) 23 216 122": the telephone behind the address.
            var colon = value.LastIndexOf(':');
            var tail = colon > 0 ? value[(colon + 1)..].Trim() : "";
            if (tail.Length > 5 && tail.All(c => char.IsDigit(c) || c is ' ' or '(' or ')' or '+' or '-' or '/' or ','))
            {
                parts.Contacts.Add(new ContactLine("address", value[..colon].Trim()));
                Values("phone", tail);
            }
            else
                parts.Contacts.Add(new ContactLine(kind, value));
            return;
        }
        foreach (var one in value.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            parts.Contacts.Add(new ContactLine(kind, one));
    }
}
