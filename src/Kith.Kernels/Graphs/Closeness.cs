using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>How near each vertex is to all others, in hops along edges out of it. Weights are ignored.</summary>
/// <param name="Harmonic">Mean of 1 / hops over the others; unreached ones count 0.</param>
/// <param name="Mean">1 / mean hops to those reached; NaN when none is.</param>
/// <remarks>
/// Harmonic: Marchiori and Latora, Physica A 285 (2000). 64 searches run in the bits of a word:
/// Then et al., "The more the merrier: efficient multi-source graph traversal", VLDB 8 (2014).
/// </remarks>
public sealed record Closeness(double[] Harmonic, double[] Mean)
{
    // Searches are added up in so many sums, and these at the end: the same to the bit with any number of threads.
    private const int Sums = 8;

    /// <summary>Measures every vertex.</summary>
    public static Closeness Of(Csr graph, Work? work = null)
    {
        work ??= Work.Alone;
        // Searches come in to the vertex that counts them, so edges are turned round.
        var (turned, batches, searches) = (graph.Reverse(work.Silent), (graph.Count + 63) / 64, new Searches[Sums]);
        var tally = new Tally(work, batches);
        using var crew = Crew.For(work, 10.0 * batches * graph.Targets.Length, Sums);
        crew.Run(Sums, part =>
        {
            var search = searches[part] = new Searches(turned);
            for (var batch = part; batch < batches; batch += Sums)
            {
                search.Run(64 * batch, Math.Min(64, graph.Count - (64 * batch)));
                tally.Add();
            }
        });

        return new Closeness(
            graph.PerVertex(v => searches.Sum(search => search.Inverse[v]) / Math.Max(1, graph.Count - 1)),
            graph.PerVertex(v => (double)searches.Sum(search => search.Reached[v]) / searches.Sum(search => search.Hops[v])));
    }

    private sealed class Searches(Csr graph)
    {
        private readonly ulong[] _seen = new ulong[graph.Count];
        private ulong[] _now = new ulong[graph.Count];
        private ulong[] _next = new ulong[graph.Count];

        public double[] Inverse { get; } = new double[graph.Count];

        public long[] Hops { get; } = new long[graph.Count];

        public long[] Reached { get; } = new long[graph.Count];

        public void Run(int first, int count)
        {
            Array.Clear(_seen);
            Array.Clear(_now);
            for (var i = 0; i < count; i++)
            {
                _seen[first + i] = _now[first + i] = 1UL << i;
            }

            for (var hop = 1; Spread(); hop++)
            {
                Settle(hop);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private bool Spread()
        {
            var (offsets, targets, now, next) = (graph.Offsets, graph.Targets, _now, _next);
            var any = false;
            for (var v = 0; v < now.Length; v++)
            {
                var bits = now[v];
                if (bits == 0)
                {
                    continue;
                }

                any = true;
                for (var e = offsets[v]; e < offsets[v + 1]; e++)
                {
                    next[targets[e]] |= bits;
                }
            }

            return any;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Settle(int hop)
        {
            for (var v = 0; v < _next.Length; v++)
            {
                var fresh = _next[v] & ~_seen[v];
                _next[v] = fresh;
                if (fresh != 0)
                {
                    _seen[v] |= fresh;
                    var count = BitOperations.PopCount(fresh);
                    Inverse[v] += (double)count / hop;
                    Hops[v] += (long)count * hop;
                    Reached[v] += count;
                }
            }

            (_now, _next) = (_next, _now);
            Array.Clear(_next);
        }
    }
}
