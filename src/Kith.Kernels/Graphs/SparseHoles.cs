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

    public static double[] ConstraintOf(SparseRows rows, Work work) => Of(rows, isFull: false, work).Constraint;

    /// <summary>Constraint and, if asked for in full, beside each vertex Σ_j b ln b of b = (1 + T_ij)², and how many contacts its contacts share with it.</summary>
    public static (double[] Constraint, double[] Surprise, double[] Redundancy) Of(SparseRows rows, bool isFull, Work work)
    {
        var (worth, sums) = (ArrayPool<long>.Shared.Rent(rows.Count), ArrayPool<long>.Shared.Rent(rows.Edges + 8));
        var scale = UnitHoles.Scale(rows.MostOfAny);
        var constraint = new double[rows.Count];
        var (surprise, redundancy) = isFull ? (new double[rows.Count], new double[rows.Count]) : ([], []);
        UnitHoles.Weigh(rows.Offsets, rows.Count, scale, worth);
        Sum(rows, worth, sums, work);
        Add<Bond>(rows, sums, 1 / scale, constraint);
        UnitHoles.Divide(rows.Offsets, constraint);
        if (isFull)
        {
            Add<Surprise>(rows, sums, 1 / scale, surprise);
            worth.AsSpan(0, rows.Count).Fill(1);
            Sum(rows, worth, sums, work);
            Add<Contacts>(rows, sums, 1, redundancy);
        }

        ArrayPool<long>.Shared.Return(worth);
        ArrayPool<long>.Shared.Return(sums);
        return (constraint, surprise, redundancy);
    }

    private static void Sum(SparseRows rows, long[] worth, long[] sums, Work work)
    {
        sums.AsSpan(0, rows.Edges + 8).Clear();
        SparseTriangles.Sum(rows, worth, sums, work);
    }

    // At both ends, where an edge shares anybody: which do is written down first, as it cannot be guessed.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TPart>(SparseRows rows, long[] sums, double step, double[] ends)
        where TPart : struct, IPart
    {
        var edges = stackalloc int[Stretch + 8];
        fixed (int* from = rows.From, to = rows.To)
        fixed (long* of = sums)
        fixed (double* at = ends)
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
                    var more = TPart.Of(of[edge] * step);
                    at[from[edge]] += more;
                    at[to[edge]] += more;
                }
            }
        }
    }

    /// <summary>What an edge adds to both its ends; nothing where it shares nobody.</summary>
    private interface IPart
    {
        static abstract double Of(double through);
    }

    private readonly struct Bond : IPart
    {
        public static double Of(double through) => UnitHoles.More(through);
    }

    private readonly struct Surprise : IPart
    {
        public static double Of(double through) => (1 + UnitHoles.More(through)) * Math.Log(1 + UnitHoles.More(through));
    }

    private readonly struct Contacts : IPart
    {
        public static double Of(double through) => through;
    }
}
