using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Numbers, and values beside them unless the pointer is null.</summary>
internal readonly unsafe struct Keyed(uint* keys, double* values)
{
    public readonly uint* Keys = keys;
    public readonly double* Values = values;

    public void CopyTo(Keyed other, int count)
    {
        new Span<uint>(Keys, count).CopyTo(new Span<uint>(other.Keys, count));
        new Span<double>(Values, Values == null ? 0 : count).CopyTo(new Span<double>(other.Values, Values == null ? 0 : count));
    }
}

/// <summary>Sorts numbers digit by digit, the least first; equal ones keep their order.</summary>
/// <remarks>Knuth, "The Art of Computer Programming" 3, 5.2.5. Fast while both buffers fit the cache.</remarks>
internal static unsafe class RadixSort
{
    private const int WidestDigit = 11;

    /// <summary>Sorts numbers below 2^bits in place; <paramref name="spare"/> is as large.</summary>
    public static void Sort(Keyed numbers, Keyed spare, int count, int bits)
    {
        // Few numbers should not pay for many places.
        var digit = Math.Min(WidestDigit, BitOperations.Log2((uint)count | 7) + 2);
        var passes = (bits + digit - 1) / digit;
        digit = (bits + passes - 1) / Math.Max(1, passes);
        var places = stackalloc int[1 << digit];
        var (from, to) = (numbers, spare);
        for (var shift = 0; shift < bits; shift += digit)
        {
            if (Starts(from.Keys, count, shift, (1U << digit) - 1, places))
            {
                Deal(from, to, count, shift, (1U << digit) - 1, places);
                (from, to) = (to, from);
            }
        }

        if (from.Keys != numbers.Keys)
        {
            from.CopyTo(numbers, count);
        }
    }

    /// <summary>The same for arrays: numbers, and values beside them.</summary>
    public static void Sort(uint[] numbers, double[] values, uint[] spareNumbers, double[] spareValues, int count, int bits)
    {
        fixed (uint* keys = numbers, spareKeys = spareNumbers)
        fixed (double* beside = values, spareBeside = spareValues)
        {
            Sort(new Keyed(keys, beside), new Keyed(spareKeys, spareBeside), count, bits);
        }
    }

    // Where the numbers of each digit start; false when all have the same.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Starts(uint* keys, int count, int shift, uint mask, int* places)
    {
        Unsafe.InitBlock(places, 0, sizeof(int) * (mask + 1));
        for (var i = 0; i < count; i++)
        {
            places[(keys[i] >> shift) & mask]++;
        }

        if (count < 2 || places[(keys[0] >> shift) & mask] == count)
        {
            return false;
        }

        var start = 0;
        for (var digit = 0U; digit <= mask; digit++)
        {
            var many = places[digit];
            places[digit] = start;
            start += many;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Deal(Keyed from, Keyed to, int count, int shift, uint mask, int* places)
    {
        for (var i = 0; i < count && from.Values == null; i++)
        {
            var key = from.Keys[i];
            to.Keys[places[(key >> shift) & mask]++] = key;
        }

        for (var i = 0; i < count && from.Values != null; i++)
        {
            var place = places[(from.Keys[i] >> shift) & mask]++;
            (to.Keys[place], to.Values[place]) = (from.Keys[i], from.Values[i]);
        }
    }
}
