using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

/// <summary>Random pairs to build graphs from: few vertices, so that loops, parallels and lonely vertices all happen.</summary>
public sealed record Edges(int Count, int[] From, int[] To, double[] Weight)
{
    public static readonly Gen<Edges> Any = Up(to: 12, density: 3);

    public static Gen<Edges> Up(int to, int density) =>
        from count in Gen.Int[1, to]
        from pairs in Gen.Select(Gen.Int[0, count - 1], Gen.Int[0, count - 1], Gen.Int[1, 8]).Array[0, density * count]
        select new Edges(
            count,
            [.. pairs.Select(p => p.Item1)],
            [.. pairs.Select(p => p.Item2)],
            [.. pairs.Select(p => p.Item3 / 4.0)]);

    public Csr Directed() => Csr.Directed(Count, From, To, Weight);

    public Csr Undirected() => Csr.Undirected(Count, From, To, Weight);

    /// <summary>The same edges without loops.</summary>
    public Edges WithoutLoops()
    {
        var kept = Enumerable.Range(0, From.Length).Where(i => From[i] != To[i]).ToArray();
        return new Edges(Count, [.. kept.Select(i => From[i])], [.. kept.Select(i => To[i])], [.. kept.Select(i => Weight[i])]);
    }

    /// <summary>Groups of equal size, densely knit inside, a few edges between neighbouring groups.</summary>
    public static Edges Planted(int groups, int size, double inside, double between, int seed)
    {
        var random = new Random(seed);
        var (from, to) = (new List<int>(), new List<int>());
        for (var a = 0; a < groups * size; a++)
        {
            for (var b = a + 1; b < groups * size; b++)
            {
                if (random.NextDouble() < (a / size == b / size ? inside : between))
                {
                    from.Add(a);
                    to.Add(b);
                }
            }
        }

        return new Edges(groups * size, [.. from], [.. to], [.. from.Select(_ => 1.0)]);
    }

    /// <summary>Everybody tied to everybody.</summary>
    public static Edges Clique(int size) => Planted(groups: 1, size, inside: 1, between: 0, seed: 1);

    /// <summary>Weights as a square matrix, the slow and obvious form.</summary>
    public double[,] Matrix(bool directed)
    {
        var matrix = new double[Count, Count];
        for (var i = 0; i < From.Length; i++)
        {
            matrix[From[i], To[i]] += Weight[i];
            if (!directed && From[i] != To[i])
            {
                matrix[To[i], From[i]] += Weight[i];
            }
        }

        return matrix;
    }
}
