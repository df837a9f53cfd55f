using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// An undirected graph without loops, each edge kept once, in numbers of 16 bits, and each row in whole blocks of eight: the sums of a
/// block (<see cref="BlockSums"/>) are one line of the cache. Rows lead to higher degree, among equals to the higher number; where degrees
/// are alike, to lower numbers.
/// </summary>
internal sealed unsafe class BlockRows : IDisposable
{
    /// <summary>Contacts of a block.</summary>
    public const int Block = 8;

    // As many as 16 bits can tell apart, less the one that is nobody's.
    private const int Most = (1 << 16) - 1;

    // With more contacts the bits of hubs, or a sieve, cost as little, and two threads less.
    private const int MostContacts = 15;

    // So many comparisons for each edge, and the sieve costs less: a large group in which everybody knows everybody takes more.
    private const int MostBlocks = 8;

    // Who is met at the end of an edge has more contacts, and rows are longer than two blocks too often.
    private const int MostMet = 28;

    // Who is met at the end of an edge has at most so many times as many contacts as most people, and rows that lead to lower numbers only are short enough.
    private const double Alike = 1.25;

    private const int Line = 64;

    private readonly ushort[] _targets;
    private readonly long[] _sums;

    private BlockRows(Csr simple, bool isAlike)
    {
        Simple = simple;
        (Rows, Order) = (ArrayPool<Row>.Shared.Rent(simple.Count), ArrayPool<int>.Shared.Rent(simple.Count));
        var most = (simple.Targets.Length / 2) + (simple.Count * (Block - 1)) + 64;
        _targets = ArrayPool<ushort>.Shared.Rent(most);
        Places = Write(isAlike);
        _sums = ArrayPool<long>.Shared.Rent(Places + (2 * Block));
        First = ByLength();
    }

    public Csr Simple { get; }

    /// <summary>Beside each vertex where its row is.</summary>
    public Row[] Rows { get; }

    /// <summary>Vertices by length of their rows.</summary>
    public int[] Order { get; }

    /// <summary>As many as there are targets and sums, in whole blocks.</summary>
    public int Places { get; }

    /// <summary>Place in the order of the first with two contacts: who leads to fewer is the lowest corner of no triangle.</summary>
    public int First { get; }

    /// <summary>
    /// None where there are too many vertices, or weights, or no edges, or the processor has no vectors of 512 bits; nor, unless asked
    /// for even if slower (in tests), where hubs or contacts are many.
    /// </summary>
    public static BlockRows? Of(Csr simple, bool evenIfSlower = false)
    {
        if (!UnitHoles.IsSupported || !simple.IsUnit || simple.Count > Most || simple.Targets.Length is 0)
        {
            return null;
        }

        var squares = Squares(simple);
        if (!evenIfSlower && (simple.Targets.Length > MostContacts * simple.Count || squares > (long)MostMet * simple.Targets.Length))
        {
            return null;
        }

        var rows = new BlockRows(simple, (double)squares * simple.Count < Alike * simple.Targets.Length * simple.Targets.Length);
        if (evenIfSlower || rows.Blocks() <= MostBlocks * (simple.Targets.Length / 2L))
        {
            return rows;
        }

        rows.Dispose();
        return null;
    }

    /// <summary>Hands out what is beside the rows: targets, and sums of which all are 0.</summary>
    public void Use(Action<Room> use)
    {
        fixed (ushort* targets = _targets)
        fixed (long* rented = _sums)
        fixed (Row* rows = Rows)
        fixed (int* order = Order)
        {
            var sums = (long*)(((nint)rented + Line - 1) & ~(Line - 1));
            new Span<long>(sums, Places).Clear();
            use(new Room(rows, order + First, order + Simple.Count, targets, sums));
        }
    }

    public void Dispose()
    {
        ArrayPool<Row>.Shared.Return(Rows);
        ArrayPool<int>.Shared.Return(Order);
        ArrayPool<ushort>.Shared.Return(_targets);
        ArrayPool<long>.Shared.Return(_sums);
    }

    // Sum of the squares of degrees.
    private static long Squares(Csr simple)
    {
        var squares = 0L;
        for (var v = 0; v < simple.Count; v++)
        {
            squares += (long)simple.Degree(v) * simple.Degree(v);
        }

        return squares;
    }

    // Behind the last contact of a row stands nobody, to the end of the block at least, as in the first block, which is that of all who lead to nobody.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Write(bool isAlike)
    {
        var (lanes, place, lent) = (Vector512<int>.Indices, Block, ArrayPool<int>.Shared.Rent(Simple.Count));
        fixed (int* from = Simple.Targets, offsets = Simple.Offsets, ranks = lent)
        fixed (ushort* to = _targets)
        fixed (Row* rows = Rows)
        {
            Vector128<ushort>.AllBitsSet.Store(to);
            for (var v = 0; v < Simple.Count; v++)
            {
                ranks[v] = isAlike ? -v : (Math.Min(offsets[v + 1] - offsets[v], short.MaxValue) << 16) | v;
            }

            for (var v = 0; v < Simple.Count; v++)
            {
                var (n, end, own) = (place, offsets[v + 1], Vector512.Create(ranks[v]));
                for (var e = offsets[v]; e < end; e += 16)
                {
                    var isRow = Vector512.LessThan(lanes, Vector512.Create(end - e));
                    var row = Avx512F.MaskLoad(from + e, isRow, Vector512<int>.Zero);
                    var theirs = isAlike ? -row : Vector512.Create(Avx2.GatherVector256(ranks, row.GetLower(), sizeof(int)), Avx2.GatherVector256(ranks, row.GetUpper(), sizeof(int)));
                    var isKept = Vector512.GreaterThan(theirs, own) & isRow;
                    Avx512F.ConvertToVector256UInt16(Avx512F.Compress(row, isKept, row)).Store(to + n); // what it writes too much is overwritten
                    n += BitOperations.PopCount(isKept.ExtractMostSignificantBits());
                }

                rows[v] = new Row(n > place ? place : 0, n - place); // one block is read even so
                Vector128<ushort>.AllBitsSet.Store(to + n);
                place = (n + Block - 1) & -Block;
            }
        }

        ArrayPool<int>.Shared.Return(lent);
        return place;
    }

    // Blocks that are compared, roughly: rows lead to such as are about as long.
    private long Blocks()
    {
        var blocks = 0L;
        for (var v = 0; v < Simple.Count; v++)
        {
            var own = (Rows[v].Length + Block - 1) / Block;
            blocks += (long)Rows[v].Length * own * own;
        }

        return blocks;
    }

    // No loop then ends where it was not expected to. Beyond 63 all are alike.
    private int ByLength()
    {
        const int Lengths = 64;
        Span<int> ends = stackalloc int[Lengths + 1];
        ends.Clear();
        for (var v = 0; v < Simple.Count; v++)
        {
            ends[Math.Min(Rows[v].Length, Lengths - 1) + 1]++;
        }

        for (var length = 0; length < Lengths; length++)
        {
            ends[length + 1] += ends[length];
        }

        var first = ends[2];
        for (var v = 0; v < Simple.Count; v++)
        {
            Order[ends[Math.Min(Rows[v].Length, Lengths - 1)]++] = v;
        }

        return first;
    }

    /// <summary>What is known of a vertex: where its row begins, how many contacts that leads to, and what the vertex is worth.</summary>
    internal struct Row(int start, int length)
    {
        public readonly int Start = start;
        public readonly int Length = length;
        public long Worth;
    }

    /// <summary>The same in memory that stays where it is.</summary>
    internal readonly struct Room(Row* rows, int* order, int* orderEnd, ushort* targets, long* sums)
    {
        public readonly Row* Rows = rows;
        public readonly int* Order = order;
        public readonly int* OrderEnd = orderEnd;
        public readonly ushort* Targets = targets;
        public readonly long* Sums = sums;
    }
}
