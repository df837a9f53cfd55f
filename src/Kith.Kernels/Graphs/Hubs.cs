using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// The 1,024 vertices of highest degree. With a bit for each of them in every row, what an edge shares is summed without looking for
/// triangles, if one of its ends is a hub, or as far as hubs are what it shares.
/// </summary>
/// <remarks>
/// Bits for what is dense, lists for the rest: Latapy, "Main-memory triangle computations for very large (sparse (power-law)) graphs",
/// Theoretical Computer Science 407 (2008). The kernel itself: <see cref="HubSums"/>.
/// </remarks>
internal sealed unsafe class Hubs : IDisposable
{
    /// <summary>As many as two registers have bits.</summary>
    public const int Most = 1024;

    /// <summary>They are told apart when at least one end in so many is a hub.</summary>
    private const int Rarest = 4;

    /// <summary>What the cache next to the processor holds at once of the rows of bits.</summary>
    private const int Near = 4096;

    private readonly int[] _offsets;
    private readonly int[] _targets;
    private readonly int[] _contactOffsets;
    private readonly int[] _contacts;
    private readonly int _shared;

    private Hubs(int[] offsets, int[] targets, int[] ends, int[] contactOffsets, int[] contacts, int shared)
    {
        (_offsets, _targets, Ends) = (offsets, targets, ends);
        (_contactOffsets, _contacts, _shared) = (contactOffsets, contacts, shared);
    }

    /// <summary>Place in each row behind the hubs, which come first.</summary>
    public int[] Ends { get; }

    /// <summary>Whether it pays to tell them apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Pay(Csr simple, int[] vertices)
    {
        var ends = 0L;
        for (var r = 0; r < Math.Min(Most, vertices.Length); r++)
        {
            ends += simple.Degree(vertices[r]);
        }

        return HubSums.IsSupported && ends > 0 && ends * Rarest >= simple.Targets.Length;
    }

    /// <summary>The graph renumbered, hubs first in each row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Ranked Rank(Csr simple, int[] vertices)
    {
        var (ranks, shared) = (new int[simple.Count], 0);
        for (var r = 0; r < vertices.Length; r++)
        {
            ranks[vertices[r]] = r;
            shared += simple.Degree(vertices[r]) > 1 ? 1 : 0; // who has one contact shares none
        }

        var (offsets, ends, targets) = (new int[simple.Count + 1], new int[simple.Count], Ranked.Room(simple));
        var (contactOffsets, contacts) = (new int[simple.Count + 1], ArrayPool<int>.Shared.Rent(simple.Targets.Length + 32));
        var (n, all, lanes) = (0, 0, Vector512<int>.Indices);
        fixed (int* rank = ranks, from = simple.Targets, to = targets, contact = contacts, rest = new int[simple.Degree(vertices[0]) + 16])
        {
            for (var r = 0; r < vertices.Length; r++)
            {
                var ahead = from + simple.Offsets[vertices[Math.Min(r + 8, vertices.Length - 1)]];
                Ahead.Fetch(ahead);
                Ahead.Fetch(ahead + 16);
                var (e, end, others) = (simple.Offsets[vertices[r]], simple.Offsets[vertices[r] + 1], 0);
                var (hubs, below, isShared) = (Vector512.Create(Math.Min(r, Most)), Vector512.Create((uint)(r - Math.Min(r, Most))), Vector512.Create(shared));
                for (; e < end; e += 16)
                {
                    var isRow = Vector512.LessThan(lanes, Vector512.Create(end - e));
                    var row = Avx512F.MaskLoad(from + e, isRow, Vector512<int>.Zero);
                    var known = Vector512.Create(Avx2.GatherVector256(rank, row.GetLower(), sizeof(int)), Avx2.GatherVector256(rank, row.GetUpper(), sizeof(int)));
                    known = Vector512.ConditionalSelect(isRow, known, Vector512.Create(int.MaxValue));
                    n += Keep(known, Vector512.LessThan(known, hubs), to + n);
                    others += Keep(known, Vector512.LessThan((known - hubs).AsUInt32(), below).AsInt32(), rest + others);
                    all += Keep(known, Vector512.LessThan(known, isShared), contact + all);
                }

                ends[r] = n;
                for (var i = 0; i < others; i += 16)
                {
                    Vector512.Load(rest + i).Store(to + n + i);
                }

                n += others;
                (offsets[r + 1], contactOffsets[r + 1]) = (n, all);
            }
        }

        targets.AsSpan(n, 16).Clear();
        return new Ranked(vertices, offsets, targets, []) { Hubs = new Hubs(offsets, targets, ends, contactOffsets, contacts, shared) };
    }

    /// <summary>Adds, beside each edge, what the contacts are worth that its ends share, if an end or the contact is a hub.</summary>
    /// <param name="worth">What each rank is worth.</param>
    /// <param name="sums">Beside the edges.</param>
    /// <param name="crew">Who does it.</param>
    /// <param name="work">May be cancelled.</param>
    public void Add(ReadOnlySpan<long> worth, Span<long> sums, Crew crew, Work work)
    {
        var parts = crew.Threads == 1 ? 1 : 16 * crew.Threads;
        var bounds = Split(parts);
        var bits = ArrayPool<long>.Shared.Rent((_shared * HubSums.Words) + 8);
        fixed (long* rented = bits, of = worth, to = sums)
        {
            var known = (long*)(((nint)rented + 63) & ~63);
            var (worths, beside) = ((nint)of, (nint)to);
            crew.Run(parts, part => Mark(bounds[part], bounds[part + 1], known));
            MarkAmongHubs(known);
            crew.Run(parts, part => Add(bounds[part], bounds[part + 1], new HubSums(known, (long*)worths), (long*)beside, work));
        }

        ArrayPool<long>.Shared.Return(bits);
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(_contacts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Keep(Vector512<int> values, Vector512<int> those, int* to)
    {
        Avx512F.Compress(values, those, values).Store(to);
        return BitOperations.PopCount(those.ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Mark(int first, int last, long* known)
    {
        fixed (int* offsets = _offsets, ends = Ends, targets = _targets)
        {
            for (var i = first; i < last; i++)
            {
                var row = known + ((long)i * HubSums.Words);
                Vector512<long>.Zero.Store(row);
                Vector512<long>.Zero.Store(row + 8);
                for (int* hub = targets + offsets[i], end = targets + ends[i]; hub < end; hub++)
                {
                    row[*hub >> 6] |= 1L << *hub;
                }
            }
        }
    }

    // The rows lead to higher degree only; among hubs both know each other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MarkAmongHubs(long* known)
    {
        fixed (int* targets = _targets)
        {
            for (var i = 0; i < Math.Min(Most, _shared); i++)
            {
                var word = known + (i >> 6);
                var bit = 1L << i;
                for (int* hub = targets + _offsets[i], end = targets + Ends[i]; hub < end; hub++)
                {
                    word[*hub * HubSums.Words] |= bit;
                }
            }
        }
    }

    private int[] Split(int parts)
    {
        var bounds = new int[parts + 1];
        bounds[parts] = _shared;
        if (parts == 1)
        {
            return bounds;
        }

        var steps = new long[_shared + 1];
        for (var i = 0; i < _shared; i++)
        {
            var (hubs, others) = (Ends[i] - _offsets[i], _offsets[i + 1] - Ends[i]);
            steps[i + 1] = steps[i] + 4 + (hubs == 0 ? 0 : (_contactOffsets[i + 1] - _contactOffsets[i] + others) * (4L + (hubs / 6)));
        }

        for (var p = 1; p < parts; p++)
        {
            var place = Array.BinarySearch(steps, steps[^1] / parts * p);
            bounds[p] = Math.Min(_shared, place < 0 ? ~place : place);
        }

        return bounds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(int first, int last, HubSums hubSums, long* sums, Work work)
    {
        fixed (int* offsets = _offsets, ends = Ends, targets = _targets, contactOffsets = _contactOffsets, contacts = _contacts)
        {
            for (var i = first; i < last; i++)
            {
                if ((i - first) % 64 == 0)
                {
                    work.Cancel.ThrowIfCancellationRequested();
                }

                if (_shared > Near && i + 1 < last)
                {
                    hubSums.Fetch(contacts + contactOffsets[i + 1], contacts + contactOffsets[i + 2]);
                }

                var (start, end) = (offsets[i], ends[i]);
                if (start < end)
                {
                    hubSums.OfHubs(contacts + contactOffsets[i], contacts + contactOffsets[i + 1], targets + start, end - start, sums + start);
                    if (end < offsets[i + 1])
                    {
                        hubSums.OfOthers(targets + start, end - start, targets + end, targets + offsets[i + 1], sums + end);
                    }
                }
            }
        }
    }
}
