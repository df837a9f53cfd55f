// Bounded heap selection (Knuth, The Art of Computer Programming, volume 3, 5.2.3): the root is the worst that is kept.
namespace Kith.Kernels.Text;

/// <summary>Picks the best of many without sorting them all.</summary>
public static class TopK
{
    /// <summary>
    /// The places of the <paramref name="count"/> largest scores above 0, best first; of equals the lower place comes first.
    /// </summary>
    public static int[] Of(ReadOnlySpan<float> scores, int count)
    {
        int[] heap = new int[Math.Min(count, scores.Length)];
        int size = 0;
        for (int place = 0; place < scores.Length; place++)
        {
            if (!(scores[place] > 0))
            {
                continue;
            }

            if (size < heap.Length)
            {
                Rise(heap, size++, place, scores);
            }
            else if (size > 0 && Worse(heap[0], place, scores))
            {
                Sink(heap, size, place, scores);
            }
        }
        return Falling(heap, size, scores);
    }

    private static int[] Falling(int[] heap, int size, ReadOnlySpan<float> scores)
    {
        int[] best = new int[size];
        while (size > 0)
        {
            best[--size] = heap[0];
            if (size > 0)
            {
                Sink(heap, size, heap[size], scores);
            }
        }
        return best;
    }

    private static bool Worse(int a, int b, ReadOnlySpan<float> scores) =>
        scores[a] < scores[b] || (scores[a] == scores[b] && a > b);

    private static void Rise(int[] heap, int at, int place, ReadOnlySpan<float> scores)
    {
        for (int parent; at > 0 && Worse(place, heap[parent = (at - 1) / 2], scores); at = parent)
        {
            heap[at] = heap[parent];
        }

        heap[at] = place;
    }

    private static void Sink(int[] heap, int size, int place, ReadOnlySpan<float> scores)
    {
        int at = 0;
        for (int child; (child = 2 * at + 1) < size; at = child)
        {
            if (child + 1 < size && Worse(heap[child + 1], heap[child], scores))
            {
                child++;
            }

            if (!Worse(heap[child], place, scores))
            {
                break;
            }

            heap[at] = heap[child];
        }
        heap[at] = place;
    }
}
