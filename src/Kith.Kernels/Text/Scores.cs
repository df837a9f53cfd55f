namespace Kith.Kernels.Text;

/// <summary>
/// Scores of many places of which few are above 0. Remembers which, so that choosing the best, and beginning anew, cost what was
/// touched and not what there is. Kept for the next question: an array of a million zeros costs more than most answers.
/// </summary>
public sealed class Scores
{
    private float[] of = [];
    private int[] touched = [];
    private int count;

    /// <summary>The score of a place; 0 if nothing was added.</summary>
    public float this[int place] => of[place];

    /// <summary>The places with a score, in no order that means anything.</summary>
    public ReadOnlySpan<int> Touched => touched.AsSpan(0, count);

    /// <summary>Begins anew, for places below <paramref name="places"/>.</summary>
    public void Reset(int places)
    {
        foreach (int place in Touched)
        {
            of[place] = 0;
        }

        count = 0;
        if (of.Length < places)
        {
            (of, touched) = (new float[places + places / 4], new int[places + places / 4 + 1]);
        }
    }

    /// <summary>Adds to a score; <paramref name="more"/> is above 0.</summary>
    public void Add(int place, float more) => Add([place], [more]);

    /// <summary>Adds to scores, one after the other.</summary>
    public void Add(ReadOnlySpan<int> places, ReadOnlySpan<float> more)
    {
        float[] scores = of;
        int[] list = touched;
        int end = count;
        for (int i = 0; i < places.Length; i++)
        {
            ref float score = ref scores[places[i]];
            // Written in any case: a jump that can't be foreseen costs more.
            list[end] = places[i];
            end += score == 0 ? 1 : 0;
            score += more[i];
        }

        count = end;
    }

    /// <summary>The best places, best first; of equals that which <paramref name="order"/> puts first.</summary>
    public int[] Best(int most, IComparer<int> order) => TopK.Of(of, Touched, most, order);

    /// <summary>The same, of the places that pass.</summary>
    public int[] Best(int most, IComparer<int> order, Predicate<int> passes) => TopK.Of(of, Array.FindAll(Touched.ToArray(), passes), most, order);
}

/// <summary>Counts of many places of which few are above 0; as <see cref="Scores"/>.</summary>
public sealed class Counts
{
    private int[] of = [];
    private int[] touched = [];
    private int count;

    /// <summary>The count of a place; 0 if nothing was added.</summary>
    public int this[int place] => of[place];

    /// <summary>The places with a count, in the order in which they got it.</summary>
    public ReadOnlySpan<int> Touched => touched.AsSpan(0, count);

    /// <summary>Begins anew, for places below <paramref name="places"/>.</summary>
    public void Reset(int places)
    {
        foreach (int place in Touched)
        {
            of[place] = 0;
        }

        count = 0;
        if (of.Length < places)
        {
            (of, touched) = (new int[places + places / 4], new int[places + places / 4 + 1]);
        }
    }

    /// <summary>Adds to a count; <paramref name="more"/> is above 0.</summary>
    public void Add(int place, int more) => Add([place], [more]);

    /// <summary>Adds to counts, one after the other.</summary>
    public void Add(ReadOnlySpan<int> places, ReadOnlySpan<int> more)
    {
        int[] counts = of;
        int[] list = touched;
        int end = count;
        for (int i = 0; i < places.Length; i++)
        {
            ref int held = ref counts[places[i]];
            list[end] = places[i];
            end += held == 0 ? 1 : 0;
            held += more[i];
        }

        count = end;
    }
}
