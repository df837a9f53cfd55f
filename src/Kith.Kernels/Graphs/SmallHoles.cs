using System.Buffers;
using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>The constraint of <see cref="StructuralHoles"/> among few people: each has a bit for every other.</summary>
/// <remarks>Whole numbers are added up in <see cref="SmallSums"/>, by as many threads as there are; all else takes one little time.</remarks>
internal static unsafe class SmallHoles
{
    // Rows of a part at least, where several threads sum.
    private const int Part = 16;

    public static double[] ConstraintOf(SmallRows rows, Crew crew, Work work) => Of(rows, isFull: false, crew, work).Constraint;

    /// <summary>Constraint and, if asked for in full, beside each vertex Σ_j b ln b of b = (1 + T_ij)², and how many contacts its contacts share with it.</summary>
    public static (double[] Constraint, double[] Surprise, double[] Redundancy) Of(SmallRows rows, bool isFull, Crew crew, Work work)
    {
        var simple = rows.Simple;
        var (worth, sums) = (ArrayPool<long>.Shared.Rent(simple.Count), ArrayPool<long>.Shared.Rent(rows.Edges + 8));
        var bits = ArrayPool<long>.Shared.Rent(SmallBits.Room(simple.Count) + 8);
        var (scale, constraint) = (UnitHoles.Scale(simple.Degree(rows.Vertices[0])), new double[simple.Count]);
        var (surprise, redundancy) = isFull ? (new double[simple.Count], new double[simple.Count]) : ([], []);
        UnitHoles.Weigh(simple.Offsets, simple.Count, scale, worth);
        fixed (long* rented = bits, of = worth, to = sums)
        {
            var known = (long*)(((nint)rented + 63) & ~63);
            SmallBits.Write(simple, known);
            Sum(rows, new SmallSums(known, of), to, crew, work);
            UnitHoles.Square(to, rows.Edges, 1 / scale);
            Add(rows, (double*)to, constraint);
            if (isFull)
            {
                Surprise((double*)to, rows.Edges);
                Add(rows, (double*)to, surprise);
                Array.Fill(worth, 1);
                Sum(rows, new SmallSums(known, of), to, crew, work);
                ToDoubles(to, rows.Edges);
                Add(rows, (double*)to, redundancy);
            }
        }

        UnitHoles.Divide(simple.Offsets, constraint);
        ArrayPool<long>.Shared.Return(worth);
        ArrayPool<long>.Shared.Return(sums);
        ArrayPool<long>.Shared.Return(bits);
        return (constraint, surprise, redundancy);
    }

    private static void Sum(SmallRows rows, SmallSums shared, long* sums, Crew crew, Work work) =>
        crew.Over(rows.Count, Part, (first, last) =>
        {
            work.Cancel.ThrowIfCancellationRequested();
            shared.Sum(rows, first, last, sums);
        });

    // b ln b in place of b − 1, which is UnitHoles.More.
    private static void Surprise(double* more, int edges)
    {
        for (var e = 0; e < edges; e++)
        {
            more[e] = (1 + more[e]) * Math.Log(1 + more[e]);
        }
    }

    private static void ToDoubles(long* sums, int edges)
    {
        for (var e = 0; e < edges; e++)
        {
            ((double*)sums)[e] = sums[e];
        }
    }

    // At both ends.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(SmallRows rows, double* more, double[] constraint)
    {
        fixed (int* vertices = rows.Vertices, offsets = rows.Offsets, targets = rows.Targets)
        fixed (double* at = constraint)
        {
            for (var r = 0; r < rows.Count; r++)
            {
                var own = 0.0;
                for (int e = offsets[r], end = offsets[r + 1]; e < end; e++)
                {
                    own += more[e];
                    at[targets[e]] += more[e];
                }

                at[vertices[r]] += own;
            }
        }
    }
}
