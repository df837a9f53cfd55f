using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kith.Kernels.Graphs;

/// <summary>
/// The 1,024 vertices of highest degree. With a bit for each of them in every row, what an edge shares is summed without looking for
/// triangles, if one of its ends is a hub, or as far as hubs are what it shares.
/// </summary>
/// <remarks>
/// Bits for what is dense, lists for the rest: Latapy, "Main-memory triangle computations for very large (sparse (power-law)) graphs",
/// Theoretical Computer Science 407 (2008). The kernel itself: <see cref="HubSums"/>.
/// </remarks>
internal sealed unsafe class Hubs(RankedRows rows) : IDisposable
{
    /// <summary>As many as two registers have bits.</summary>
    public const int Most = 1024;

    /// <summary>They are told apart when at least one end in so many is a hub.</summary>
    private const int Rarest = 4;

    // With so many contacts each, rows are long, and fewer hubs are enough: they lead mostly to where nothing is at hand.
    private const int Long = 16;
    private const int RarestWhenLong = 6;

    /// <summary>What the cache next to the processor holds at once of the rows of bits.</summary>
    private const int Near = 4096;

    /// <summary>Place in each row behind the hubs, which come first.</summary>
    public int[] Ends => rows.Ends;

    /// <summary>Whether it pays to tell them apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Pay(Csr simple, int[] vertices)
    {
        var ends = 0L;
        for (var r = 0; r < Math.Min(Most, simple.Count); r++)
        {
            ends += simple.Degree(vertices[r]);
        }

        var rarest = simple.Targets.Length >= (long)Long * simple.Count ? RarestWhenLong : Rarest;
        return HubSums.IsSupported && ends > 0 && ends * rarest >= simple.Targets.Length;
    }

    /// <summary>Writes, beside each edge, what the contacts are worth that its ends share, if an end or the contact is a hub.</summary>
    /// <param name="worth">What each rank is worth.</param>
    /// <param name="sums">Beside the edges.</param>
    /// <param name="crew">Who does it.</param>
    /// <param name="work">May be cancelled.</param>
    public void Sum(ReadOnlySpan<long> worth, Span<long> sums, Crew crew, Work work)
    {
        var parts = crew.Threads == 1 ? 1 : Crew.Pieces * crew.Threads;
        var bounds = Split(parts);
        var bits = ArrayPool<long>.Shared.Rent((rows.Count * HubSums.Words) + 8);
        fixed (long* rented = bits, of = worth, to = sums)
        {
            var known = (long*)(((nint)rented + 63) & ~63);
            var (worths, beside) = ((nint)of, (nint)to);
            crew.Run(parts, part => Mark(bounds[part], bounds[part + 1], known));
            MarkAmongHubs(known);
            crew.Run(parts, part => Sum(bounds[part], bounds[part + 1], new HubSums(known, (long*)worths), (long*)beside, work));
        }
        ArrayPool<long>.Shared.Return(bits);
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(rows.Ends);
        ArrayPool<int>.Shared.Return(rows.ContactOffsets);
        ArrayPool<int>.Shared.Return(rows.Contacts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Mark(int first, int last, long* known)
    {
        fixed (int* offsets = rows.Offsets, ends = Ends, targets = rows.Targets)
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
        fixed (int* targets = rows.Targets)
        {
            for (var i = 0; i < Math.Min(Most, rows.Count); i++)
            {
                var word = known + (i >> 6);
                var bit = 1L << i;
                for (int* hub = targets + rows.Offsets[i], end = targets + Ends[i]; hub < end; hub++)
                {
                    word[*hub * HubSums.Words] |= bit;
                }
            }
        }
    }

    private int[] Split(int parts)
    {
        var bounds = new int[parts + 1];
        bounds[parts] = rows.Count;
        if (parts == 1)
        {
            return bounds;
        }

        var steps = new long[rows.Count + 1];
        for (var i = 0; i < rows.Count; i++)
        {
            var (hubs, others) = (Ends[i] - rows.Offsets[i], rows.Offsets[i + 1] - Ends[i]);
            steps[i + 1] = steps[i] + 4 + (hubs == 0 ? 0 : (rows.ContactOffsets[i + 1] - rows.ContactOffsets[i] + others) * (4L + (hubs / 6)));
        }

        for (var p = 1; p < parts; p++)
        {
            var place = Array.BinarySearch(steps, steps[^1] / parts * p);
            bounds[p] = Math.Min(rows.Count, place < 0 ? ~place : place);
        }

        return bounds;
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(int first, int last, HubSums hubSums, long* sums, Work work)
    {
        var room = stackalloc long[Most];
        fixed (int* offsets = rows.Offsets, ends = Ends, targets = rows.Targets, contactOffsets = rows.ContactOffsets, contacts = rows.Contacts)
        {
            for (var i = first; i < last; i++)
            {
                if ((i - first) % 64 == 0)
                {
                    work.Cancel.ThrowIfCancellationRequested();
                }

                if (rows.Count > Near && i + 1 < last)
                {
                    hubSums.Fetch(contacts + contactOffsets[i + 1], contacts + contactOffsets[i + 2]);
                }

                var (start, end, others) = (offsets[i], ends[i], offsets[i + 1]);
                hubSums.OfHubs(contacts + contactOffsets[i], contacts + contactOffsets[i + 1], targets + start, end - start, sums + start);
                if (start == end)
                {
                    new Span<long>(sums + end, others - end).Clear();
                }
                else if (end < others)
                {
                    hubSums.OfOthers(targets + start, end - start, targets + end, targets + others, room, sums + end);
                }
            }
        }
    }
}
