using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kith.Kernels.Graphs;

/// <summary>The constraint of <see cref="StructuralHoles"/> where many people have few contacts each, on one thread.</summary>
internal static unsafe class SparseHoles
{
    public static double[] ConstraintOf(SparseRows rows, Work work)
    {
        var (worth, sums) = (ArrayPool<long>.Shared.Rent(rows.Count), ArrayPool<long>.Shared.Rent(rows.Edges + 8));
        var scale = UnitHoles.Scale(rows.MostOfAny);
        UnitHoles.Weigh(rows.Offsets, rows.Count, scale, worth);
        sums.AsSpan(0, rows.Edges + 8).Clear();
        SparseTriangles.Sum(rows, worth, sums, work);
        var constraint = new double[rows.Count];
        Add(rows, sums, 1 / scale, constraint);
        UnitHoles.Divide(rows.Offsets, constraint);
        ArrayPool<long>.Shared.Return(worth);
        ArrayPool<long>.Shared.Return(sums);
        return constraint;
    }

    // (2 + T) T at both ends, where an edge shares anybody.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(SparseRows rows, long[] sums, double step, double[] constraint)
    {
        fixed (int* from = rows.From, to = rows.To)
        fixed (long* of = sums)
        fixed (double* at = constraint)
        {
            for (var e = 0; e < rows.Edges; e += 8)
            {
                if (Vector512.Load(of + e) == Vector512<long>.Zero)
                {
                    continue;
                }

                for (int i = e, end = Math.Min(e + 8, rows.Edges); i < end; i++)
                {
                    var through = of[i] * step;
                    var more = (2 + through) * through;
                    at[from[i]] += more;
                    at[to[i]] += more;
                }
            }
        }
    }
}
