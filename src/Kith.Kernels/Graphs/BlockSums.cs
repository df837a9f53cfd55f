using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// For each edge of <see cref="BlockRows"/> the sum over the contacts that its ends share of what each is worth: eight contacts of a row
/// are compared with eight of each row that they lead to, all with all, and what is shared is added eight edges at a time. Whether
/// anybody is shared is not asked: where triangles are many it would be guessed wrong too often.
/// </summary>
/// <remarks>
/// The 64 answers are one number, in which bit 8 o + t says that own contact o is other contact t. A triangle of a, b and c adds to
/// three edges: from b to c where column t holds a bit, from a to c where byte o does, and from a to b for each byte of the number of b,
/// which is kept until eight edges have been looked at.
/// </remarks>
internal readonly unsafe struct BlockSums
{
    private const int Block = BlockRows.Block;

    private readonly BlockRows.Row* _rows;
    private readonly ushort* _targets;
    private readonly long* _sums;

    private BlockSums(BlockRows.Room room)
    {
        _rows = room.Rows;
        _targets = room.Targets;
        _sums = room.Sums;
    }

    /// <summary>Adds to the sums, which stand beside the targets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(BlockRows.Room room, Work work)
    {
        var all = new BlockSums(room);
        for (var vertex = room.Order; vertex < room.OrderEnd; vertex++)
        {
            if (((vertex - room.Order) & 0xfff) == 0)
            {
                work.Cancel.ThrowIfCancellationRequested();
            }

            var a = all._rows[*vertex];
            var end = a.Start + a.Length;
            for (var own = a.Start; own < end; own += Block)
            {
                for (var e = a.Start; e < end; e += Block)
                {
                    all.Compare(a.Worth, own, Math.Min(Block, end - own), e, Math.Min(Block, end - e));
                }
            }
        }
    }

    /// <summary>Adds what stands beside the edges to both their ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToEnds<T>(BlockRows.Room room, int count, T[] ends)
        where T : unmanaged, INumberBase<T>
    {
        var rows = room.Rows;
        var targets = room.Targets;
        var sums = (T*)room.Sums;
        fixed (T* at = ends)
        {
            for (var v = 0; v < count; v++)
            {
                var own = T.Zero;
                for (int e = rows[v].Start, end = e + rows[v].Length; e < end; e++)
                {
                    own += sums[e];
                    at[targets[e]] += sums[e];
                }

                at[v] += own;
            }
        }
    }

    // Contacts of a at own with those that the contacts of a at edge lead to.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Compare(long ofA, int own, int count, int edge, int edges)
    {
        var lanes = Vector512<long>.Indices;
        var column = Avx512F.ShiftLeftLogicalVariable(Vector512.Create(0x0101010101010101L), lanes.AsUInt64());
        var row = Avx512F.ShiftLeftLogicalVariable(Vector512.Create(0xFFL), (lanes << 3).AsUInt64());
        var (contacts, last) = (Vector128.Load(_targets + own).ToVector256Unsafe().ToVector512Unsafe(), Vector512.Create((ushort)(count - 1)));
        var place = Vector512<ushort>.Indices >>> 3;
        var own0 = Avx512BW.PermuteVar32x16(contacts, Vector512.Min(place, last)); // behind the last the last again: nobody is nobody's contact
        var own1 = Avx512BW.PermuteVar32x16(contacts, Vector512.Min(place + Vector512.Create((ushort)4), last));
        var (toOwn, shared, worth) = (Vector512<long>.Zero, Vector512<long>.Zero, Vector512.Create(ofA));
        var turn = lanes; // 0 where the number of this edge goes
        for (var i = 0; i < edges; i++)
        {
            var b = _rows + _targets[edge + i];
            var (from, left, any) = (b->Start, b->Length, Vector512<long>.Zero);
            do // once without asking, as most have few
            {
                var other = Avx512F.BroadcastVector128ToVector512((uint*)(_targets + from)).AsUInt16();
                var equal = Vector512.Create((long)(Vector512.Equals(own0, other).ExtractMostSignificantBits()
                    | (Vector512.Equals(own1, other).ExtractMostSignificantBits() << 32)));
                var sum = Vector512.LoadAligned(_sums + from);
                Vector512.ConditionalSelect(HasAny(equal, column), sum + worth, sum).StoreAligned(_sums + from);
                (from, left, any) = (from + Block, left - Block, any | equal);
            }
            while (left > 0);

            toOwn = Vector512.ConditionalSelect(HasAny(any, row), toOwn + Vector512.Create(b->Worth), toOwn);
            shared = Vector512.ConditionalSelect(Vector512.Equals(turn, Vector512<long>.Zero), any, shared);
            turn -= Vector512<long>.One;
        }

        Add(own, count, toOwn);
        var toEdges = Vector512<long>.Zero;
        for (var o = 0; o < count; o++)
        {
            toEdges = Vector512.ConditionalSelect(HasAny(shared, Vector512.Create(0xFFL << (Block * o))), toEdges + Vector512.Create(_rows[_targets[own + o]].Worth), toEdges);
        }

        Add(edge, Block, toEdges);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> HasAny(Vector512<long> bits, Vector512<long> of) =>
        Avx512F.CompareNotEqual(bits & of, Vector512<long>.Zero);

    // The first of the eight: behind them stand the sums of the last again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(int place, int count, Vector512<long> more)
    {
        var isRow = Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count));
        var sum = Vector512.LoadAligned(_sums + place);
        Vector512.ConditionalSelect(isRow, sum + more, sum).StoreAligned(_sums + place);
    }
}
