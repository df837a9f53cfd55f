using Kith.Kernels.Graphs;

namespace Kith.Benchmarks.Graphs;

/// <summary>Groups of one graph by several methods and ten seeds, a line of labels each: scored by bench/graphs/departments.py.</summary>
internal static class GroupsBenchmark
{
    public static void Run(string path, TextWriter output)
    {
        var graph = PairFile.Graph(path);
        Write("Leiden, resolution 1", seed => Leiden.ByModularity(graph, 1, seed));
        Write("Leiden, resolution 5", seed => Leiden.ByModularity(graph, 5, seed));
        Write("Leiden, resolution fitted (nobody tells it)", seed => FittedLeiden.Find(graph, seed).Groups);

        void Write(string method, Func<ulong, Partition> find)
        {
            for (var seed = 1UL; seed <= 10; seed++)
            {
                output.WriteLine($"{method}: {string.Join(' ', find(seed).Of)}");
            }
        }
    }
}
