using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>Asks for memory before it is needed, where the processor can.</summary>
internal static unsafe class Ahead
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(void* place)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(place);
        }
    }
}
