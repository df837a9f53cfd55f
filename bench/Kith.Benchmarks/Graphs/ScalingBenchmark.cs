using System.Globalization;
using Kith.Kernels.Graphs;

namespace Kith.Benchmarks.Graphs;

/// <summary>Time and memory of the kernels against the number of ties, in communities from a thousand people up: drawn, and fitted by a power.</summary>
internal static class ScalingBenchmark
{
    private static readonly Kernel[] Kernels =
    [
        new("build", "Two passes scatter every pair to its row. What limits it is writing to as many places at once as there are people: the rows' ends leave the cache before the ties do.", g => Csr.Undirected(g.Count, g.From, g.To)),
        new("components", "Ties are followed while most lead to somebody new; of those left by then, most name somebody who is reached with their first tie, so nearly all ties are never read. What limits it is asking at random who is reached.", g => Components.Of(g.Graph)),
        new("k-core", "Each tie is read once and lowers one count at random. What limits it is the cache that has to hold the counts, four bytes a person, and one pass over those left for each level.", g => KCore.Of(g.Graph)),
        new("PageRank", "Thirty to forty passes over all ties, each tie one number asked for at random. What limits it is memory: the numbers, eight bytes a person, fall out of the cache as communities grow.", g => PageRank.Of(g.Graph)),
        new("clustering", "Rows towards higher degree are intersected: m · √m at worst, near m where degrees are bounded. What limits it is the number of pairs of ties that meet, most of which close no triangle.", g => Clustering.Of(g.Graph)),
        new("constraint", "As clustering, and each triangle adds to three places. What limits it is the number of triangles, and memory for one sum a tie.", g => StructuralHoles.ConstraintOf(g.Graph)),
        new("Louvain", "A few passes over all ties on the first level, whose groups are asked for at random; later levels are small. What limits it is how often people change their group before they settle.", g => Louvain.ByModularity(g.Graph)),
        new("Leiden", "Who has one tie or none is left out, then up (move, split, contract) and down again (move), on smaller graphs once after Louvain, from half a million ends of ties on twice without it. What limits it are the first moves, from single vertices: each looks up groups at random places in memory.", g => Leiden.ByModularity(g.Graph)),
        new("betweenness, 16 sources", "Sources are searched eight at a time, and between two levels the ties are read once for all eight, from whichever side has fewer. What limits it is the widest level of such a search, and exact betweenness searches from everybody.", g => Betweenness.Sampled(g.Graph, 16)),
        new("layout", "n log n for repulsion and one pass over the ties in each round; larger graphs take fewer rounds on the finest level. What limits it is going along the ties on every level, and the walk through the tree of squares for every person.", g => Layout.Place(g.Graph)),
    ];

    public static void Run(int mostPeople, string folder, TextWriter progress)
    {
        var graphs = Sizes(mostPeople).Select(Made.Of).ToArray();
        var curves = Kernels.Select(kernel => Measure(kernel, graphs, progress)).ToArray();
        File.WriteAllText(Path.Combine(folder, "graphs-time.svg"), ScalingChart.Draw("Processor time, ms", "ties", [.. curves.Select(c => c.Time)]));
        File.WriteAllText(Path.Combine(folder, "graphs-memory.svg"), ScalingChart.Draw("Memory allocated, MB", "ties", [.. curves.Select(c => c.Memory)]));
        File.WriteAllText(Path.Combine(folder, "graphs-scaling.md"), Text(curves, graphs));
    }

    private static IEnumerable<int> Sizes(int most)
    {
        for (var people = 1000.0; people <= most * 1.01; people *= Math.Sqrt(10))
        {
            yield return (int)Math.Round(people);
        }
    }

    private static Curve Measure(Kernel kernel, Made[] graphs, TextWriter progress)
    {
        // Until it is compiled for good.
        for (var start = Environment.CpuUsage.TotalTime; (Environment.CpuUsage.TotalTime - start).TotalMilliseconds < 400;)
        {
            kernel.Run(graphs[0]);
        }

        var (times, memory) = (new List<(double, double)>(), new List<(double, double)>());
        foreach (var graph in graphs)
        {
            var (ms, bytes) = Best(() => kernel.Run(graph));
            times.Add((graph.Ties, ms));
            memory.Add((graph.Ties, bytes / 1e6));
            progress.WriteLine($"{kernel.Name}: {graph.Graph.Count} people, {graph.Ties} ties, {ms:F2} ms, {bytes / 1e6:F1} MB");
        }

        return new Curve(kernel, new(kernel.Name, [.. times]), new(kernel.Name, [.. memory]));
    }

    // The least of five, or of what fits into ten seconds: what others on the machine take away is never part of it.
    private static (double Milliseconds, long Bytes) Best(Action run)
    {
        var (best, bytes) = (double.PositiveInfinity, 0L);
        var spent = 0.0;
        for (var i = 0; i < 5 && spent < 10_000; i++)
        {
            var (start, before) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
            run();
            var taken = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
            (best, spent) = (Math.Min(best, taken), spent + taken);
            bytes = GC.GetTotalAllocatedBytes() - before;
        }

        return (best, bytes);
    }

    private static string Text(Curve[] curves, Made[] graphs) =>
        $"""
        # How the graph kernels grow

        `bench/graphs/curves.sh {graphs[^1].Graph.Count}`: communities of {graphs[0].Graph.Count:N0} to {graphs[^1].Graph.Count:N0} people
        ({graphs[0].Ties:N0} to {graphs[^1].Ties:N0} ties), degrees and sizes of groups falling as powers; one thread, processor time, the least of up to five runs;
        memory is all that is allocated on the way. The exponent is that of the best power of the number of ties over the larger half.

        ![Time against ties](graphs-time.svg)

        ![Memory against ties](graphs-memory.svg)

        {string.Join("\n\n", curves.Select(Paragraph))}

        """;

    private static string Paragraph(Curve curve)
    {
        var (ties, ms) = curve.Time.Points[^1];
        var (time, memory) = (ScalingChart.Exponent(curve.Time), ScalingChart.Exponent(curve.Memory));
        return string.Create(CultureInfo.InvariantCulture,
            $"**{curve.Kernel.Name}**: {ms:N1} ms and {curve.Memory.Points[^1].Y:N1} MB at {ties:N0} ties; time grows with exponent {time:F2}, memory {memory:F2}. {curve.Kernel.Limit}");
    }

    private sealed record Kernel(string Name, string Limit, Func<Made, object> Call)
    {
        public void Run(Made graph) => GC.KeepAlive(Call(graph));
    }

    private sealed record Curve(Kernel Kernel, ScalingChart.Line Time, ScalingChart.Line Memory);

    private sealed record Made(int Count, int[] From, int[] To, Csr Graph)
    {
        public int Ties => Graph.Targets.Length / 2;

        public static Made Of(int people)
        {
            var (count, from, to) = MadeGraphs.Planted(people, seed: 1);
            return new Made(count, from, to, PairFile.Simple(count, from, to));
        }
    }
}
