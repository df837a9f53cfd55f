// Selection by distribution (Knuth, The Art of Computer Programming, volume 3, 5.2.5), then a sort of what is left: a heap of a
// thousand costs more than the scores.
using System.Buffers;

namespace Kith.Kernels.Text;

/// <summary>Picks the best of many without sorting them all.</summary>
public static class TopK
{
    private const int Bits = 12;

    /// <summary>
    /// The places of the <paramref name="count"/> largest scores above 0, best first; of equals the lower place comes first.
    /// </summary>
    public static int[] Of(ReadOnlySpan<float> scores, int count)
    {
        int[] places = new int[scores.Length];
        for (int place = 0; place < places.Length; place++)
        {
            places[place] = place;
        }

        return Of(scores, places, count, Comparer<int>.Default);
    }

    /// <summary>
    /// Of the places given, those of the <paramref name="count"/> largest scores above 0, best first; of equals that which
    /// <paramref name="order"/> puts first.
    /// </summary>
    public static int[] Of(ReadOnlySpan<float> scores, ReadOnlySpan<int> places, int count, IComparer<int> order)
    {
        if (count <= 0)
        {
            return [];
        }

        // Floats above 0 are in the order of their bits. Read once: places lie far apart.
        int[] bits = ArrayPool<int>.Shared.Rent(places.Length);
        for (int i = 0; i < places.Length; i++)
        {
            bits[i] = scores[places[i]] > 0 ? BitConverter.SingleToInt32Bits(scores[places[i]]) : 0;
        }

        int[] best = AtLeast(bits, places, Threshold(bits.AsSpan(0, places.Length), count));
        ArrayPool<int>.Shared.Return(bits);
        float[] keys = new float[best.Length];
        for (int i = 0; i < best.Length; i++)
        {
            keys[i] = -scores[best[i]];
        }

        Sort(keys, best, count, order);
        return best.Length > count ? best[..count] : best;
    }

    /// <summary>Sorts places by rising keys; among the first <paramref name="count"/>, equals as <paramref name="order"/> puts them.</summary>
    internal static void Sort(float[] keys, int[] places, int count, IComparer<int> order)
    {
        Array.Sort(keys, places);
        for (int start = 0, end; start < Math.Min(count, places.Length); start = end)
        {
            for (end = start + 1; end < places.Length && keys[end] == keys[start];)
            {
                end++;
            }

            if (end > start + 1)
            {
                Array.Sort(places, start, end - start, order);
            }
        }
    }

    /// <summary>Bits of a value that at least <paramref name="count"/> of those above 0 reach, and few more than that.</summary>
    internal static int Threshold(ReadOnlySpan<int> bits, int count)
    {
        if (bits.Length <= 2 * count)
        {
            return 1;
        }

        int prefix = 0, missing = count;
        for (int shift = 31 - Bits; shift > 0 && missing > 0; shift -= Bits)
        {
            int bucket = Bucket(bits, shift, prefix, ref missing);
            if (bucket < 0)
            {
                return 1;
            }

            prefix = prefix << Bits | bucket;
            if (shift < Bits)
            {
                return Math.Max(1, prefix << shift);
            }
        }

        return 1;
    }

    // The bucket in which the last of those missing lies, among the values that begin with these bits; -1 if there are too few.
    private static int Bucket(ReadOnlySpan<int> bits, int shift, int prefix, ref int missing)
    {
        Span<int> buckets = stackalloc int[1 << Bits];
        buckets.Clear();
        foreach (int value in bits)
        {
            if (value > 0 && value >> (shift + Bits) == prefix)
            {
                buckets[value >> shift & ((1 << Bits) - 1)]++;
            }
        }

        for (int bucket = buckets.Length - 1; bucket >= 0; bucket--)
        {
            if (buckets[bucket] >= missing)
            {
                return bucket;
            }

            missing -= buckets[bucket];
        }

        return -1;
    }

    private static int[] AtLeast(ReadOnlySpan<int> bits, ReadOnlySpan<int> places, int threshold)
    {
        Growing<int> found = new();
        for (int i = 0; i < places.Length; i++)
        {
            if (bits[i] >= threshold)
            {
                found.Add(places[i]);
            }
        }

        return found.ToArray();
    }
}
