using System.Numerics;

namespace Kith.Kernels.Graphs;

/// <summary>xoshiro256**: the same numbers from the same seed on every machine and version.</summary>
/// <remarks>Blackman and Vigna, ACM Transactions on Mathematical Software 47 (2021).</remarks>
internal struct Xoshiro
{
    private ulong _a, _b, _c, _d;

    public Xoshiro(ulong seed)
    {
        _a = Mix(ref seed);
        _b = Mix(ref seed);
        _c = Mix(ref seed);
        _d = Mix(ref seed);
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>0 .. bound − 1; the bias, under bound / 2³², does not matter here.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>0 ≤ x &lt; 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>
    /// 0 .. length − 1 in an order that differs from seed to seed, though in large graphs neighbours in memory come soon after each other,
    /// but not one by one: a sequence that the graph follows would have groups grow along it.
    /// </summary>
    public void Order(Span<int> order)
    {
        var together = order.Length < 4096 ? 1 : 32;
        var blocks = order.Length / together;
        for (var i = 0; i < blocks; i++)
        {
            order[i] = i;
        }

        Shuffle(order[..blocks]);
        for (var i = blocks - 1; i >= 0 && together > 1; i--)
        {
            var first = order[i] * together;
            var block = order.Slice(i * together, together);
            for (var j = 0; j < together; j++)
            {
                block[j] = first + j;
            }

            Shuffle(block);
        }

        for (var v = blocks * together; v < order.Length; v++)
        {
            order[v] = v;
        }
    }

    // SplitMix64 spreads a small seed over the whole state.
    private static ulong Mix(ref ulong seed)
    {
        var z = seed += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
