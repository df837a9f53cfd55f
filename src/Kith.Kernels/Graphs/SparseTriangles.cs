using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// For each edge of <see cref="SparseRows"/> the sum over the contacts that its ends share of what each is worth. Edges are gone along
/// without regard to whose they are, and the rows at their ends asked for ahead: eight contacts of one end are compared with eight of the
/// other, all with all, by their last 16 bits.
/// </summary>
/// <remarks>
/// The 64 answers are one number, in which bit 8 o + t says that own contact o is other contact t. Numbers that are not 0 are kept without
/// asking, then turned into places one behind the other, and only then are triangles added: whether an edge shares anybody, and how many,
/// would be guessed wrong too often.
/// </remarks>
internal sealed unsafe class SparseTriangles : IDisposable
{
    private const int Block = 8;

    // Numbers that are gathered, and places.
    private const int Enough = 512;

    // So many edges ahead of where they are needed rows are asked for, first where they begin and then they themselves.
    private const int RowsAhead = 48;
    private const int ContactsAhead = 16;

    private readonly int[] _edges; // whose number it is
    private readonly ulong[] _bits;
    private readonly ulong[] _starts; // of the block of own contacts, and, times 2³², of that of the others
    private readonly byte[] _places = ArrayPool<byte>.Shared.Rent(Enough + 128);
    private readonly int[] _numbers = ArrayPool<int>.Shared.Rent(Enough + 128);

    private SparseTriangles(int longest)
    {
        var blocks = (longest + Block - 1) / Block;
        var room = Enough + (blocks * blocks) + 1; // an edge is not divided
        (_edges, _bits, _starts) = (ArrayPool<int>.Shared.Rent(room), ArrayPool<ulong>.Shared.Rent(room), ArrayPool<ulong>.Shared.Rent(room));
    }

    public static bool IsSupported => UnitHoles.IsSupported && Avx512Vbmi2.IsSupported && Avx512F.VL.IsSupported && Bmi2.X64.IsSupported;

    /// <summary>Adds to the sums, which stand beside the edges.</summary>
    public static void Sum(SparseRows rows, long[] worth, long[] sums, Work work)
    {
        using var all = new SparseTriangles(rows.Longest);
        fixed (int* from = rows.From, to = rows.To, edges = all._edges, numbers = all._numbers)
        fixed (ulong* row = rows.Rows, bits = all._bits, starts = all._starts)
        fixed (ushort* brief = rows.Short)
        fixed (byte* places = all._places)
        fixed (long* of = worth, beside = sums)
        {
            var graph = new Graph(from, to, brief, row);
            var found = new Found(edges, bits, starts, places, numbers);
            for (var e = 0; e < rows.Edges;)
            {
                work.Cancel.ThrowIfCancellationRequested();
                e = Compare(graph, e, Math.Min(rows.Edges, e + Enough), found, out var count);
                for (var number = 0; number < count;)
                {
                    number = Place(graph, number, count, found, out var hits);
                    Add(graph, hits, found, of, beside);
                }
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_edges);
        ArrayPool<ulong>.Shared.Return(_bits);
        ArrayPool<ulong>.Shared.Return(_starts);
        ArrayPool<byte>.Shared.Return(_places);
        ArrayPool<int>.Shared.Return(_numbers);
    }

    // From an edge on until enough is found; the edge it ends before. What stands behind a row counts too here.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Compare(Graph graph, int e, int last, Found found, out int count)
    {
        int* from = graph.From, to = graph.To, edges = found.Edges;
        ulong* rows = graph.Rows, bits = found.Bits, starts = found.Starts;
        var brief = graph.Short;
        nint n = 0;
        for (; e < last && n < Enough; e++)
        {
            Ahead.Fetch(rows + to[e + RowsAhead]);
            Ahead.Fetch(brief + (uint)rows[to[e + ContactsAhead]]);
            var (own, other) = (rows[from[e]], rows[to[e]]);
            if ((own | other) >> 32 > Block)
            {
                n = CompareLong(graph, e, found, n);
                continue;
            }

            var number = Compare(Own(brief + (uint)own), Other(brief + (uint)other));
            (edges[n], bits[n], starts[n]) = (e, number, (uint)own | (other << 32));
            n += number != 0 ? 1 : 0;
        }

        count = (int)n;
        return e;
    }

    // Block by block.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static nint CompareLong(Graph graph, int e, Found found, nint n)
    {
        var (own, other) = (graph.Rows[graph.From[e]], graph.Rows[graph.To[e]]);
        var (ownEnd, otherEnd) = ((uint)own + (own >> 32), (uint)other + (other >> 32));
        for (ulong o = (uint)own; o < ownEnd; o += Block)
        {
            var contacts = Own(graph.Short + o);
            for (ulong t = (uint)other; t < otherEnd; t += Block)
            {
                var number = Compare(contacts, Other(graph.Short + t));
                (found.Edges[n], found.Bits[n], found.Starts[n]) = (e, number, o | (t << 32));
                n += number != 0 ? 1 : 0;
            }
        }

        return n;
    }

    // Each of eight eight times.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<ushort> First, Vector512<ushort> Last) Own(ushort* eight)
    {
        var (contacts, place) = (Vector128.Load(eight).ToVector256Unsafe().ToVector512Unsafe(), Vector512<ushort>.Indices >>> 3);
        return (Avx512BW.PermuteVar32x16(contacts, place), Avx512BW.PermuteVar32x16(contacts, place + Vector512.Create((ushort)4)));
    }

    // Eight four times.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Other(ushort* eight) => Avx512F.BroadcastVector128ToVector512((uint*)eight).AsUInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Compare((Vector512<ushort> First, Vector512<ushort> Last) own, Vector512<ushort> other) =>
        Vector512.Equals(own.First, other).ExtractMostSignificantBits() | (Vector512.Equals(own.Last, other).ExtractMostSignificantBits() << 32);

    // The bits of the numbers, from one on until they are enough, one behind the other; the number it ends before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Place(Graph graph, int number, int count, Found found, out int hits)
    {
        var (lanes, n) = (Vector512<byte>.Indices, 0);
        var bit = Vector512.Create(0x8040201008040201UL).AsByte();
        var ofByte = Vector512.Create(0x0101010101010101UL) * (Vector512<ulong>.Indices); // eight times the place of each byte of a number
        for (; number < count && n < Enough; number++)
        {
            var (e, starts) = (found.Edges[number], found.Starts[number]);
            var (own, other) = (graph.Rows[graph.From[e]], graph.Rows[graph.To[e]]);
            var (ownLeft, otherLeft) = ((uint)own + (own >> 32) - (uint)starts, (uint)other + (other >> 32) - (starts >> 32));
            var column = Bmi2.X64.ZeroHighBits(0xff, Math.Min(otherLeft, Block)) * 0x0101010101010101UL;
            var bits = Bmi2.X64.ZeroHighBits(found.Bits[number] & column, Block * Math.Min(ownLeft, Block));
            var isSet = ~Vector512.Equals(Avx512BW.Shuffle(Vector512.Create(bits).AsByte(), ofByte.AsByte()) & bit, Vector512<byte>.Zero);
            Avx512Vbmi2.Compress(lanes, isSet, lanes).Store(found.Places + n);
            var end = n + BitOperations.PopCount(bits);
            do // once without asking: more than eight only where last bits are the same
            {
                Vector256.Create(number).Store(found.Numbers + n);
                n += Vector256<int>.Count;
            }
            while (n < end);

            n = end;
        }

        hits = n;
        return number;
    }

    // Each triangle of a and b adds to three places.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Add(Graph graph, int hits, Found found, long* worth, long* sums)
    {
        int* from = graph.From, to = graph.To;
        for (nint i = 0; i < hits; i++)
        {
            var number = found.Numbers[i];
            var (ab, starts, place) = (found.Edges[number], found.Starts[number], found.Places[i]);
            var (ac, bc) = ((uint)starts + ((uint)place >> 3), (uint)(starts >> 32) + ((uint)place & 7));
            var c = to[ac];
            if (to[bc] == c)
            {
                sums[ab] += worth[c];
                sums[ac] += worth[to[ab]];
                sums[bc] += worth[from[ab]];
            }
        }
    }

    private readonly struct Graph(int* from, int* to, ushort* brief, ulong* rows)
    {
        public readonly int* From = from;
        public readonly int* To = to;
        public readonly ushort* Short = brief;
        public readonly ulong* Rows = rows;
    }

    private readonly struct Found(int* edges, ulong* bits, ulong* starts, byte* places, int* numbers)
    {
        public readonly int* Edges = edges;
        public readonly ulong* Bits = bits;
        public readonly ulong* Starts = starts;
        public readonly byte* Places = places;
        public readonly int* Numbers = numbers;
    }
}
