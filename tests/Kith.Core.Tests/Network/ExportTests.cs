using System.Diagnostics;
using System.Globalization;
using Kith.Conversations;
using Kith.Importing;
using Kith.Network;
using Kith.Network.Export;
using Kith.Store;
using Kith.Tests.Importing;

namespace Kith.Tests.Network;

/// <summary>What is exported is opened by programs that others wrote: igraph and networkx.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("kith-export-");
    private readonly ExportedGraph graph;
    private readonly Lazy<ExportedGraph> measured = new(() => Ring() with { Measures = Measures.Of(Ring()).All });

    public ExportTests()
    {
        using var test = TestDatabase.On(Engine.Sqlite);
        var topic = new ConversationEntry("t", "Sea kale", ConversationKind.Topic, Visibility.Public);
        var secret = new ConversationEntry("s", "secret", ConversationKind.Direct, Visibility.Participants, Members: ["ada", "emre"]);
        MessageEntry Says(string where, string key, string who, int hour) => new(where, key, who, 1_700_000_000_000 + hour * 3_600_000L, "It is up.");
        new Given(topic, secret,
            new PersonEntry("ada", "Ada \"Lamp\" Lindqvist, keeper"), new PersonEntry("bo", "Bö <Tanaka> & Co"),
            Says("t", "1", "ada", 0), Says("t", "2", "bo", 1), Says("t", "3", "ada", 2), Says("t", "4", "chidi", 3), Says("s", "5", "emre", 4)).Into(test.Database);
        graph = ExportedGraph.Of(Snapshot.Load(test.Database, TimeProvider.System));
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Private_ties_are_not_exported() => Assert.Equal(["Ada \"Lamp\" Lindqvist, keeper", "Bö <Tanaka> & Co", "chidi"], graph.People.Select(person => person.Name));

    [Fact]
    public void What_XML_forbids_is_left_out_of_names()
    {
        using var written = new StringWriter();
        GraphMl.Write(new ExportedGraph([new ExportedPerson(1, "Ada\u0001\ud83c Lindqvist \ud83c\udf0a")], []), written);

        Assert.Equal("Ada Lindqvist 🌊", System.Xml.Linq.XDocument.Parse(written.ToString()).Descendants().Single(element => element.Name.LocalName == "data").Value);
    }

    [Fact]
    public void Igraph_reads_GraphML() => Assert.Equal(Expected, Python(Written(GraphMl.Write, "graphml"),
        """
        import igraph
        g = igraph.Graph.Read_GraphML(path)
        print(g.is_directed(), g.vcount(), g.vs["name"][0])
        for e in g.es: print(g.vs[e.source]["id"], g.vs[e.target]["id"], "%.9g" % e["weight"], "%.9g" % e["strength"], int(e["interactions"]), e["last"])
        """));

    [Fact]
    public void Networkx_reads_GraphML() => Assert.Equal(Expected, Python(Written(GraphMl.Write, "graphml"), Networkx("read_graphml", "d['name']")));

    [Fact]
    public void Networkx_reads_GEXF() => Assert.Equal(Expected, Python(Written(Gexf.Write, "gexf"), Networkx("read_gexf", "d['label']")));

    [Fact]
    public void Python_reads_CSV() => Assert.Equal(Expected, Python(Written(Lines.WriteCsv, "csv"),
        """
        import csv
        rows = list(csv.DictReader(open(path, newline="")))
        print(True, len({r["from"] for r in rows} | {r["to"] for r in rows}), rows[0]["from_name"])
        for r in rows: print("p" + r["from"], "p" + r["to"], "%.9g" % float(r["weight"]), "%.9g" % float(r["strength"]), r["interactions"], r["last"])
        """));

    [Fact]
    public void Python_reads_JSON_Lines() => Assert.Equal(Expected, Python(Written(Lines.WriteJson, "jsonl"),
        """
        import json
        rows = [json.loads(line) for line in open(path)]
        print(True, len({r["from"] for r in rows} | {r["to"] for r in rows}), rows[0]["from_name"])
        for r in rows: print("p%d" % r["from"], "p%d" % r["to"], "%.9g" % r["weight"], "%.9g" % r["strength"], r["interactions"], r["last"])
        """));

    // What the measures are called, and how igraph computes each from the file itself.
    [Fact]
    public void Igraph_computes_the_same_measures_from_the_file() => Assert.Equal("", Python(Measured(GraphMl.Write, "graphml"),
        """
        import igraph, math
        g = igraph.Graph.Read_GraphML(path)
        u = g.as_undirected(combine_edges={"weight": "sum", "strength": "first"})
        ties = u.degree()
        theirs = {
            "ties": ties, "core": u.coreness(), "component": None, "clustering": u.transitivity_local_undirected(mode="nan"),
            "pagerank": g.pagerank(weights="weight"), "eigenvector": u.eigenvector_centrality(weights="weight"), "betweenness": u.betweenness(),
            "closeness": u.closeness(), "harmonic": u.harmonic_centrality(), "constraint": g.constraint(weights="weight"),
            "effective_size": None, "efficiency": None, "hierarchy": None, "group": None,
        }
        ours = {name: g.vs[name] for name in g.vs.attributes() if name not in ("id", "name")}
        if set(ours) != set(theirs): print("names", sorted(set(ours) ^ set(theirs)))
        for name, values in theirs.items():
            for mine, their in zip(ours[name], values or ours[name]):
                mine, their = float("nan") if mine is None else mine, float("nan") if their is None else their
                if not (abs(mine - their) < 1e-9 or math.isnan(mine) and math.isnan(their)): print(name, mine, their)
        parts = igraph.VertexClustering(u, [int(c) for c in ours["component"]])
        if sorted(map(sorted, parts)) != sorted(map(sorted, u.connected_components())): print("component", ours["component"])
        for v in range(g.vcount()):
            if abs(ours["efficiency"][v] - ours["effective_size"][v] / ties[v]) > 1e-9: print("efficiency", v)
        # Each group holds together.
        for group in igraph.VertexClustering(u, [int(c) for c in ours["group"]]).subgraphs():
            if not group.is_connected(): print("group", group.vs["name"])
        """));

    [Fact]
    public void Networkx_reads_measures_in_GEXF()
    {
        var read = Python(Measured(Gexf.Write, "gexf"), """
            import networkx
            g = networkx.read_gexf(path)
            for v, d in sorted(g.nodes(data=True), key=lambda each: int(each[0][1:])): print("%.9g %d" % (d["constraint"], d["core"]))
            """);

        var (constraint, core) = (measured.Value.Measures.Single(measure => measure.Name == "constraint"), measured.Value.Measures.Single(measure => measure.Name == "core"));
        Assert.Equal(string.Join('\n', constraint.Values.Select((value, person) => $"{Short(value)} {core.Values[person]}")), read);
    }

    [Fact]
    public void Whom_there_is_no_measure_for_has_none()
    {
        // Who knows one person only has no pair of contacts that could know each other.
        var leaf = measured.Value.Measures.Single(measure => measure.Name == "ties").Values.Index().First(each => each.Item == 1).Index;
        using var written = new StringWriter();
        GraphMl.Write(measured.Value, written);

        var node = System.Xml.Linq.XDocument.Parse(written.ToString()).Descendants().Where(element => element.Name.LocalName == "node").ElementAt(leaf);
        Assert.DoesNotContain(node.Elements(), data => data.Attribute("key")!.Value == "clustering");
        Assert.Contains(node.Elements(), data => data.Attribute("key")!.Value == "constraint");
    }

    private string Expected => string.Join('\n', graph.Edges
        .Select(edge => $"p{edge.From} p{edge.To} {Short(edge.Weight)} {Short(edge.Strength)} {edge.Interactions} {edge.Last}")
        .Prepend($"True {graph.People.Count} {graph.People[0].Name}"));

    private static string Short(double value) => value.ToString("G9", CultureInfo.InvariantCulture).Replace("E-0", "e-").Replace("E-", "e-");

    private static string Networkx(string read, string name) =>
        $$"""
        import networkx
        g = networkx.{{read}}(path)
        d = g.nodes["p{{1}}"]
        print(g.is_directed(), g.number_of_nodes(), {{name}})
        for a, b, e in g.edges(data=True): print(a, b, "%.9g" % e["weight"], "%.9g" % e["strength"], e["interactions"], e["last"])
        """;

    private string Written(Action<ExportedGraph, TextWriter> write, string extension) => Written(graph, write, extension);

    private string Measured(Action<ExportedGraph, TextWriter> write, string extension) => Written(measured.Value, write, extension);

    private string Written(ExportedGraph network, Action<ExportedGraph, TextWriter> write, string extension)
    {
        var path = Path.Combine(folder.FullName, "network." + extension);
        using var file = new StreamWriter(path);
        write(network, file);
        return path;
    }

    // Sixty people on a ring who know four ahead, some more than others, and a pair apart.
    private static ExportedGraph Ring()
    {
        var pairs = Enumerable.Range(1, 60).SelectMany(person => Enumerable.Range(1, person % 4 + 1).Select(step => (From: person, To: (person + step * step) % 60 + 1)))
            .Where(pair => pair.From != pair.To).Distinct().Append((61, 62)).Append((62, 63)).ToList();
        return new ExportedGraph(
            [.. Enumerable.Range(1, 63).Select(person => new ExportedPerson(person, $"person {person}"))],
            [.. pairs.Select(pair => new ExportedEdge(pair.Item1, pair.Item2, 1.0 / (1 + (pair.Item1 * pair.Item2 % 7)), .5, 1, "", ""))]);
    }

    private static string Python(string path, string script)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("import sys\npath = sys.argv[1]\n" + script);
        start.ArgumentList.Add(path);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        return output.TrimEnd();
    }
}
