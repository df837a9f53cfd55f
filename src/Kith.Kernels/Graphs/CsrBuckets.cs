using System.Numerics;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Neighbouring rows put together until they hold about as many edges as the cache does: each bucket can be sorted by itself.
/// Rows are counted in slots, because counting each would ask for more memory than there is close at hand.
/// </summary>
internal sealed class CsrBuckets
{
    private const int MostSlotBits = 12;
    private const int Edges = 1 << 15; // as keys, twice: a quarter of a mebibyte

    private readonly List<int> _firsts = [];

    public CsrBuckets(int count)
    {
        Bits = BitOperations.Log2((uint)Math.Max(1, count - 1)) + 1;
        // A row within its bucket and a target are one number of 32 bits.
        Shift = Math.Min(Math.Max(0, Bits - MostSlotBits), 32 - Bits);
    }

    /// <summary>Bits of the number of a vertex.</summary>
    public int Bits { get; }

    /// <summary>A vertex is in slot vertex >> shift.</summary>
    public int Shift { get; }

    /// <summary>Bucket of each slot.</summary>
    public int[] Of { get; private set; } = [];

    public int Count => _firsts.Count - 1;

    public int Slots(int count) => (count >> Shift) + 1;

    /// <summary>First row of a bucket; that after the last is the number of rows.</summary>
    public int First(int bucket) => _firsts[bucket];

    /// <summary>Bits of the largest key in a bucket.</summary>
    public int KeyBits(int bucket) => Bits + BitOperations.Log2((uint)Math.Max(1, First(bucket + 1) - First(bucket) - 1)) + 1;

    /// <summary>Divides the rows by the number of edges in each slot.</summary>
    public void Divide(int count, ReadOnlySpan<int> edges)
    {
        Of = new int[edges.Length];
        var (most, sum, first) = (1L << (32 - Bits), 0L, 0);
        _firsts.Add(0);
        for (var slot = 0; slot < edges.Length; slot++)
        {
            var start = (long)slot << Shift;
            var width = start + (1L << Shift) - ((long)first << Shift);
            if (slot > first && (sum + edges[slot] > Edges || width > most))
            {
                _firsts.Add((int)Math.Min(start, count));
                (sum, first) = (0, slot);
            }

            Of[slot] = _firsts.Count - 1;
            sum += edges[slot];
        }

        _firsts.Add(count);
    }
}
