using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Choices of which the compiler would make branches, in places where the processor would guess them wrong too often.</summary>
internal static class Branchless
{
    /// <summary>One of the two, both of which are computed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Either(bool condition, double then, double otherwise)
    {
        var mask = -(condition ? 1L : 0L);
        return BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(then) & mask) | (BitConverter.DoubleToInt64Bits(otherwise) & ~mask));
    }

    /// <summary>The number, or less than nothing by as much.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Signed(float number, bool isLess) =>
        BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(number) ^ ((isLess ? 1 : 0) << 31));

    /// <summary>1 when a sum of what is not negative is still 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IsNothing(double sum) => BitConverter.DoubleToInt64Bits(sum) == 0 ? 1 : 0;

    /// <summary>The same in single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IsNothing(float sum) => BitConverter.SingleToInt32Bits(sum) == 0 ? 1 : 0;
}
