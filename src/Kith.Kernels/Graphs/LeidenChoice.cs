using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

/// <summary>Mass of a group, and what leads to it from the vertex being visited: as weight, or as two counts in the same place.</summary>
[StructLayout(LayoutKind.Explicit)]
internal struct LeidenTally
{
    [FieldOffset(0)]
    public double Mass;

    [FieldOffset(8)]
    public double Weight;

    [FieldOffset(8)]
    public int Even;

    [FieldOffset(12)]
    public int Odd;
}
