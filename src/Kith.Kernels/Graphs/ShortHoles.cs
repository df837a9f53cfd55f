using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kith.Kernels.Graphs;

/// <summary>The constraint of <see cref="StructuralHoles"/> where everybody has few contacts, on one thread.</summary>
/// <remarks>
/// The sum of <see cref="UnitHoles"/> is nothing for edges that share nobody: only others are looked at.
/// </remarks>
internal static unsafe class ShortHoles
{
    public static double[] ConstraintOf(ShortRows rows, Work work)
    {
        var (worth, sums) = (ArrayPool<long>.Shared.Rent(rows.Count + 8), ArrayPool<long>.Shared.Rent(rows.Places + 32));
        var scale = UnitHoles.Scale(rows.MostOfAny);
        sums.AsSpan(0, rows.Places).Clear();
        UnitHoles.Weigh(rows.Offsets, rows.Count, scale, worth);
        ShortTriangles.Sum(rows, worth, sums, work);
        var constraint = new double[rows.Count];
        Add(rows, sums, 1 / scale, constraint);
        UnitHoles.Divide(rows.Offsets, constraint);
        ArrayPool<long>.Shared.Return(worth);
        ArrayPool<long>.Shared.Return(sums);
        return constraint;
    }

    // At both ends, where an edge shares anybody.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ShortRows rows, long[] sums, double step, double[] constraint)
    {
        var lanes = Vector512<long>.Indices;
        fixed (int* offsets = rows.Offsets, lengths = rows.Lengths)
        fixed (ushort* targets = rows.Targets)
        fixed (long* of = sums)
        fixed (double* at = constraint)
        {
            for (var v = 0; v < rows.Count; v++)
            {
                var own = 0.0;
                for (int e = offsets[v], end = e + lengths[v]; e < end; e += 8)
                {
                    if ((Vector512.Load(of + e) & Vector512.LessThan(lanes, Vector512.Create((long)(end - e)))) == Vector512<long>.Zero)
                    {
                        continue;
                    }

                    for (int i = e, last = Math.Min(e + 8, end); i < last; i++)
                    {
                        var more = UnitHoles.More(of[i] * step);
                        own += more;
                        at[targets[i]] += more;
                    }
                }

                at[v] += own;
            }
        }
    }
}
