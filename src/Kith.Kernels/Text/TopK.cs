// Bounded heap selection (Knuth, The Art of Computer Programming, volume 3, 5.2.3): the root is the worst that is kept.
namespace Kith.Kernels.Text;

/// <summary>Picks the best of many without sorting them all.</summary>
public static class TopK
{
    /// <summary>
    /// The places of the <paramref name="count"/> largest scores above 0, best first; of equals the lower place comes first.
    /// </summary>
    public static int[] Of(ReadOnlySpan<float> scores, int count) => Of(scores, count, Comparer<int>.Default);

    /// <summary>
    /// The places of the <paramref name="count"/> largest scores above 0, best first; of equals that which
    /// <paramref name="order"/> puts first.
    /// </summary>
    public static int[] Of<TOrder>(ReadOnlySpan<float> scores, int count, TOrder order) where TOrder : IComparer<int>
    {
        Heap<TOrder> heap = new(scores, new int[Math.Min(count, scores.Length)], order);
        float worst = 0;
        for (int place = 0; place < scores.Length; place++)
        {
            if (scores[place] > 0 && scores[place] >= worst)
            {
                worst = heap.Take(place);
            }
        }
        return heap.Falling();
    }

    private ref struct Heap<TOrder>(ReadOnlySpan<float> scores, int[] heap, TOrder order) where TOrder : IComparer<int>
    {
        private readonly ReadOnlySpan<float> scores = scores;
        private int size;

        // Returns the score below which nothing more is taken.
        public float Take(int place)
        {
            if (size < heap.Length)
            {
                Rise(size++, place);
            }
            else if (size > 0 && Worse(heap[0], place))
            {
                Sink(place);
            }

            return size < heap.Length ? 0 : size == 0 ? float.MaxValue : scores[heap[0]];
        }

        public int[] Falling()
        {
            int[] best = new int[size];
            while (size > 0)
            {
                best[--size] = heap[0];
                if (size > 0)
                {
                    Sink(heap[size]);
                }
            }
            return best;
        }

        private readonly bool Worse(int a, int b) => scores[a] < scores[b] || (scores[a] == scores[b] && order.Compare(a, b) > 0);

        private readonly void Rise(int at, int place)
        {
            for (int parent; at > 0 && Worse(place, heap[parent = (at - 1) / 2]); at = parent)
            {
                heap[at] = heap[parent];
            }

            heap[at] = place;
        }

        private readonly void Sink(int place)
        {
            int at = 0;
            for (int child; (child = 2 * at + 1) < size; at = child)
            {
                if (child + 1 < size && Worse(heap[child + 1], heap[child]))
                {
                    child++;
                }

                if (!Worse(heap[child], place))
                {
                    break;
                }

                heap[at] = heap[child];
            }
            heap[at] = place;
        }
    }
}
