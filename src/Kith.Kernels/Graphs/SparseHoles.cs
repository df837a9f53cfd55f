using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>The constraint of <see cref="StructuralHoles"/> where many people have few contacts each, on one thread.</summary>
internal static unsafe class SparseHoles
{
    private const int Stretch = 512;

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

    // (2 + T) T at both ends, where an edge shares anybody: which do is written down first, as it cannot be guessed.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(SparseRows rows, long[] sums, double step, double[] constraint)
    {
        var edges = stackalloc int[Stretch + 8];
        fixed (int* from = rows.From, to = rows.To)
        fixed (long* of = sums)
        fixed (double* at = constraint)
        {
            for (int e = 0, next; e < rows.Edges; e = next)
            {
                var found = 0;
                for (next = e; next < e + Stretch && next < rows.Edges; next += 8)
                {
                    var shares = ~Vector512.Equals(Vector512.Load(of + next), Vector512<long>.Zero);
                    var places = Vector256<int>.Indices + Vector256.Create(next);
                    Avx512F.VL.Compress(places, Avx512F.ConvertToVector256Int32(shares), places).Store(edges + found);
                    found += BitOperations.PopCount(shares.ExtractMostSignificantBits());
                }

                for (var i = 0; i < found; i++)
                {
                    var edge = edges[i];
                    var through = of[edge] * step;
                    var more = (2 + through) * through;
                    at[from[edge]] += more;
                    at[to[edge]] += more;
                }
            }
        }
    }
}
