using System.Buffers;

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
            UnitHoles.Square(room.Sums, rows.Places, 1 / scale);
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
}
