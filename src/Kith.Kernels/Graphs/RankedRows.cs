using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>Writes the rows of a <see cref="Ranked"/> graph: several threads a piece each, from its own beginning; then they are joined.</summary>
internal sealed unsafe class RankedRows
{
    private readonly Csr _simple;
    private readonly int[] _vertices;
    private readonly int[] _ranks;
    private readonly bool _hasHubs;

    private RankedRows(Csr simple, int[] vertices, bool hasHubs, Crew crew)
    {
        (_simple, _vertices, _hasHubs, _ranks) = (simple, vertices, hasHubs, ArrayPool<int>.Shared.Rent(simple.Count));
        (Offsets, Targets) = (new int[simple.Count + 1], Ranked.Room(simple));
        if (hasHubs)
        {
            (Ends, ContactOffsets) = (new int[simple.Count], new int[simple.Count + 1]);
            Contacts = ArrayPool<int>.Shared.Rent(simple.Targets.Length + 32);
            Shared = FirstWithOneContact();
        }
        else if (!simple.IsUnit)
        {
            Weights = new double[(simple.Targets.Length / 2) + 1]; // one more is written than there are
        }

        crew.Over(vertices.Length, (first, last) =>
        {
            for (var r = first; r < last; r++)
            {
                _ranks[vertices[r]] = r;
            }
        });
    }

    public int[] Offsets { get; }

    public int[] Targets { get; }

    /// <summary>Beside the targets; empty when each is 1.</summary>
    public double[] Weights { get; } = [];

    /// <summary>With hubs: place in each row behind them.</summary>
    public int[] Ends { get; } = [];

    /// <summary>With hubs: start of the contacts of each rank, those of higher and of lower degree.</summary>
    public int[] ContactOffsets { get; } = [];

    /// <summary>With hubs: contacts that may be shared.</summary>
    public int[] Contacts { get; } = [];

    /// <summary>With hubs: the ranks below have more than one contact; who has one contact shares none.</summary>
    public int Shared { get; }

    public static RankedRows Write(Csr simple, int[] vertices, bool hasHubs, Crew crew)
    {
        var rows = new RankedRows(simple, vertices, hasHubs, crew);
        if (crew.Threads == 1)
        {
            rows.Write(0, vertices.Length, rows.Targets, rows.Contacts, rows.Weights);
        }
        else
        {
            rows.WriteInPieces(crew);
        }

        ArrayPool<int>.Shared.Return(rows._ranks);
        return rows;
    }

    private void WriteInPieces(Crew crew)
    {
        var (bounds, ends) = Bounds(Crew.Pieces * crew.Threads);
        var (targets, contacts, weights) = (new int[bounds.Length - 1][], new int[bounds.Length - 1][], new double[bounds.Length - 1][]);
        crew.Run(targets.Length, piece =>
        {
            targets[piece] = ArrayPool<int>.Shared.Rent(ends[piece] + 32);
            contacts[piece] = ArrayPool<int>.Shared.Rent(_hasHubs ? ends[piece] + 32 : 0);
            weights[piece] = ArrayPool<double>.Shared.Rent(Weights.Length > 0 ? ends[piece] + 1 : 0);
            Write(bounds[piece], bounds[piece + 1], targets[piece], contacts[piece], weights[piece]);
        });
        var (edges, all) = (Starts(Offsets, bounds), Starts(ContactOffsets, bounds));
        crew.Run(targets.Length, piece =>
        {
            var (first, count, start) = (bounds[piece], bounds[piece + 1] - bounds[piece], edges[piece]);
            Join(Offsets.AsSpan(first + 1, count), start, targets[piece], Targets);
            if (_hasHubs)
            {
                Add(Ends.AsSpan(first, count), start);
                Join(ContactOffsets.AsSpan(first + 1, count), all[piece], contacts[piece], Contacts);
            }

            weights[piece].AsSpan(0, Weights.Length > 0 ? edges[piece + 1] - start : 0).CopyTo(Weights.AsSpan(Math.Min(start, Weights.Length)));
            ArrayPool<int>.Shared.Return(targets[piece]);
            ArrayPool<int>.Shared.Return(contacts[piece]);
            ArrayPool<double>.Shared.Return(weights[piece]);
        });
    }

    // Pieces of as many ends of edges, and how many each has.
    private (int[] Bounds, int[] Ends) Bounds(int pieces)
    {
        var (bounds, ends, piece, all, own) = (new int[pieces + 1], new int[pieces], 0, 0L, 0);
        for (var r = 0; r < _vertices.Length; r++)
        {
            own += _simple.Degree(_vertices[r]);
            if (piece < pieces - 1 && (all + own) * pieces >= (piece + 1L) * _simple.Targets.Length)
            {
                (ends[piece++], bounds[piece], all, own) = (own, r + 1, all + own, 0);
            }
        }

        ends[piece] = own;
        Array.Fill(bounds, _vertices.Length, piece + 1, pieces - piece);
        return (bounds, ends);
    }

    // Where each piece begins in the whole: as yet, the end of its last row says how much it holds.
    private static int[] Starts(int[] offsets, int[] bounds)
    {
        var starts = new int[bounds.Length];
        for (var piece = 0; offsets.Length > 0 && piece + 1 < bounds.Length; piece++)
        {
            starts[piece + 1] = starts[piece] + (bounds[piece] < bounds[piece + 1] ? offsets[bounds[piece + 1]] : 0);
        }

        return starts;
    }

    private static void Join(Span<int> rowEnds, int start, int[] piece, int[] whole)
    {
        if (rowEnds.Length > 0)
        {
            piece.AsSpan(0, rowEnds[^1]).CopyTo(whole.AsSpan(start));
            Add(rowEnds, start);
        }
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
        fixed (int* rank = _ranks, from = _simple.Targets, starts = _simple.Offsets, vertices = _vertices, offsets = Offsets)
        fixed (double* weigh = _simple.UnlessUnit())
        {
            for (var r = first; r < last; r++)
            {
                FetchAhead(r, last, from);
                var (e, end) = (starts[vertices[r]], starts[vertices[r] + 1]);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteHubsFirst(int first, int last, int* to, int* contact)
    {
        var (n, all, lanes, isShared) = (0, 0, Vector512<int>.Indices, Vector512.Create(Shared));
        fixed (int* rank = _ranks, from = _simple.Targets, rest = new int[_simple.Degree(_vertices[first < last ? first : 0]) + 16])
        {
            for (var r = first; r < last; r++)
            {
                FetchAhead(r, last, from);
                var (e, end, others) = (_simple.Offsets[_vertices[r]], _simple.Offsets[_vertices[r] + 1], 0);
                var (hubs, below) = (Vector512.Create(Math.Min(r, Hubs.Most)), Vector512.Create((uint)(r - Math.Min(r, Hubs.Most))));
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

                    all += Keep(known, Vector512.LessThan(known, isShared), contact + all);
                }

                Ends[r] = n;
                for (var i = 0; i < others; i += 16)
                {
                    Vector512.Load(rest + i).Store(to + n + i);
                }

                n += others;
                (Offsets[r + 1], ContactOffsets[r + 1]) = (n, all);
            }
        }

        Vector512<int>.Zero.Store(to + n);
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

    private int FirstWithOneContact()
    {
        var (from, to) = (0, _vertices.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = _simple.Degree(_vertices[middle]) > 1 ? (middle + 1, to) : (from, middle);
        }

        return from;
    }
}
