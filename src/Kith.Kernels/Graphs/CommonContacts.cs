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
    private readonly double[] _strengths; // none when each edge weighs 1
    private readonly double[] _strongest;
    private double _step; // when each edge weighs 1 the bonds are whole numbers first, of which each adds as much to 1

    private CommonContacts(Csr simple, Crew crew)
    {
        Ranked = Ranked.From(simple, crew);
        (_strengths, _strongest) = simple.IsUnit ? ([], []) : (new double[simple.Count], new double[simple.Count]);
        crew.Over(_strengths.Length, (first, last) =>
        {
            for (var r = first; r < last; r++)
            {
                var v = Ranked.Vertices[r];
                (_strengths[r], _strongest[r]) = (simple.Strength(v), Most(simple.RowWeights(v)));
            }
        });
        (_bonds, Products) = (ArrayPool<double>.Shared.Rent(Ranked.Edges), []);
    }

    public Ranked Ranked { get; }

    /// <summary>What the square of every edge has, and is left out: 1 where each weighs 1, as most share nobody, else 0.</summary>
    public double Floor => IsUnit ? 1 : 0;

    /// <summary>(s_ij + T_ij)² less <see cref="Floor"/> beside the ranked edges, where <see cref="Square"/> has been.</summary>
    public Span<double> Squares => _bonds.AsSpan(0, Ranked.Edges);

    /// <summary>U beside the ranked edges; empty when not asked for.</summary>
    public double[] Products { get; private set; }

    /// <summary>Whether each edge weighs 1.</summary>
    public bool IsUnit => _strengths.Length == 0;

    public static CommonContacts Of(Csr simple, bool withProducts, Crew crew, Work work)
    {
        var common = new CommonContacts(simple, crew);
        if (common.IsUnit)
        {
            common.Count(withProducts, crew, work);
        }
        else
        {
            common.SumWeights(withProducts, crew, work);
        }

        return common;
    }

    /// <summary>Makes the squares of a stretch of edges, once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Square(int first, int last)
    {
        var bonds = _bonds.AsSpan(first, last - first);
        var sums = MemoryMarshal.Cast<double, long>(bonds);
        var e = 0;
        for (; e <= bonds.Length - Vector<double>.Count; e += Vector<double>.Count)
        {
            var bond = new Vector<double>(bonds[e..]);
            (IsUnit ? UnitHoles.More(Vector.ConvertToDouble(new Vector<long>(sums[e..])) * _step) : bond * bond).CopyTo(bonds[e..]);
        }

        for (; e < bonds.Length; e++)
        {
            bonds[e] = IsUnit ? UnitHoles.More(sums[e] * _step) : bonds[e] * bonds[e];
        }
    }

    /// <summary>σ: sum of the weights at a rank.</summary>
    public double Strength(int rank) => IsUnit ? Ranked.Degrees[rank] : _strengths[rank];

    /// <summary>Largest weight at a rank.</summary>
    public double Strongest(int rank) => _strongest.Length > 0 ? _strongest[rank] : 1;

    public void Dispose()
    {
        Ranked.Dispose();
        ArrayPool<double>.Shared.Return(_bonds);
    }

    // Always two halves, added at the end, so that the sums are the same to the bit whether two threads made them or one.
    private void SumWeights(bool withProducts, Crew crew, Work work)
    {
        var inverse = Array.ConvertAll(_strengths, s => s > 0 ? 1 / s : 0);
        var starts = Triangles.Split(Ranked, Ranked.Offsets, 2);
        var (through, products) = (new double[2][], new double[2][]);
        crew.Run(2, half =>
        {
            (through[half], products[half]) = (new double[Ranked.Edges], new double[withProducts ? Ranked.Edges : 0]);
            using var room = new TriangleRoom(Ranked);
            var visitor = new Weighted(Ranked, inverse, through[half], products[half]);
            Triangles.Visit(Ranked, Ranked.Offsets, starts[half], starts[half + 1], visitor, room, work);
        });
        Products = products[0];
        crew.Over(Ranked.Edges, (first, last) =>
        {
            for (var e = first; e < last; e++)
            {
                _bonds[e] = Ranked.Weights[e] + through[0][e] + through[1][e];
            }

            for (var e = first; withProducts && e < last; e++)
            {
                products[0][e] += products[1][e];
            }
        });
    }

    // Whole numbers as large as their sums allow: no edge shares more contacts than the highest degree.
    private void Count(bool withProducts, Crew crew, Work work)
    {
        var scale = UnitHoles.Scale(Ranked.Rows > 0 ? Ranked.Degrees[0] : 1);
        var worth = ArrayPool<long>.Shared.Rent(Ranked.Rows);
        crew.Over(Ranked.Rows, (first, last) =>
        {
            for (var r = first; r < last; r++)
            {
                worth[r] = (long)Math.Round(scale / Ranked.Degrees[r]);
            }
        });

        SharedContacts.Sum(Ranked, worth, MemoryMarshal.Cast<double, long>(Squares), crew, work); // in the same place
        _step = 1 / scale;
        if (withProducts)
        {
            Array.Fill(worth, 1);
            var counts = new long[Ranked.Edges];
            SharedContacts.Sum(Ranked, worth, counts, crew, work);
            Products = Array.ConvertAll(counts, count => (double)count);
        }

        ArrayPool<long>.Shared.Return(worth);
    }

    private static double Most(ReadOnlySpan<double> weights)
    {
        var most = 0.0;
        foreach (var weight in weights)
        {
            most = Math.Max(most, weight);
        }

        return most;
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
                if (ac < candidates.Start)
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
