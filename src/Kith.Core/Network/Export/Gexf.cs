using System.Globalization;
using System.Xml;

namespace Kith.Network.Export;

/// <summary>GEXF 1.2 (gexf.net), as Gephi and networkx read it.</summary>
public static class Gexf
{
    private const string Namespace = "http://www.gexf.net/1.2draft";

    private static readonly (string Id, string Type)[] Attributes =
        [("strength", "double"), ("interactions", "long"), ("first", "string"), ("last", "string")];

    /// <summary>Writes the graph.</summary>
    public static void Write(ExportedGraph graph, TextWriter to)
    {
        using var xml = XmlWriter.Create(to, new XmlWriterSettings { Indent = true, CheckCharacters = false });
        xml.WriteStartElement("gexf", Namespace);
        xml.WriteAttributeString("version", "1.2");
        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("defaultedgetype", "directed");
        xml.WriteStartElement("attributes", Namespace);
        xml.WriteAttributeString("class", "edge");
        foreach (var (id, type) in Attributes)
        {
            Element(xml, "attribute", ("id", id), ("title", id), ("type", type));
        }
        xml.WriteEndElement();
        xml.WriteStartElement("nodes", Namespace);
        foreach (var person in graph.People)
        {
            Element(xml, "node", ("id", "p" + person.Id), ("label", XmlText.Clean(person.Name)));
        }
        xml.WriteEndElement();
        xml.WriteStartElement("edges", Namespace);
        var number = 0;
        foreach (var edge in graph.Edges)
        {
            xml.WriteStartElement("edge", Namespace);
            Attribute(xml, ("id", number++.ToString(CultureInfo.InvariantCulture)), ("source", "p" + edge.From), ("target", "p" + edge.To), ("weight", ExportedGraph.Number(edge.Weight)));
            xml.WriteStartElement("attvalues", Namespace);
            Element(xml, "attvalue", ("for", "strength"), ("value", ExportedGraph.Number(edge.Strength)));
            Element(xml, "attvalue", ("for", "interactions"), ("value", edge.Interactions.ToString(CultureInfo.InvariantCulture)));
            Element(xml, "attvalue", ("for", "first"), ("value", edge.First));
            Element(xml, "attvalue", ("for", "last"), ("value", edge.Last));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name, Namespace);
        Attribute(xml, attributes);
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            xml.WriteAttributeString(name, value);
        }
    }
}
