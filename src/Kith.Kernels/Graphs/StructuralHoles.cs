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
    /// <summary>Measures every vertex. Weights should be above 0.</summary>
    public static StructuralHoles Of(Csr graph, Work? work = null)
    {
        work ??= Work.Alone;
        using var common = CommonContacts.Of(graph.ToSimple(work.Silent), withProducts: true, work);
        var (constraint, surprise) = Bonds(common, withSurprise: true);
        var redundancy = Redundancy(common);
        var holes = new StructuralHoles(constraint, new double[graph.Count], new double[graph.Count], new double[graph.Count]);
        for (var r = 0; r < graph.Count; r++)
        {
            var (v, n) = (common.Ranked.Vertices[r], common.Degrees[r]);
            holes.EffectiveSize[v] = n > 0 ? n - redundancy[r] : double.NaN;
            holes.Efficiency[v] = holes.EffectiveSize[v] / n;
            holes.Hierarchy[v] = n > 1 ? ((surprise[r] / constraint[v]) + Math.Log(n / constraint[v])) / Math.Log(n) : n == 1 ? 1 : double.NaN;
        }

        return holes;
    }

    /// <summary>Only the constraint of every vertex, in half the time.</summary>
    public static double[] ConstraintOf(Csr graph, Work? work = null)
    {
        work ??= Work.Alone;
        using var common = CommonContacts.Of(graph.ToSimple(work.Silent), withProducts: false, work);
        return Bonds(common, withSurprise: false).Constraint;
    }

    // C_i beside the vertex; Σ_j c_ij ln c_ij beside the rank.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double[] Constraint, double[] Surprise) Bonds(CommonContacts common, bool withSurprise)
    {
        var (ranked, strengths) = (common.Ranked, common.Strengths);
        var (squares, logs) = (new double[ranked.Count], new double[withSurprise ? ranked.Count : 0]);
        Square(common.Bonds, ranked, squares);
        if (withSurprise)
        {
            AddLogs(ranked, common.Bonds, logs);
        }

        var constraint = new double[ranked.Count];
        for (var r = 0; r < ranked.Count; r++)
        {
            var scale = strengths[r] * strengths[r];
            constraint[ranked.Vertices[r]] = common.Degrees[r] > 0 ? squares[r] / scale : double.NaN;
            if (withSurprise && common.Degrees[r] > 0)
            {
                logs[r] = (logs[r] - (squares[r] * Math.Log(scale))) / scale;
            }
        }

        return (constraint, logs);
    }

    // Makes each bond its square and adds it at both ends.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Square(Span<double> bonds, Ranked ranked, double[] sums)
    {
        fixed (double* beside = bonds, at = sums)
        fixed (int* targets = ranked.Targets)
        {
            for (var r = 0; r < sums.Length; r++)
            {
                var (sum, end) = (0.0, ranked.Offsets[r + 1]);
                for (var e = ranked.Offsets[r]; e < end; e++)
                {
                    var square = beside[e] * beside[e];
                    beside[e] = square;
                    sum += square;
                    at[targets[e]] += square;
                }

                at[r] += sum;
            }
        }
    }

    private static void AddLogs(Ranked ranked, Span<double> squares, double[] logs)
    {
        for (var r = 0; r < ranked.Count; r++)
        {
            for (var e = ranked.Offsets[r]; e < ranked.Offsets[r + 1]; e++)
            {
                var one = squares[e] > 0 ? squares[e] * Math.Log(squares[e]) : 0;
                logs[r] += one;
                logs[ranked.Targets[e]] += one;
            }
        }
    }

    private static double[] Redundancy(CommonContacts common)
    {
        var (ranked, redundancy) = (common.Ranked, new double[common.Ranked.Count]);
        for (var r = 0; r < ranked.Count; r++)
        {
            for (var e = ranked.Offsets[r]; e < ranked.Offsets[r + 1]; e++)
            {
                redundancy[r] += common.Products[e] / common.Strongest[ranked.Targets[e]];
                redundancy[ranked.Targets[e]] += common.Products[e] / common.Strongest[r];
            }
        }

        for (var r = 0; r < ranked.Count; r++)
        {
            redundancy[r] /= common.Strengths[r];
        }

        return redundancy;
    }
}
