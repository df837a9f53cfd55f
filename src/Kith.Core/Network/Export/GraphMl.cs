using System.Globalization;
using System.Xml;

namespace Kith.Network.Export;

/// <summary>GraphML (graphml.graphdrawing.org), as igraph, networkx, Gephi and yEd read it.</summary>
public static class GraphMl
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    private static readonly (string Id, string For, string Type)[] Keys =
    [
        ("name", "node", "string"), ("weight", "edge", "double"), ("strength", "edge", "double"),
        ("interactions", "edge", "long"), ("first", "edge", "string"), ("last", "edge", "string"),
    ];

    /// <summary>Writes the graph.</summary>
    public static void Write(ExportedGraph graph, TextWriter to)
    {
        using var xml = XmlWriter.Create(to, new XmlWriterSettings { Indent = true, CheckCharacters = false });
        xml.WriteStartElement("graphml", Namespace);
        foreach (var (id, what, type) in Keys.Concat(graph.Measures.Select(measure => (measure.Name, "node", measure.IsWhole ? "long" : "double"))))
        {
            xml.WriteStartElement("key", Namespace);
            xml.WriteAttributeString("id", id);
            xml.WriteAttributeString("for", what);
            xml.WriteAttributeString("attr.name", id);
            xml.WriteAttributeString("attr.type", type);
            xml.WriteEndElement();
        }
        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("edgedefault", "directed");
        foreach (var (place, person) in graph.People.Index())
        {
            xml.WriteStartElement("node", Namespace);
            xml.WriteAttributeString("id", "p" + person.Id);
            Data(xml, "name", XmlText.Clean(person.Name));
            foreach (var (name, value) in graph.MeasuresOf(place))
            {
                Data(xml, name, value);
            }
            xml.WriteEndElement();
        }
        foreach (var edge in graph.Edges)
        {
            xml.WriteStartElement("edge", Namespace);
            xml.WriteAttributeString("source", "p" + edge.From);
            xml.WriteAttributeString("target", "p" + edge.To);
            Data(xml, "weight", ExportedGraph.Number(edge.Weight));
            Data(xml, "strength", ExportedGraph.Number(edge.Strength));
            Data(xml, "interactions", edge.Interactions.ToString(CultureInfo.InvariantCulture));
            Data(xml, "first", edge.First);
            Data(xml, "last", edge.Last);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Data(XmlWriter xml, string key, string value)
    {
        xml.WriteStartElement("data", Namespace);
        xml.WriteAttributeString("key", key);
        xml.WriteString(value);
        xml.WriteEndElement();
    }
}
