namespace Kith.Interactions.Answering;

/// <summary>Traits that hold, by number, and how much each does, 0 to 1; all others are 0.</summary>
internal sealed class TraitList(int most)
{
    private const int LongTime = 120;

    private static readonly float[] Logarithm = [.. Enumerable.Range(0, LongTime + 1).Select(x => MathF.Log(1 + x))];

    private readonly int[] which = new int[most + 1];
    private readonly float[] howMuch = new float[most + 1];
    private int next, count;

    public ReadOnlySpan<int> Which => which.AsSpan(0, count);

    public ReadOnlySpan<float> HowMuch => howMuch.AsSpan(0, count);

    public void Restart() => next = count = 0;

    public void Add(bool holds) => Add(holds ? 1f : 0);

    /// <summary>Adds ln(1 + <paramref name="value"/>) as a share of ln(1 + <paramref name="most"/>), which is at most 120.</summary>
    public void AddLog(long value, int most) => Add(Logarithm[Math.Clamp(value, 0, most)] / Logarithm[most]);

    public void Add(float value)
    {
        // Written in any case and kept if it holds: cheaper than a branch that nobody can predict.
        (which[count], howMuch[count]) = (next++, value);
        count += value != 0 ? 1 : 0;
    }
}
