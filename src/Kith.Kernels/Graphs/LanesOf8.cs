using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kith.Kernels.Graphs;

/// <summary>Eight numbers for each vertex, each eight in a line of the cache of their own; 0 to begin with.</summary>
internal readonly unsafe struct LanesOf8
{
    private const int Lanes = 8;
    private const int Line = Lanes * sizeof(double);

    private readonly double[] _room; // does not move
    private readonly double* _first;
    private readonly int _count;

    public LanesOf8(int count)
    {
        _room = GC.AllocateArray<double>((count + 1) * Lanes, pinned: true);
        _first = (double*)(((nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_room)) + Line - 1) & ~(nuint)(Line - 1));
        _count = count;
    }

    /// <summary>The eight of a vertex.</summary>
    public Span<double> Of(int v) => new(_first + ((long)v * Lanes), Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Read(int v) => Vector512.LoadAligned(_first + ((long)v * Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int v, Vector512<double> values) => values.StoreAligned(_first + ((long)v * Lanes));

    public void Clear() => new Span<double>(_first, _count * Lanes).Clear();
}
