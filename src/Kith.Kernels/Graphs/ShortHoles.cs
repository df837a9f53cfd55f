using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>The constraint of <see cref="StructuralHoles"/> where everybody has few contacts, on one thread.</summary>
/// <remarks>
/// Where each tie weighs 1, C_i = Σ_j (1 + T_ij)² / d_i² = (d_i + Σ_j (2 + T_ij) T_ij) / d_i²: only edges that share somebody are looked at.
/// </remarks>
internal static unsafe class ShortHoles
{
    public static double[] ConstraintOf(ShortRows rows, Work work)
    {
        // Whole numbers as large as their sums allow: no edge shares more contacts than the highest degree.
        var (worth, sums) = (ArrayPool<long>.Shared.Rent(rows.Count + 8), ArrayPool<long>.Shared.Rent(rows.Places + 32));
        var scale = Math.ScaleB(1, 62 - BitOperations.Log2((uint)rows.MostOfAny));
        sums.AsSpan(0, rows.Places).Clear();
        Weigh(rows, scale, worth);
        ShortTriangles.Sum(rows, worth, sums, work);
        var constraint = new double[rows.Count];
        Add(rows, sums, 1 / scale, constraint);
        Divide(rows, constraint);
        ArrayPool<long>.Shared.Return(worth);
        ArrayPool<long>.Shared.Return(sums);
        return constraint;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weigh(ShortRows rows, double scale, long[] worth)
    {
        var v = 0;
        fixed (int* offsets = rows.Offsets)
        fixed (long* of = worth)
        {
            for (; v + 8 <= rows.Count; v += 8)
            {
                Avx512DQ.ConvertToVector512Int64(Vector512.Create(scale) / Vector512.Max(Contacts(offsets + v), Vector512<double>.One)).Store(of + v);
            }
        }

        for (; v < rows.Count; v++)
        {
            worth[v] = (long)Math.Round(scale / Math.Max(rows.Offsets[v + 1] - rows.Offsets[v], 1));
        }
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
                        var through = of[i] * step;
                        var more = (2 + through) * through;
                        own += more;
                        at[targets[i]] += more;
                    }
                }

                at[v] += own;
            }
        }
    }

    // Without contacts 0 / 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Divide(ShortRows rows, double[] constraint)
    {
        var v = 0;
        fixed (int* offsets = rows.Offsets)
        fixed (double* of = constraint)
        {
            for (; v + 8 <= rows.Count; v += 8)
            {
                var contacts = Contacts(offsets + v);
                ((contacts + Vector512.Load(of + v)) / (contacts * contacts)).Store(of + v);
            }
        }

        for (; v < rows.Count; v++)
        {
            double contacts = rows.Offsets[v + 1] - rows.Offsets[v];
            constraint[v] = (contacts + constraint[v]) / (contacts * contacts);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Contacts(int* offsets) =>
        Avx512F.ConvertToVector512Double(Vector256.Load(offsets + 1) - Vector256.Load(offsets));
}
