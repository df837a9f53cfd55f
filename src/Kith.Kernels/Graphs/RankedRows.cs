using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>Writes the rows of a <see cref="Ranked"/> graph: several threads a piece each.</summary>
internal sealed unsafe class RankedRows
{
    // Ends of edges that are written in one piece.
    private const int Piece = 1 << 15;

    // Several at once are read and written beyond the last row, too.
    private const int Beyond = 64;

    private readonly Csr _simple;
    private readonly int[] _vertices;
    private readonly int[] _ranks;
    private readonly bool _hasHubs;
    private readonly int _few; // the ranks from here on have at most as many contacts as one vector takes

    private RankedRows(Csr simple, int[] vertices, bool hasHubs, Crew crew)
    {
        (_simple, _vertices, _hasHubs, _ranks) = (simple, vertices, hasHubs, ArrayPool<int>.Shared.Rent(simple.Count));
        Count = simple.IsUnit ? FirstWithFewerThan(2) : simple.Count;
        (Offsets, Targets, Degrees) = (LentOffsets(Count), ArrayPool<int>.Shared.Rent((simple.Targets.Length / 2) + Beyond), ArrayPool<int>.Shared.Rent(simple.Count));
        var none = FirstWithFewerThan(1);
        Degrees.AsSpan(Count..Math.Max(Count, none)).Fill(1);
        Degrees.AsSpan(Math.Max(Count, none)..simple.Count).Clear();
        if (hasHubs)
        {
            (Ends, ContactOffsets) = (ArrayPool<int>.Shared.Rent(Count), LentOffsets(Count));
            Contacts = ArrayPool<int>.Shared.Rent(simple.Targets.Length + Beyond);
            _few = Math.Max(FirstWithFewerThan(Vector256<int>.Count + 1), Hubs.Most);
        }
        else if (!simple.IsUnit)
        {
            Weights = new double[(simple.Targets.Length / 2) + 1]; // one more is written than there are
        }

        crew.Over(simple.Count, (first, last) =>
        {
            for (var r = first; r < last; r++)
            {
                _ranks[vertices[r]] = r;
            }
        });
    }

    /// <summary>The ranks below this have rows: where each edge weighs 1, those with more than one contact.</summary>
    public int Count { get; }

    public int[] Degrees { get; }

    public int[] Offsets { get; }

    public int[] Targets { get; }

    /// <summary>Beside the targets; empty when each is 1.</summary>
    public double[] Weights { get; } = [];

    /// <summary>With hubs: place in each row behind them.</summary>
    public int[] Ends { get; } = [];

    /// <summary>With hubs: start of the contacts of each rank, those of higher and of lower degree.</summary>
    public int[] ContactOffsets { get; } = [];

    /// <summary>With hubs: contacts that have rows, as others are not shared.</summary>
    public int[] Contacts { get; } = [];

    public static RankedRows Write(Csr simple, int[] vertices, bool hasHubs, Crew crew)
    {
        var rows = new RankedRows(simple, vertices, hasHubs, crew);
        if (crew.Threads == 1)
        {
            rows.Write(0, rows.Count, rows.Targets, rows.Contacts, rows.Weights);
        }
        else
        {
            rows.WriteInPieces(crew);
        }

        rows.Targets.AsSpan(rows.Offsets[rows.Count], Beyond).Clear(); // the first rank stands there, which may be looked up
        if (hasHubs)
        {
            rows.Contacts.AsSpan(rows.ContactOffsets[rows.Count], Beyond).Clear();
        }

        ArrayPool<int>.Shared.Return(rows._ranks);
        return rows;
    }

    private static int[] LentOffsets(int count)
    {
        var offsets = ArrayPool<int>.Shared.Rent(count + 1);
        offsets[0] = 0;
        return offsets;
    }

    // A piece is written to memory that stays in the cache, and copied to its place once those before it have told how much they hold.
    private void WriteInPieces(Crew crew)
    {
        var (bounds, most) = Bounds();
        var (rooms, known, edges, contacts, hasFailed) = (new Room?[crew.Threads], 0, 0, 0, false);
        crew.Run(bounds.Count - 1, (piece, member) =>
        {
            Room room;
            var (first, count) = (bounds[piece], bounds[piece + 1] - bounds[piece]);
            try
            {
                room = rooms[member] ??= new Room(most, _hasHubs, Weights.Length > 0);
                Write(first, first + count, room.Targets, room.Contacts, room.Weights);
            }
            catch
            {
                Volatile.Write(ref hasFailed, true); // nobody waits for this piece
                throw;
            }

            // Pieces are begun in their order, and writing one does not wait: whoever has those before is nearly done.
            var wait = default(SpinWait);
            while (Volatile.Read(ref known) < piece)
            {
                if (Volatile.Read(ref hasFailed))
                {
                    return;
                }

                wait.SpinOnce(sleep1Threshold: -1);
            }

            var (start, contactStart) = (edges, contacts);
            var (more, moreContacts) = (Offsets[first + count], _hasHubs ? ContactOffsets[first + count] : 0);
            (edges, contacts) = (start + more, contactStart + moreContacts);
            Volatile.Write(ref known, piece + 1);

            room.Targets.AsSpan(0, more).CopyTo(Targets.AsSpan(start));
            Add(Offsets.AsSpan(first + 1, count), start);
            if (Weights.Length > 0)
            {
                room.Weights.AsSpan(0, more).CopyTo(Weights.AsSpan(start));
            }

            if (_hasHubs)
            {
                Add(Ends.AsSpan(first, count), start);
                room.Contacts.AsSpan(0, moreContacts).CopyTo(Contacts.AsSpan(contactStart));
                Add(ContactOffsets.AsSpan(first + 1, count), contactStart);
            }
        });
        foreach (var room in rooms)
        {
            room?.Dispose();
        }
    }

    // Pieces of as many ends of edges, and how many one has at most.
    private (List<int> Bounds, int Most) Bounds()
    {
        var (bounds, own, most) = (new List<int> { 0 }, 0, 0);
        for (var r = 0; r < Count; r++)
        {
            own += _simple.Degree(_vertices[r]);
            if (own >= Piece || r == Count - 1)
            {
                bounds.Add(r + 1);
                (own, most) = (0, Math.Max(most, own));
            }
        }

        return (bounds, most);
    }

    private static void Add(Span<int> places, int start)
    {
        foreach (ref var place in places)
        {
            place += start;
        }
    }

    private void Write(int first, int last, int[] targets, int[] contacts, double[] weights)
    {
        fixed (int* to = targets, contact = contacts)
        fixed (double* weight = weights)
        {
            if (_hasHubs)
            {
                WriteHubsFirst(first, last, to, contact);
            }
            else
            {
                Write(first, last, to, _simple.IsUnit ? null : weight);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(int first, int last, int* to, double* weight)
    {
        var n = 0;
        fixed (int* rank = _ranks, from = _simple.Targets, starts = _simple.Offsets, vertices = _vertices, offsets = Offsets, degrees = Degrees)
        fixed (double* weigh = _simple.UnlessUnit())
        {
            for (var r = first; r < last; r++)
            {
                FetchAhead(r, last, from);
                var (e, end) = (starts[vertices[r]], starts[vertices[r] + 1]);
                degrees[r] = end - e;
                for (; e < end; e++)
                {
                    // No branch: it would be guessed wrong half the time.
                    var other = rank[from[e]];
                    to[n] = other;
                    if (weight != null)
                    {
                        weight[n] = weigh[e];
                    }

                    n += other < r ? 1 : 0;
                }

                offsets[r + 1] = n;
            }
        }
    }

    private void WriteHubsFirst(int first, int last, int* to, int* contact)
    {
        var few = Math.Clamp(_few, first, last);
        var (n, all) = WriteMany(first, few, to, contact);
        WriteFew(few, last, to, n, contact, all);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Edges, int Contacts) WriteMany(int first, int last, int* to, int* contact)
    {
        var (n, all, lanes, isKept) = (0, 0, Vector512<int>.Indices, Vector512.Create(Count));
        fixed (int* rank = _ranks, from = _simple.Targets, starts = _simple.Offsets, vertices = _vertices)
        fixed (int* rest = new int[first < last ? _simple.Degree(_vertices[first]) + 16 : 0])
        {
            for (var r = first; r < last; r++)
            {
                FetchAhead(r, last, from);
                var (e, end, others) = (starts[vertices[r]], starts[vertices[r] + 1], 0);
                var (hubs, below) = (Vector512.Create(Math.Min(r, Hubs.Most)), Vector512.Create((uint)(r - Math.Min(r, Hubs.Most))));
                Degrees[r] = end - e;
                for (; e < end; e += 16)
                {
                    var isRow = Vector512.LessThan(lanes, Vector512.Create(end - e));
                    var row = Avx512F.MaskLoad(from + e, isRow, Vector512<int>.Zero);
                    var known = Vector512.Create(Avx2.GatherVector256(rank, row.GetLower(), sizeof(int)), Avx2.GatherVector256(rank, row.GetUpper(), sizeof(int)));
                    known = Vector512.ConditionalSelect(isRow, known, Vector512.Create(int.MaxValue));
                    n += Keep(known, Vector512.LessThan(known, hubs), to + n);
                    if (r > Hubs.Most)
                    {
                        others += Keep(known, Vector512.LessThan((known - hubs).AsUInt32(), below).AsInt32(), rest + others);
                    }

                    all += Keep(known, Vector512.LessThan(known, isKept), contact + all);
                }

                Ends[r] = n;
                for (var i = 0; i == 0 || i < others; i += 16)
                {
                    Vector512.Load(rest + i).Store(to + n + i);
                }

                n += others;
                (Offsets[r + 1], ContactOffsets[r + 1]) = (n, all);
            }
        }

        return (n, all);
    }

    // A row fits into one vector, and no rank is a hub's.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteFew(int first, int last, int* to, int n, int* contact, int all)
    {
        var (lanes, hubs, isKept) = (Vector256<int>.Indices, Vector256.Create(Hubs.Most), Vector256.Create(Count));
        fixed (int* rank = _ranks, from = _simple.Targets, starts = _simple.Offsets, vertices = _vertices)
        fixed (int* offsets = Offsets, ends = Ends, contactOffsets = ContactOffsets, degrees = Degrees)
        {
            for (var r = first; r < last; r++)
            {
                FetchAhead(r, last, from);
                var start = starts[vertices[r]];
                degrees[r] = starts[vertices[r] + 1] - start;
                var isRow = Vector256.LessThan(lanes, Vector256.Create(degrees[r]));
                var known = Avx2.GatherVector256(rank, Avx2.MaskLoad(from + start, isRow), sizeof(int));
                known = Vector256.ConditionalSelect(isRow, known, Vector256.Create(int.MaxValue));
                ends[r] = n += Keep(known, Vector256.LessThan(known, hubs), to + n);
                offsets[r + 1] = n += Keep(known, Vector256.LessThan((known - hubs).AsUInt32(), Vector256.Create((uint)(r - Hubs.Most))).AsInt32(), to + n);
                contactOffsets[r + 1] = all += Keep(known, Vector256.LessThan(known, isKept), contact + all);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FetchAhead(int rank, int last, int* from)
    {
        var ahead = from + _simple.Offsets[_vertices[Math.Min(rank + 8, last - 1)]];
        Ahead.Fetch(ahead);
        Ahead.Fetch(ahead + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Keep(Vector512<int> values, Vector512<int> those, int* to)
    {
        Avx512F.Compress(values, those, values).Store(to);
        return BitOperations.PopCount(those.ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Keep(Vector256<int> values, Vector256<int> those, int* to)
    {
        Avx512F.VL.Compress(values, those, values).Store(to);
        return BitOperations.PopCount(those.ExtractMostSignificantBits());
    }

    private int FirstWithFewerThan(int contacts)
    {
        var (from, to) = (0, _simple.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = _simple.Degree(_vertices[middle]) >= contacts ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    private sealed class Room(int ends, bool hasHubs, bool isWeighted) : IDisposable
    {
        public int[] Targets { get; } = ArrayPool<int>.Shared.Rent(ends + Beyond);

        public int[] Contacts { get; } = ArrayPool<int>.Shared.Rent(hasHubs ? ends + Beyond : 0);

        public double[] Weights { get; } = ArrayPool<double>.Shared.Rent(isWeighted ? ends + 1 : 0);

        public void Dispose()
        {
            ArrayPool<int>.Shared.Return(Targets);
            ArrayPool<int>.Shared.Return(Contacts);
            ArrayPool<double>.Shared.Return(Weights);
        }
    }
}
