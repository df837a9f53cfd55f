namespace Kith.Kernels.Graphs;

/// <summary>The core number of each vertex: the largest k such that it belongs to a part where everybody has k neighbours inside.</summary>
/// <remarks>
/// Kabir and Madduri, "Parallel k-core decomposition on multicore platforms" (2017): level by level, whoever has no more than k
/// neighbours left goes, and those who thereby fall to k go in the same level; no order of all vertices has to be kept. Two threads
/// share the vertices by number, and each reads of a row what leads to its own: neither waits for the other's places in memory.
/// </remarks>
public static class KCore
{
    // Fewer edges are peeled sooner than a second thread is told to.
    private const int Large = 500_000;

    /// <summary>Core numbers. Direction, weights and loops are ignored.</summary>
    /// <param name="graph">Directed or not.</param>
    /// <param name="work">Threads, of which two are used, cancellation and progress.</param>
    public static int[] Of(Csr graph, Work? work = null)
    {
        work ??= Work.Alone;
        var simple = graph.ToSimple(work.Silent);
        using var crew = new Crew(simple.Targets.Length < Large ? 1 : Math.Min(2, work.Threads));
        var left = GC.AllocateUninitializedArray<int>(graph.Count + KCorePart.Lanes);
        var parts = Parts(simple, left, crew);
        var (level, gone) = (0, 0);
        Action<int> find = part => parts[part].Find(level), peel = part => parts[part].Peel(parts, level);
        while (gone < graph.Count)
        {
            work.Done((double)gone / graph.Count);
            crew.Run(parts.Length, find);
            var least = parts[0].Least;
            for (var read = true; read;)
            {
                (gone, read) = (0, false);
                foreach (var part in parts)
                {
                    part.Publish();
                    (gone, least) = (gone + part.Gone, Math.Min(least, part.Least));
                }

                foreach (var part in parts)
                {
                    read |= part.HasUnread(parts);
                }

                if (read)
                {
                    crew.Run(parts.Length, peel);
                    least = level + 1;
                }
            }

            level = least;
        }

        work.Done(1);
        return left[..graph.Count];
    }

    private static KCorePart[] Parts(Csr simple, int[] left, Crew crew)
    {
        var (starts, ends) = (new ArraySegment<int>(simple.Offsets, 0, simple.Count), new ArraySegment<int>(simple.Offsets, 1, simple.Count));
        if (crew.Threads == 1)
        {
            return [new KCorePart(0, simple, left, starts, ends, 0, simple.Count)];
        }

        // As many edges lead to the vertices before the middle as to those after it.
        var place = Array.BinarySearch(simple.Offsets, simple.Targets.Length / 2);
        var middle = Math.Min(simple.Count, (place < 0 ? ~place : place) / KCorePart.Lanes * KCorePart.Lanes);
        var splits = new int[simple.Count];
        const int Pieces = 32;
        crew.Run(Pieces, piece =>
        {
            var last = (int)((long)splits.Length * (piece + 1) / Pieces);
            for (var v = (int)((long)splits.Length * piece / Pieces); v < last; v++)
            {
                var at = simple.Row(v).BinarySearch(middle);
                splits[v] = simple.Offsets[v] + (at < 0 ? ~at : at);
            }
        });
        return [new KCorePart(0, simple, left, starts, splits, 0, middle), new KCorePart(1, simple, left, splits, ends, middle, simple.Count)];
    }
}
