// Selection by distribution (Knuth, The Art of Computer Programming, volume 3, 5.2.5), then a sort of what is left: a heap of a
// thousand costs more than the scores.
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

        int[] best = AtLeast(scores, places, Threshold(scores, places, count));
        float[] keys = new float[best.Length];
        for (int i = 0; i < best.Length; i++)
        {
            keys[i] = -scores[best[i]];
        }

        Array.Sort(keys, best);
        for (int start = 0, end; start < Math.Min(count, best.Length); start = end)
        {
            for (end = start + 1; end < best.Length && keys[end] == keys[start];)
            {
                end++;
            }

            Array.Sort(best, start, end - start, order);
        }

        return best.Length > count ? best[..count] : best;
    }

    // Floats above 0 are in the order of their bits. Finds bits that at least count places reach, and few more than that.
    private static int Threshold(ReadOnlySpan<float> scores, ReadOnlySpan<int> places, int count)
    {
        if (places.Length <= 2 * count)
        {
            return 1;
        }

        int prefix = 0, missing = count;
        for (int shift = 31 - Bits; shift > 0 && missing > 0; shift -= Bits)
        {
            int bucket = Bucket(scores, places, shift, prefix, ref missing);
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

    // The bucket in which the last of those missing lies, among the scores that begin with these bits; -1 if there are too few.
    private static int Bucket(ReadOnlySpan<float> scores, ReadOnlySpan<int> places, int shift, int prefix, ref int missing)
    {
        Span<int> buckets = stackalloc int[1 << Bits];
        buckets.Clear();
        foreach (int place in places)
        {
            int bits = BitConverter.SingleToInt32Bits(scores[place]);
            if (bits > 0 && bits >> (shift + Bits) == prefix)
            {
                buckets[bits >> shift & ((1 << Bits) - 1)]++;
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

    private static int[] AtLeast(ReadOnlySpan<float> scores, ReadOnlySpan<int> places, int threshold)
    {
        Growing<int> found = new();
        foreach (int place in places)
        {
            if (scores[place] > 0 && BitConverter.SingleToInt32Bits(scores[place]) >= threshold)
            {
                found.Add(place);
            }
        }

        return found.ToArray();
    }
}
