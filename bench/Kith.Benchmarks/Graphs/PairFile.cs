using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Kith.Kernels.Graphs;

namespace Kith.Benchmarks.Graphs;

/// <summary>Pairs of vertex numbers as 32-bit integers, little end first, in which the number of vertices comes ahead of them twice.</summary>
internal static class PairFile
{
    /// <summary>From an edge list: two vertex numbers a line, # for remarks, .gz welcome.</summary>
    public static void FromText(string text, string path)
    {
        using var file = File.OpenRead(text);
        using var lines = new StreamReader(text.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        var (from, to) = (new List<int>(), new List<int>());
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var numbers = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            from.Add(int.Parse(numbers[0], CultureInfo.InvariantCulture));
            to.Add(int.Parse(numbers[1], CultureInfo.InvariantCulture));
        }

        Write(path, Math.Max(from.Max(), to.Max()) + 1, [.. from], [.. to]);
    }

    public static void Write(string path, int count, int[] from, int[] to)
    {
        var numbers = new int[(2 * from.Length) + 2];
        (numbers[0], numbers[1]) = (count, count);
        for (var i = 0; i < from.Length; i++)
        {
            (numbers[(2 * i) + 2], numbers[(2 * i) + 3]) = (from[i], to[i]);
        }

        File.WriteAllBytes(path, MemoryMarshal.AsBytes(numbers.AsSpan()));
    }

    public static (int Count, int[] From, int[] To) Read(string path)
    {
        var numbers = MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(path).AsSpan());
        var (from, to) = (new int[(numbers.Length / 2) - 1], new int[(numbers.Length / 2) - 1]);
        for (var i = 0; i < from.Length; i++)
        {
            (from[i], to[i]) = (numbers[(2 * i) + 2], numbers[(2 * i) + 3]);
        }

        return (numbers[0], from, to);
    }

    /// <summary>The undirected graph of the pairs: each once, weight 1, no loops.</summary>
    public static Csr Graph(string path)
    {
        var (count, from, to) = Read(path);
        return Simple(count, from, to);
    }

    public static Csr Simple(int count, int[] from, int[] to, Work? work = null) =>
        Csr.Undirected(count, from, to, work: work).ToSimple(work).ToUnweighted();
}
