using System.Diagnostics;
using System.Runtime;
using System.Text.Json;
using Kith.Kernels.Graphs;

namespace Kith.Benchmarks.Graphs;

/// <summary>Processor time of the graph kernels, one JSON object a line: compared with igraph by bench/graphs/compare.py.</summary>
internal static class GraphsBenchmark
{
    private const int TimedRuns = 3;

    /// <summary>Milliseconds of processor time.</summary>
    private const double WarmUp = 1000;

    /// <summary>Milliseconds by the clock without compiling, after which the code is compiled for good: compiling goes on beside the runs, and would count as theirs.</summary>
    private const double Quiet = 300;

    /// <summary>Milliseconds by the clock after which no more is waited for that.</summary>
    private const double Patience = 10_000;

    /// <summary>Milliseconds from which one timed run is enough.</summary>
    private const double Long = 3000;

    /// <summary>Exact distances take n · m steps: only below this many.</summary>
    private const long MostSteps = 2_000_000_000;

    private const int SampledSources = 100;

    /// <summary>So many seeds tell means of modularity apart that differ less than one seed from the next.</summary>
    private const int Seeds = 20;

    /// <summary>Milliseconds after which no further seed is tried.</summary>
    private const double LongForSeeds = 20_000;

    /// <summary>Measures what is named, everything if nothing is.</summary>
    public static void Run(string path, string[] wanted, TextWriter output)
    {
        var (count, from, to) = PairFile.Read(path);
        var graph = PairFile.Simple(count, from, to);
        var seed = 0UL;
        Time("build", () => PairFile.Simple(count, from, to).Count);
        Time("components", () => Components.Of(graph).Count);
        Time("k-core", () => KCore.Of(graph).Max());
        Time("pagerank", () => PageRank.Of(graph).Max());
        Time("local clustering", () => Clustering.Of(graph).Local.Where(double.IsFinite).Sum());
        Time("constraint", () => StructuralHoles.ConstraintOf(graph).Where(double.IsFinite).Sum());
        Time("constraint, effective size, hierarchy", () => StructuralHoles.Of(graph).Constraint.Where(double.IsFinite).Sum());
        Time("louvain", () => Leiden.Modularity(graph, Louvain.ByModularity(graph, seed: ++seed)), Seeds);
        Time("leiden", () => Leiden.Modularity(graph, Leiden.ByModularity(graph, seed: ++seed)), Seeds);
        Time("leiden, fitted resolution", () => FittedLeiden.Find(graph, ++seed).Resolution);
        Time("eigenvector", () => Eigenvector.Of(graph).Sum());
        Time("betweenness, 100 sources", () => Betweenness.Sampled(graph, SampledSources, ++seed).Estimates.Sum());
        if ((long)count * graph.Targets.Length < MostSteps)
        {
            Time("betweenness", () => Betweenness.Of(graph).Sum());
            Time("harmonic closeness", () => Closeness.Of(graph).Harmonic.Sum());
        }

        Time("layout", () => Layout.Place(graph, ++seed).X.Max());
        Time("3 disjoint paths", () => Paths.Disjoint(graph, graph.Weights, (int)(++seed * 7919 % (ulong)count), (int)(seed * 104729 % (ulong)count)).Count);

        void Time(string what, Func<double> run, int seeds = 0)
        {
            if (wanted.Length == 0 || wanted.Contains(what))
            {
                output.WriteLine(JsonSerializer.Serialize(Measure(what, run) with { Quality = seeds > 0 ? [.. Values(run, seeds)] : null }));
            }
        }
    }

    // The first run pays for compiling and is shown apart; more follow until the code is compiled for good.
    private static Figure Measure(string what, Func<double> run)
    {
        var first = Batch(run, 1).Milliseconds;
        var (last, spent, compiled) = (first, first, JitInfo.GetCompilationTime());
        var (all, quiet) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        while (spent < WarmUp || (quiet.ElapsedMilliseconds < Quiet && all.ElapsedMilliseconds < Patience && first < Long))
        {
            last = Batch(run, 1).Milliseconds;
            spent += Math.Max(last, .001);
            if (JitInfo.GetCompilationTime() is var now && now != compiled)
            {
                compiled = now;
                quiet.Restart();
            }
        }

        var batch = (int)Math.Clamp(20 / Math.Max(last, .01), 1, 2000);
        var timed = Enumerable.Range(0, first > Long ? 1 : TimedRuns).Select(_ => Batch(run, batch)).ToArray();
        return new Figure(what, first, [.. timed.Select(t => t.Milliseconds)], [.. timed.Select(t => t.Value)]);
    }

    private static IEnumerable<double> Values(Func<double> run, int seeds)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < seeds && (i < TimedRuns || (Environment.CpuUsage.TotalTime - start).TotalMilliseconds < LongForSeeds); i++)
        {
            yield return run();
        }
    }

    private static (double Milliseconds, double Value) Batch(Func<double> run, int times)
    {
        var (start, value) = (Environment.CpuUsage.TotalTime, 0.0);
        for (var i = 0; i < times; i++)
        {
            value = run();
        }

        return ((Environment.CpuUsage.TotalTime - start).TotalMilliseconds / times, value);
    }

    internal sealed record Figure(string What, double First, double[] Ms, double[] Value, double[]? Quality = null);
}
