using System.Globalization;
using System.IO.Compression;
using Kith.Kernels.Graphs;

namespace Kith.Benchmarks.Graphs;

/// <summary>Edge lists: two vertex numbers a line, # for remarks, .gz welcome.</summary>
internal static class EdgeFile
{
    /// <summary>The undirected graph of the file: each pair once, weight 1, no loops.</summary>
    public static Csr Read(string path)
    {
        var (count, from, to) = Pairs(path);
        return Simple(count, from, to);
    }

    public static (int Count, int[] From, int[] To) Pairs(string path)
    {
        using var file = File.OpenRead(path);
        using var text = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        var (from, to, count) = (new List<int>(), new List<int>(), 0);
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var numbers = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            from.Add(int.Parse(numbers[0], CultureInfo.InvariantCulture));
            to.Add(int.Parse(numbers[1], CultureInfo.InvariantCulture));
            count = Math.Max(count, Math.Max(from[^1], to[^1]) + 1);
        }

        return (count, from.ToArray(), to.ToArray());
    }

    public static Csr Simple(int count, int[] from, int[] to)
    {
        var summed = Csr.Undirected(count, from, to);
        var sources = summed.Sources();
        var kept = Enumerable.Range(0, sources.Length).Where(e => sources[e] < summed.Targets[e]).ToArray();
        return Csr.Undirected(count, Array.ConvertAll(kept, e => sources[e]), Array.ConvertAll(kept, e => summed.Targets[e]));
    }

    /// <summary>A graph with few hubs and many small vertices: R-MAT (Chakrabarti, Zhan, Faloutsos 2004), 2^scale vertices.</summary>
    public static void WriteRmat(string path, int scale, int edges, int seed)
    {
        var random = new Random(seed);
        using var text = new StreamWriter(path);
        for (var i = 0; i < edges; i++)
        {
            var (a, b) = (0, 0);
            for (var bit = 0; bit < scale; bit++)
            {
                var x = random.NextDouble();
                (a, b) = x < .57 ? (2 * a, 2 * b) : x < .76 ? (2 * a, (2 * b) + 1) : x < .95 ? ((2 * a) + 1, 2 * b) : ((2 * a) + 1, (2 * b) + 1);
            }

            text.WriteLine($"{a} {b}");
        }
    }
}
