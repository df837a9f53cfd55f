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
        if (graph.Measures.Count > 0)
        {
            Declare(xml, "node", graph.Measures.Select(measure => (measure.Name, measure.IsWhole ? "long" : "double")));
        }
        Declare(xml, "edge", Attributes);
        xml.WriteStartElement("nodes", Namespace);
        foreach (var (place, person) in graph.People.Index())
        {
            xml.WriteStartElement("node", Namespace);
            Attribute(xml, ("id", "p" + person.Id), ("label", XmlText.Clean(person.Name)));
            if (graph.Measures.Count > 0)
            {
                Values(xml, graph.MeasuresOf(place));
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteStartElement("edges", Namespace);
        var number = 0;
        foreach (var edge in graph.Edges)
        {
            xml.WriteStartElement("edge", Namespace);
            Attribute(xml, ("id", number++.ToString(CultureInfo.InvariantCulture)), ("source", "p" + edge.From), ("target", "p" + edge.To), ("weight", ExportedGraph.Number(edge.Weight)));
            Values(xml,
            [
                ("strength", ExportedGraph.Number(edge.Strength)), ("interactions", edge.Interactions.ToString(CultureInfo.InvariantCulture)),
                ("first", edge.First), ("last", edge.Last),
            ]);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Declare(XmlWriter xml, string what, IEnumerable<(string Id, string Type)> attributes)
    {
        xml.WriteStartElement("attributes", Namespace);
        xml.WriteAttributeString("class", what);
        foreach (var (id, type) in attributes)
        {
            Element(xml, "attribute", ("id", id), ("title", id), ("type", type));
        }
        xml.WriteEndElement();
    }

    private static void Values(XmlWriter xml, IEnumerable<(string Name, string Value)> values)
    {
        xml.WriteStartElement("attvalues", Namespace);
        foreach (var (name, value) in values)
        {
            Element(xml, "attvalue", ("for", name), ("value", value));
        }
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
