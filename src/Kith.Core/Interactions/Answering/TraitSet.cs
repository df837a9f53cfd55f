using System.Diagnostics;

namespace Kith.Interactions.Answering;

/// <summary>Traits of one thing: up to 64 that hold or not, and some that hold to a degree, 0 to 1.</summary>
internal sealed class TraitSet(int degrees)
{
    private const int LongTime = 120;

    private static readonly float[] Logarithm = [.. Enumerable.Range(0, LongTime + 1).Select(x => MathF.Log(1 + x))];

    /// <summary>A bit for each trait that holds.</summary>
    public ulong Holding;

    /// <summary>The others, in order.</summary>
    public readonly float[] Degrees = new float[degrees];

    /// <summary>ln(1 + <paramref name="value"/>) as a share of ln(1 + <paramref name="most"/>), which is at most 120.</summary>
    public static float Log(long value, int most) => Logarithm[Math.Clamp(value, 0, most)] / Logarithm[most];
}

/// <summary>Collects traits that hold or not; as a local, it stays in registers.</summary>
internal struct TraitBits
{
    private ulong holding;
    private int count;

    public void Add(bool holds) => holding |= (holds ? 1UL : 0UL) << count++;

    public void Add(ulong others, int traits)
    {
        holding |= others << count;
        count += traits;
    }

    /// <summary>All of them, which must be as many as the weights expect.</summary>
    public readonly ulong All(int traits)
    {
        Debug.Assert(count == traits, $"{count} traits instead of {traits}");
        return holding;
    }
}
