using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Mentions;

/// <summary>Reads how somebody is styled before an office or a name: "His Excellency", "Senator the Honourable".</summary>
internal sealed class HonorificReader(Body body)
{
    /// <summary>Reads the styles at a token into a mention: where they end.</summary>
    public int Take(Mention mention, int at, int limit)
    {
        // "Senator the Honourable X"
        if (mention.HasOffice && body.Is(at, "the") && End(at + 1, limit, out _) > at + 1)
            at++;
        var end = End(at, limit, out var sex);
        if (end > at)
        {
            mention.HasHonorific = true;
            if (mention.Sex == ' ')
                mention.Sex = sex;
        }
        return end;
    }

    /// <summary>Where the styles at a token end, and whether they are a man's (m) or a woman's (f); a blank where they do not tell.</summary>
    public int End(int at, int limit, out char told)
    {
        told = ' ';
        while (at < limit && body.Is(at, WordClass.HonorificStart) && body.IsCapital(at) && PartyReader.At(body, at, limit, out _) is null && !OpensOffice(at))
        {
            var (node, end, sex, took) = (0, at, ' ', false);
            for (var i = at; i < limit; i++)
            {
                node = body.Lexicon.Honorifics.Step(node, body[i].Word);
                if (node < 0)
                    break;
                if (body.Lexicon.Honorifics.Ends(node, out var style))
                    (end, sex, took) = (i + 1, style.Sex, true);
            }
            // "Sultan bin Saad": before his father's name it is a name.
            if (!took || (end - at == 1 && body.Is(end, Role.Patronymic) && !body.IsCapital(end) && body.Is(at, WordClass.OfficeStart)))
                break;
            // "U Thant" but not "U.S."; "Don" and "Chief" only before a name.
            if (!(body.IsCapital(end) || body.Sign(end) is '(' or '.' || sex != ' '))
                break;
            if (body.Sign(end) == '.' && body.IsCapital(end + 1) && (body[end].Shape & Shape.SpaceBefore) == 0)
                end++;
            // "Ambassador King thanked": a surname
            if (body.Is(at, WordClass.OfficeStart) && (body.Is(end, "of") || !body.IsCapital(end) && body.IsCapital(at - 1) && body.Is(at - 1, Role.Envoy)))
                break;
            if (body.Sign(end) == '(')
                end = body.BehindParenthesis(end, limit);
            if (told == ' ')
                told = sex;
            at = end;
        }
        return at;
    }

    /// <summary>"King": the style right before a name, where it is an office as well; null where it is none.</summary>
    public string? OfficeBefore(int name)
    {
        if (name == 0 || !body.Is(name - 1, WordClass.HonorificStart) || !body.IsCapital(name - 1))
            return null;
        var styles = body.Lexicon.Honorifics;
        var node = styles.Step(0, body[name - 1].Word);
        return node >= 0 && styles.Ends(node, out var style) && style.IsOffice ? style.Text : null;
    }

    /// <summary>"Attorney General": a style that is the first word of an office.</summary>
    private bool OpensOffice(int at)
    {
        if (!body.Is(at, WordClass.OfficeStart) || body.Lexicon.Offices.Step(0, body[at].Word) is not (var first and >= 0) || at + 1 >= body.Count)
            return false;
        var second = body.Lexicon.Offices.Step(first, body[at + 1].Word);
        return second >= 0 && body.Lexicon.Offices.Ends(second, out _);
    }
}
