using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>The best group so far for a vertex that is visited, and what it and the next best gain.</summary>
internal struct LeidenChoice
{
    public int Best;
    public double Most;
    public double Next;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Compare(int group, double gain)
    {
        Best ^= (Best ^ group) & -(gain > Most ? 1 : 0);
        Next = double.MaxNative(Next, double.MinNative(gain, Most));
        Most = double.MaxNative(gain, Most);
    }
}
