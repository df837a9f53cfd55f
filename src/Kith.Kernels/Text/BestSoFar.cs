using System.Runtime.InteropServices;

namespace Kith.Kernels.Text;

/// <summary>The best of what is offered piece by piece, without keeping what can no longer be among them.</summary>
public sealed class BestSoFar
{
    private const int Room = 2;

    private readonly int most;
    private int[] places;
    private float[] scores;
    private int count;

    /// <summary>For at most so many.</summary>
    public BestSoFar(int most)
    {
        this.most = Math.Max(0, most);
        (places, scores) = (new int[Room * this.most + 64], new float[Room * this.most + 64]);
        Floor = this.most == 0 ? float.PositiveInfinity : float.Epsilon;
    }

    /// <summary>What scores less is not among the best. Above 0; rises with what is offered.</summary>
    public float Floor { get; private set; }

    /// <summary>Offers a place with its score, each place once.</summary>
    public void Offer(int place, float score)
    {
        if (score < Floor || float.IsNaN(score))
        {
            return;
        }

        if (count == places.Length)
        {
            Sift();
        }

        (places[count], scores[count]) = (place, score);
        count++;
    }

    /// <summary>Raises the floor as far as what was offered allows.</summary>
    public void Sift()
    {
        if (count <= most || most == 0)
        {
            return;
        }

        Floor = Math.Max(Floor, BitConverter.Int32BitsToSingle(TopK.Threshold(MemoryMarshal.Cast<float, int>(scores.AsSpan(0, count)), most)));
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            (places[kept], scores[kept]) = (places[i], scores[i]);
            kept += scores[i] >= Floor ? 1 : 0;
        }

        count = kept;
        // All alike: none of them may be dropped, because order decides.
        if (count > places.Length / 2)
        {
            Array.Resize(ref places, places.Length * 2);
            Array.Resize(ref scores, scores.Length * 2);
        }
    }

    /// <summary>The best, best first; of equals that which <paramref name="order"/> puts first.</summary>
    public int[] Places(IComparer<int> order)
    {
        Sift();
        float[] keys = new float[count];
        for (int i = 0; i < count; i++)
        {
            keys[i] = -scores[i];
        }

        int[] best = places[..count];
        TopK.Sort(keys, best, most, order);
        return count > most ? best[..most] : best;
    }
}
