using System.Diagnostics;
using System.Text.Json;
using Kith.Kernels.Graphs;

namespace Kith.Benchmarks.Graphs;

/// <summary>Wall-clock time with one thread and with two, in turns: one JSON object a line, "What" and the milliseconds of each.</summary>
internal static class ThreadsBenchmark
{
    private const int Turns = 5;

    /// <summary>All kernels that take a second thread, but those that would take minutes on the graph.</summary>
    public static void Run(string path, TextWriter output)
    {
        var (count, from, to) = PairFile.Read(path);
        var graph = PairFile.Simple(count, from, to);
        Time("build", work => PairFile.Simple(count, from, to, work));
        Time("pagerank", work => PageRank.Of(graph, work: work));
        Time("eigenvector", work => Eigenvector.Of(graph, work: work));
        Time("local clustering", work => Clustering.Of(graph, work));
        Time("constraint", work => StructuralHoles.ConstraintOf(graph, work));
        Time("betweenness, 100 sources", work => Betweenness.Sampled(graph, 100, work: work));
        Time("backbone filter", work => BackboneFilter.Chance(graph, work));
        if (graph.Count < 20_000)
        {
            Time("betweenness", work => Betweenness.Of(graph, work));
            Time("harmonic closeness", work => Closeness.Of(graph, work));
        }

        if (graph.Count < 200_000)
        {
            Time("layout", work => Layout.Place(graph, work: work));
        }

        void Time(string what, Action<Work> run)
        {
            run(Work.Alone);
            var (one, two) = (new List<double>(), new List<double>());
            for (var turn = 0; turn < Turns; turn++)
            {
                one.Add(Once(run, new Work(1)));
                two.Add(Once(run, new Work(2)));
            }

            output.WriteLine(JsonSerializer.Serialize(new { What = what, One = one, Two = two }));
        }
    }

    private static double Once(Action<Work> run, Work work)
    {
        var start = Stopwatch.GetTimestamp();
        run(work);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
