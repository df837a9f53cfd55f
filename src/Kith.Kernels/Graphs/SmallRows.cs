using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// An undirected graph without loops of so few vertices that a set of them fits in two registers, each edge kept once: rows lead to
/// higher degree, among equals to the lower number. Nothing is renumbered: who goes before is looked up as a bit.
/// </summary>
internal sealed unsafe class SmallRows : IDisposable
{
    /// <summary>Length of a set of bits: two registers.</summary>
    public const int Words = 16;

    /// <summary>One less than there are bits: the last is nobody's.</summary>
    public const int Most = (64 * Words) - 1;

    private SmallRows(Csr simple)
    {
        Simple = simple;
        (Vertices, Offsets) = (ArrayPool<int>.Shared.Rent(simple.Count), ArrayPool<int>.Shared.Rent(simple.Count + 1));
        Targets = ArrayPool<int>.Shared.Rent((simple.Targets.Length / 2) + 16); // written sixteen at a time
        Ranked.ByDegree(simple, Vertices);
        while (Count < simple.Count && simple.Degree(Vertices[Count]) > 1)
        {
            Count++;
        }

        Write();
    }

    public Csr Simple { get; }

    /// <summary>Those with more than one contact: who has one shares nobody.</summary>
    public int Count { get; }

    /// <summary>All, by falling degree.</summary>
    public int[] Vertices { get; }

    /// <summary>Start of the row of each of them, and the end of the last.</summary>
    public int[] Offsets { get; }

    /// <summary>Vertices that come before the row's own.</summary>
    public int[] Targets { get; }

    public int Edges => Offsets[Count];

    /// <summary>None where there are too many vertices, or weights, or no edges, or the processor has no vectors of 512 bits.</summary>
    public static SmallRows? Of(Csr simple) =>
        UnitHoles.IsSupported && simple.IsUnit && simple.Count <= Most && simple.Targets.Length > 0 ? new SmallRows(simple) : null;

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(Vertices);
        ArrayPool<int>.Shared.Return(Offsets);
        ArrayPool<int>.Shared.Return(Targets);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write()
    {
        var (n, lanes, lower, upper) = (0, Vector512<int>.Indices, Vector512<int>.Zero, Vector512<int>.Zero); // who went before
        fixed (int* vertices = Vertices, offsets = Offsets, to = Targets, starts = Simple.Offsets, from = Simple.Targets)
        {
            offsets[0] = 0;
            for (var r = 0; r < Count; r++)
            {
                var v = vertices[r];
                for (int e = starts[v], end = starts[v + 1]; e < end; e += 16)
                {
                    var row = Avx512F.MaskLoad(from + e, Vector512.LessThan(lanes, Vector512.Create(end - e)), Vector512<int>.AllBitsSet);
                    // The bit asked for becomes the sign.
                    var words = Avx512F.PermuteVar16x32x2(lower, row >>> 5, upper);
                    var isBefore = Vector512.LessThan(Avx512F.ShiftLeftLogicalVariable(words, Vector512.AndNot(Vector512.Create(31), row).AsUInt32()), Vector512<int>.Zero);
                    Avx512F.Compress(row, isBefore, row).Store(to + n);
                    n += BitOperations.PopCount(isBefore.ExtractMostSignificantBits());
                }

                offsets[r + 1] = n;
                var (word, bit) = (Vector512.Create(v >> 5), Vector512.Create(1 << v));
                lower |= Vector512.Equals(lanes, word) & bit;
                upper |= Vector512.Equals(lanes + Vector512.Create(16), word) & bit;
            }
        }
    }
}
