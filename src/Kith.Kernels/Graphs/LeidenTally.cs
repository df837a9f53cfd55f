using System.Runtime.InteropServices;

namespace Kith.Kernels.Graphs;

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
