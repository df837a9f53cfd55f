using System.Buffers;
using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Whether the contacts of a vertex are bound to each other (closed) or only to it (holes to broker). Weights of the two
/// directions are summed; loops are ignored. Without contacts all four are NaN.
/// </summary>
/// <param name="Constraint">C: 0 for many unconnected contacts; above 1 where two contacts hold each other tightly.</param>
/// <param name="EffectiveSize">Number of contacts less what is redundant among them.</param>
/// <param name="Efficiency">Effective size per contact.</param>
/// <param name="Hierarchy">0 when all contacts constrain alike, 1 when one alone does (and for a single contact).</param>
/// <remarks>
/// Burt, Structural Holes (1992). p_ij = s_ij / Σ_k s_ik with s_ij = a_ij + a_ji; c_ij = (p_ij + Σ_q p_iq p_qj)²;
/// effective size = Σ_j (1 − Σ_q p_iq s_jq / max_k s_jk); hierarchy = Σ_j r_j ln r_j / (n ln n), r_j = n c_ij / C_i.
/// With σ_i = Σ_k s_ik the sums over q are those of <see cref="CommonContacts"/>, the same seen from i and from j:
/// c_ij = ((s_ij + T_ij) / σ_i)², redundancy of i = Σ_j U_ij / (σ_i max_k s_jk).
/// </remarks>
public sealed record StructuralHoles(double[] Constraint, double[] EffectiveSize, double[] Efficiency, double[] Hierarchy)
{
    private const int Stretch = 512;

    /// <summary>Measures every vertex. Weights should be above 0.</summary>
    public static StructuralHoles Of(Csr graph, Work? work = null)
    {
        work ??= Work.Alone;
        var simple = graph.ToSimple(work.Silent);
        using var crew = CrewFor(graph, work);
        using var sparse = SparseRows.Of(simple);
        if (sparse is not null)
        {
            return Of(simple, SparseHoles.Of(sparse, isFull: true, work));
        }

        using var few = ShortRows.Of(simple);
        using var small = few is null ? SmallRows.Of(simple) : null;
        if (small is not null)
        {
            return Of(simple, SmallHoles.Of(small, isFull: true, crew, work));
        }

        using var blocks = few is null ? BlockRows.Of(simple) : null;
        using var common = CommonContacts.Of(simple, withProducts: true, crew, work);
        var (constraint, surprise) = (Bound(common, crew), Surprise(common, crew)); // the first squares what the second reads
        constraint = few is not null ? ShortHoles.ConstraintOf(few, work) // the same to the bit, asked for alone or not
            : blocks is not null ? BlockHoles.ConstraintOf(blocks, work)
            : constraint;
        var redundancy = Redundancy(common, crew);
        var holes = WithRoom(constraint);
        crew.Over(graph.Count, (first, last) =>
        {
            for (var r = first; r < last; r++)
            {
                var (hasRow, ranked) = (r < common.Ranked.Rows, common.Ranked);
                holes.Fill(ranked.Vertices[r], ranked.Degrees[r], common.Strength(r), hasRow ? surprise[r] : 0, hasRow ? redundancy[r] : 0);
            }
        });
        ArrayPool<double>.Shared.Return(surprise);
        ArrayPool<double>.Shared.Return(redundancy);
        return holes;
    }

    /// <summary>Only the constraint of every vertex, in half the time.</summary>
    public static double[] ConstraintOf(Csr graph, Work? work = null)
    {
        work ??= Work.Alone;
        var simple = graph.ToSimple(work.Silent);
        using var crew = CrewFor(graph, work);
        using var sparse = SparseRows.Of(simple);
        if (sparse is not null)
        {
            return SparseHoles.ConstraintOf(sparse, work);
        }

        using var few = ShortRows.Of(simple);
        if (few is not null)
        {
            return ShortHoles.ConstraintOf(few, work);
        }

        using var small = SmallRows.Of(simple);
        if (small is not null)
        {
            return SmallHoles.ConstraintOf(small, crew, work);
        }

        using var blocks = BlockRows.Of(simple);
        if (blocks is not null)
        {
            return BlockHoles.ConstraintOf(blocks, work);
        }

        using var common = CommonContacts.Of(simple, withProducts: false, crew, work);
        return Bound(common, crew);
    }

    // Where each tie weighs 1 all sums stand beside the vertices.
    private static StructuralHoles Of(Csr simple, (double[] Constraint, double[] Surprise, double[] Redundancy) sums)
    {
        var holes = WithRoom(sums.Constraint);
        for (var v = 0; v < simple.Count; v++)
        {
            holes.Fill(v, simple.Degree(v), simple.Degree(v), sums.Surprise[v], sums.Redundancy[v]);
        }

        return holes;
    }

    private static StructuralHoles WithRoom(double[] constraint) =>
        new(constraint, new double[constraint.Length], new double[constraint.Length], new double[constraint.Length]);

    private void Fill(int v, int n, double strength, double surprise, double redundancy)
    {
        var scale = strength * strength;
        var logs = (surprise / scale) - (Constraint[v] * Math.Log(scale));
        EffectiveSize[v] = n > 0 ? n - (redundancy / strength) : double.NaN;
        Efficiency[v] = EffectiveSize[v] / n;
        Hierarchy[v] = n > 1 ? ((logs / Constraint[v]) + Math.Log(n / Constraint[v])) / Math.Log(n) : n == 1 ? 1 : double.NaN;
    }

    private static Crew CrewFor(Csr graph, Work work) => Crew.For(work, 8.0 * graph.Targets.Length, SharedContacts.MostThreads);

    // C_i beside the vertex.
    private static double[] Bound(CommonContacts common, Crew crew)
    {
        var (ranked, constraint) = (common.Ranked, GC.AllocateUninitializedArray<double>(common.Ranked.Count));
        var squares = BothEnds.Sum<double>(ranked, crew, (first, last, sums) => Square(common, sums, first, last));
        crew.Over(ranked.Count, (first, last) => Divide(common, squares, constraint, first, last));
        ArrayPool<double>.Shared.Return(squares);
        return constraint;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Divide(CommonContacts common, double[] squares, double[] constraint, int first, int last)
    {
        var (rows, floor) = (Math.Clamp(common.Ranked.Rows, first, last), common.Floor);
        fixed (int* vertices = common.Ranked.Vertices, degrees = common.Ranked.Degrees)
        {
            for (var r = first; r < rows; r++)
            {
                var strength = common.Strength(r);
                constraint[vertices[r]] = ((degrees[r] * floor) + squares[r]) / (strength * strength); // without contacts 0 / 0
            }

            for (var r = rows; r < last; r++)
            {
                constraint[vertices[r]] = degrees[r] > 0 ? 1 : double.NaN; // who has one contact is bound to it alone
            }
        }
    }

    // In stretches that stay in the cache.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Square(CommonContacts common, double[] sums, int first, int last)
    {
        fixed (double* squares = common.Squares, at = sums)
        fixed (int* offsets = common.Ranked.Offsets, targets = common.Ranked.Targets)
        {
            for (int r = first, next = first; r < last; r = next)
            {
                while (next < last && offsets[next] - offsets[r] < Stretch)
                {
                    next++;
                }

                common.Square(offsets[r], offsets[next]);
                for (var i = r; i < next; i++)
                {
                    var (sum, end) = (0.0, offsets[i + 1]);
                    for (var e = offsets[i]; e < end; e++)
                    {
                        sum += squares[e];
                        at[targets[e]] += squares[e];
                    }

                    at[i] += sum;
                }
            }
        }
    }

    // Σ_j b ln b of the squares b beside the rank.
    private static double[] Surprise(CommonContacts common, Crew crew) =>
        BothEnds.Sum<double>(common.Ranked, crew, (first, last, sums) =>
        {
            var ranked = common.Ranked;
            var squares = common.Squares;
            for (var r = first; r < last; r++)
            {
                for (var e = ranked.Offsets[r]; e < ranked.Offsets[r + 1]; e++)
                {
                    var square = squares[e] + common.Floor;
                    var one = square > 0 ? square * Math.Log(square) : 0;
                    sums[r] += one;
                    sums[ranked.Targets[e]] += one;
                }
            }
        });

    private static double[] Redundancy(CommonContacts common, Crew crew) =>
        BothEnds.Sum<double>(common.Ranked, crew, (first, last, sums) =>
        {
            var ranked = common.Ranked;
            for (var r = first; r < last; r++)
            {
                for (var e = ranked.Offsets[r]; e < ranked.Offsets[r + 1]; e++)
                {
                    sums[r] += common.Products[e] / common.Strongest(ranked.Targets[e]);
                    sums[ranked.Targets[e]] += common.Products[e] / common.Strongest(r);
                }
            }
        });
}
