using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// For each edge between i and j the sums over the contacts q they share: T_ij = Σ_q s_iq s_jq / σ_q, what is tied to both by way of
/// q, and U_ij = Σ_q s_iq s_jq. Both are the same from i and from j, so each triangle adds to three places.
/// </summary>
internal sealed class CommonContacts : IDisposable
{
    private readonly double[] _bonds;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CommonContacts(Csr simple)
    {
        var ranked = Ranked.From(simple);
        var (degrees, strengths, strongest) = (new int[simple.Count], new double[simple.Count], new double[simple.Count]);
        for (var r = 0; r < degrees.Length; r++)
        {
            var v = ranked.Vertices[r];
            degrees[r] = simple.Degree(v);
            (strengths[r], strongest[r]) = (degrees[r], 1);
            if (!simple.IsUnit)
            {
                (strengths[r], strongest[r]) = (0, 0);
                foreach (var weight in simple.RowWeights(v))
                {
                    (strengths[r], strongest[r]) = (strengths[r] + weight, Math.Max(strongest[r], weight));
                }
            }
        }

        (Ranked, Degrees, Strengths, Strongest) = (ranked, degrees, strengths, strongest);
        (_bonds, Products) = (ArrayPool<double>.Shared.Rent(ranked.Edges), []);
    }

    public Ranked Ranked { get; }

    public int[] Degrees { get; }

    /// <summary>σ: sum of the weights at each rank.</summary>
    public double[] Strengths { get; }

    /// <summary>Largest weight at each rank.</summary>
    public double[] Strongest { get; }

    /// <summary>s_ij + T_ij beside the ranked edges.</summary>
    public Span<double> Bonds => _bonds.AsSpan(0, Ranked.Edges);

    /// <summary>U beside the ranked edges; empty when not asked for.</summary>
    public double[] Products { get; private set; }

    public static CommonContacts Of(Csr simple, bool withProducts, Work work)
    {
        var common = new CommonContacts(simple);
        if (common.Ranked.Weights.Length > 0)
        {
            common.SumWeights(withProducts, work);
        }
        else
        {
            common.Count(withProducts, work);
        }

        return common;
    }

    public void Dispose()
    {
        Ranked.Dispose();
        ArrayPool<double>.Shared.Return(_bonds);
    }

    // Always two halves, added at the end, so that the sums are the same to the bit whether two threads made them or one.
    private void SumWeights(bool withProducts, Work work)
    {
        var inverse = Array.ConvertAll(Strengths, s => s > 0 ? 1 / s : 0);
        var starts = Triangles.Split(Ranked, Ranked.Offsets, 2);
        var (through, products) = (new double[2][], new double[2][]);
        using var crew = new Crew(Math.Min(2, work.Threads));
        crew.Run(2, half =>
        {
            (through[half], products[half]) = (new double[Ranked.Edges], new double[withProducts ? Ranked.Edges : 0]);
            Triangles.Visit(Ranked, Ranked.Offsets, starts[half], starts[half + 1], new Weighted(Ranked, inverse, through[half], products[half]), work);
        });
        Products = Sum(products);
        var bonds = Bonds;
        for (var e = 0; e < bonds.Length; e++)
        {
            bonds[e] = Ranked.Weights[e] + through[0][e] + through[1][e];
        }
    }

    // Whole numbers as large as their sums allow: no edge shares more contacts than the highest degree.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(bool withProducts, Work work)
    {
        var scale = Math.ScaleB(1, 62 - BitOperations.Log2((uint)Degrees.FirstOrDefault() | 1));
        var worth = new long[Degrees.Length];
        for (var r = 0; r < worth.Length; r++)
        {
            worth[r] = (long)Math.Round(scale / Math.Max(Degrees[r], 1));
        }

        var bonds = Bonds;
        var sums = MemoryMarshal.Cast<double, long>(bonds); // in the same place
        SharedContacts.Sum(Ranked, worth, sums, work);
        var step = 1 / scale;
        for (var e = 0; e < sums.Length; e++)
        {
            bonds[e] = 1 + (sums[e] * step);
        }

        if (withProducts)
        {
            Array.Fill(worth, 1);
            var counts = new long[Ranked.Edges];
            SharedContacts.Sum(Ranked, worth, counts, work);
            Products = Array.ConvertAll(counts, count => (double)count);
        }
    }

    private static double[] Sum(double[][] halves)
    {
        for (var e = 0; e < halves[0].Length; e++)
        {
            halves[0][e] += halves[1][e];
        }

        return halves[0];
    }

    private readonly unsafe struct Weighted(Ranked graph, double[] inverse, double[] through, double[] products) : ITriangleVisitor
    {
        public void Visit(int a, Candidates candidates)
        {
            var (weights, isFull) = (graph.Weights, products.Length > 0);
            for (var i = 0; i < candidates.Count; i++)
            {
                var (ab, bc) = (candidates.AB[i], candidates.BC[i]);
                var (b, c) = (candidates.Targets[ab], candidates.Targets[bc]);
                var ac = candidates.AC[c] - 1;
                if (ac < 0)
                {
                    continue;
                }

                var (atA, atB, atC) = (weights[ab] * weights[ac], weights[ab] * weights[bc], weights[ac] * weights[bc]);
                through[ab] += atC * inverse[c];
                through[ac] += atB * inverse[b];
                through[bc] += atA * inverse[a];
                if (isFull)
                {
                    products[ab] += atC;
                    products[ac] += atB;
                    products[bc] += atA;
                }
            }
        }
    }
}
