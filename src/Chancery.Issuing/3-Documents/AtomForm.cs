using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;

namespace Chancery.Issuing.Documents;

/// <summary>How feeds are written (Atom, RFC 4287). Stateless.</summary>
internal static class AtomForm
{
    /// <summary>The media type.</summary>
    public const string Type = "application/atom+xml";

    /// <summary>A feed in UTF-8, with the link to itself that the standard asks for.</summary>
    public static byte[] Bytes(SyndicationFeed feed, Uri self)
    {
        feed.Links.Add(new SyndicationLink(self, "self", null, Type, 0));
        using var stream = new MemoryStream();
        // Characters that XML has no room for come from releases; they are written as references, not refused.
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false, Indent = true }))
            new Atom10FeedFormatter(feed).WriteTo(writer);
        return stream.ToArray();
    }
}
