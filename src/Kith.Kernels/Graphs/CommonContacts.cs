using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// For each edge between i and j the sums over the contacts q they share: T_ij = Σ_q s_iq s_jq / σ_q, what is tied to both by way of
/// q, and U_ij = Σ_q s_iq s_jq. Both are the same from i and from j, so each triangle adds to three places.
/// </summary>
internal sealed class CommonContacts
{
    private double[] _through; // T beside the ranked edges
    private double _step; // where T is counted in whole numbers, one of them; otherwise 0

    private CommonContacts(Csr simple)
    {
        Ranked = Ranked.From(simple);
        (Degrees, Strengths, Strongest) = (new int[simple.Count], new double[simple.Count], new double[simple.Count]);
        for (var r = 0; r < simple.Count; r++)
        {
            var v = Ranked.Vertices[r];
            Degrees[r] = simple.Degree(v);
            (Strengths[r], Strongest[r]) = (Degrees[r], 1);
            if (!simple.IsUnit)
            {
                (Strengths[r], Strongest[r]) = (0, 0);
                foreach (var weight in simple.RowWeights(v))
                {
                    (Strengths[r], Strongest[r]) = (Strengths[r] + weight, Math.Max(Strongest[r], weight));
                }
            }
        }

        (_through, Products) = ([], []);
    }

    public Ranked Ranked { get; }

    public int[] Degrees { get; }

    /// <summary>σ: sum of the weights at each rank.</summary>
    public double[] Strengths { get; }

    /// <summary>Largest weight at each rank.</summary>
    public double[] Strongest { get; }

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

    /// <summary>s_ij + T_ij for a ranked edge between i and j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Bond(int e) =>
        _step > 0 ? 1 + (BitConverter.DoubleToInt64Bits(_through[e]) * _step) : Ranked.Weights[e] + _through[e];

    // Always two halves, added at the end, so that the sums are the same to the bit whether two threads made them or one.
    private void SumWeights(bool withProducts, Work work)
    {
        var inverse = Array.ConvertAll(Strengths, s => s > 0 ? 1 / s : 0);
        var starts = Triangles.Split(Ranked, 2);
        var (through, products) = (new double[2][], new double[2][]);
        using var crew = new Crew(Math.Min(2, work.Threads));
        crew.Run(2, half =>
        {
            (through[half], products[half]) = (new double[Ranked.Edges], new double[withProducts ? Ranked.Edges : 0]);
            Triangles.Visit(Ranked, starts[half], starts[half + 1], new Weighted(Ranked, inverse, through[half], products[half]), work);
        });
        (_through, Products) = (Sum(through), Sum(products));
    }

    // In whole numbers, which add up to the same in any order.
    private void Count(bool withProducts, Work work)
    {
        var scale = Math.ScaleB(1, 62 - BitOperations.Log2((uint)Degrees.Append(1).Max()));
        var inverse = Array.ConvertAll(Strengths, s => s > 0 ? (long)Math.Round(scale / s) : 0);
        var parts = Math.Min(2, work.Threads);
        var starts = Triangles.Split(Ranked, parts);
        var (through, products) = (new double[parts][], new double[parts][]);
        using var crew = new Crew(parts);
        crew.Run(parts, part =>
        {
            (through[part], products[part]) = (new double[Ranked.Edges], new double[withProducts ? Ranked.Edges : 0]);
            Count(starts[part], starts[part + 1], inverse, through[part], products[part], work);
        });
        (_through, Products, _step) = (through[0], products[0], 1 / scale);
        if (parts == 2)
        {
            var sums = Whole(through[0]);
            var more = Whole(through[1]);
            for (var e = 0; e < sums.Length; e++)
            {
                sums[e] += more[e];
            }

            Sum(products);
        }
    }

    // Whole numbers in the place of others.
    private static Span<long> Whole(double[] numbers) => MemoryMarshal.Cast<double, long>(numbers.AsSpan());

    private unsafe void Count(int first, int last, long[] inverse, double[] through, double[] products, Work work)
    {
        fixed (long* of = inverse)
        fixed (double* sums = through, counts = products)
        {
            if (counts == null)
            {
                Triangles.Visit(Ranked, first, last, new Unit(of, (long*)sums), work);
            }
            else
            {
                Triangles.Visit(Ranked, first, last, new Counted(of, (long*)sums, counts), work);
            }
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

    // Structs, so that the walk over triangles is compiled for each.
    private readonly unsafe struct Unit(long* inverse, long* sums) : ITriangleVisitor
    {
        private readonly long* _inverse = inverse;
        private readonly long* _sums = sums;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Visit(int a, int b, int ab, Corners corners)
        {
            var (ofA, ofB, sum) = (_inverse[a], _inverse[b], 0L);
            for (var i = 0; i < corners.Count; i++)
            {
                var bc = corners.BC[i];
                var c = corners.Targets[bc];
                var ac = corners.AC[c];
                if (ac > 0)
                {
                    sum += _inverse[c];
                    _sums[ac - 1] += ofB;
                    _sums[bc] += ofA;
                }
            }

            _sums[ab] += sum;
        }
    }

    private readonly unsafe struct Counted(long* inverse, long* sums, double* counts) : ITriangleVisitor
    {
        private readonly long* _inverse = inverse;
        private readonly long* _sums = sums;
        private readonly double* _counts = counts;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Visit(int a, int b, int ab, Corners corners)
        {
            var (ofA, ofB, sum, closed) = (_inverse[a], _inverse[b], 0L, 0);
            for (var i = 0; i < corners.Count; i++)
            {
                var bc = corners.BC[i];
                var c = corners.Targets[bc];
                var ac = corners.AC[c];
                if (ac > 0)
                {
                    sum += _inverse[c];
                    _sums[ac - 1] += ofB;
                    _sums[bc] += ofA;
                    _counts[ac - 1]++;
                    _counts[bc]++;
                    closed++;
                }
            }

            _sums[ab] += sum;
            _counts[ab] += closed;
        }
    }

    private readonly unsafe struct Weighted(Ranked graph, double[] inverse, double[] through, double[] products) : ITriangleVisitor
    {
        public void Visit(int a, int b, int ab, Corners corners)
        {
            var (weights, isFull) = (graph.Weights, products.Length > 0);
            for (var i = 0; i < corners.Count; i++)
            {
                var bc = corners.BC[i];
                var c = corners.Targets[bc];
                var ac = corners.AC[c] - 1;
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
