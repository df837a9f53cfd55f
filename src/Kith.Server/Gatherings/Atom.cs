using System.Globalization;
using System.Text;
using System.Xml;
using Kith.Gatherings;
using Kith.People;
using Kith.Server.Conversations;
using Kith.Server.Shared;

namespace Kith.Server.Gatherings;

/// <summary>Gatherings as an Atom feed (RFC 4287).</summary>
internal static class Atom
{
    private const string Namespace = "http://www.w3.org/2005/Atom";

    /// <summary>The feed.</summary>
    /// <param name="gatherings">The newest change first.</param>
    /// <param name="everyone">Who is who.</param>
    /// <param name="site">Where the server is reached.</param>
    /// <param name="self">Path of the feed.</param>
    public static string Of(IReadOnlyList<Gathering> gatherings, Everyone everyone, Uri site, string self)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(new Utf8(text), new XmlWriterSettings { Indent = true }))
        {
            xml.WriteStartElement("feed", Namespace);
            Element(xml, "title", "Gatherings");
            Element(xml, "id", new Uri(site, "/gatherings.atom").ToString());
            Link(xml, "self", new Uri(site, self));
            Link(xml, "alternate", new Uri(site, "/gatherings"));
            Element(xml, "updated", Time(gatherings.Count == 0 ? 0 : gatherings.Max(ChangedAt)));
            foreach (var gathering in gatherings)
            {
                Entry(xml, gathering, everyone, site);
            }
            xml.WriteEndElement();
        }
        return text.ToString();
    }

    /// <summary>UTC milliseconds at which last something happened to it that a reader of feeds wants to know.</summary>
    public static long ChangedAt(Gathering gathering) => Math.Max(gathering.ChangedAt, Math.Max(gathering.EndedAt ?? 0, gathering.PublishedAt ?? 0));

    private static void Entry(XmlWriter xml, Gathering gathering, Everyone everyone, Uri site)
    {
        xml.WriteStartElement("entry", Namespace);
        Element(xml, "title", gathering.Title);
        Element(xml, "id", $"urn:uuid:{gathering.Uid}");
        Link(xml, "alternate", new Uri(site, Address.OfGathering(gathering.Id)));
        Element(xml, "updated", Time(ChangedAt(gathering)));
        var names = gathering.Moderators.Select(everyone.Of).OfType<Person>().Select(person => person.Name).DefaultIfEmpty(gathering.Conversation.Community);
        foreach (var name in names)
        {
            xml.WriteStartElement("author", Namespace);
            Element(xml, "name", name);
            xml.WriteEndElement();
        }
        Element(xml, "summary", $"{State(gathering)}{Tidings.When(gathering)}, {gathering.Conversation.Community}");
        xml.WriteStartElement("content", Namespace);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(new Words(everyone, mail: false).Of(gathering.Framing).Value);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string State(Gathering gathering) => gathering.State switch
    {
        GatheringState.Cancelled => "Cancelled: ",
        GatheringState.Live => "Live now: ",
        GatheringState.Ended => "Transcript: ",
        GatheringState.Published => "Recap: ",
        _ => "",
    };

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, text);

    private static void Link(XmlWriter xml, string relation, Uri to)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", to.ToString());
        xml.WriteEndElement();
    }

    private static string Time(long at) => Times.Of(at).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private sealed class Utf8(StringBuilder text) : StringWriter(text, CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
