using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>The constraint of <see cref="StructuralHoles"/>, and the closed pairs of <see cref="Clustering"/>, where triangles are many and contacts few, on one thread.</summary>
internal static unsafe class BlockHoles
{
    public static double[] ConstraintOf(BlockRows rows, Work work)
    {
        var (simple, worth) = (rows.Simple, ArrayPool<long>.Shared.Rent(rows.Simple.Count));
        var most = 1;
        for (var v = 0; v < simple.Count; v++)
        {
            most = Math.Max(most, simple.Degree(v));
        }

        var (scale, constraint) = (UnitHoles.Scale(most), new double[simple.Count]);
        UnitHoles.Weigh(simple.Offsets, simple.Count, scale, worth);
        for (var v = 0; v < simple.Count; v++)
        {
            rows.Rows[v].Worth = worth[v];
        }

        ArrayPool<long>.Shared.Return(worth);
        rows.Use(room =>
        {
            BlockSums.Sum(room, work);
            Weigh(room, rows.Places, 1 / scale);
            BlockSums.ToEnds(room, simple.Count, constraint);
        });
        UnitHoles.Divide(simple.Offsets, constraint);
        return constraint;
    }

    /// <summary>Beside each vertex twice the number of its pairs of contacts that know each other.</summary>
    public static long[] ClosedOf(BlockRows rows, Work work)
    {
        var closed = new long[rows.Simple.Count];
        for (var v = 0; v < closed.Length; v++)
        {
            rows.Rows[v].Worth = 1;
        }

        rows.Use(room =>
        {
            BlockSums.Sum(room, work);
            BlockSums.ToEnds(room, closed.Length, closed);
        });
        return closed;
    }

    // (2 + T) T in place of T.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weigh(BlockRows.Room room, int places, double step)
    {
        for (var e = 0; e < places; e += BlockRows.Block)
        {
            var through = Avx512DQ.ConvertToVector512Double(Vector512.LoadAligned(room.Sums + e)) * step;
            ((through + Vector512.Create(2.0)) * through).StoreAligned((double*)room.Sums + e);
        }
    }
}
