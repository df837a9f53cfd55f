using System.Numerics;

namespace Kith.Kernels.Text;

/// <summary>
/// Sums at many places of which few are above 0. Remembers which, so that choosing the best, and beginning anew, cost what was
/// touched and not what there is. Kept for the next question: an array of a million zeros costs more than most answers.
/// </summary>
public sealed class Sums<T> where T : struct, INumber<T>
{
    private T[] of = [];
    private int[] touched = [];
    private int count;

    /// <summary>The sum at a place; 0 if nothing was added.</summary>
    public T this[int place] => of[place];

    /// <summary>The places to which something was added, in the order in which they first got it.</summary>
    public ReadOnlySpan<int> Touched => touched.AsSpan(0, count);

    /// <summary>The sums of all places.</summary>
    public ReadOnlySpan<T> All => of;

    /// <summary>The sums of some places, for whoever adds to them without having it remembered.</summary>
    internal Span<T> Within(int first, int count) => of.AsSpan(first, count);

    /// <summary>Begins anew, for places below <paramref name="places"/>.</summary>
    public void Reset(int places)
    {
        foreach (int place in Touched)
        {
            of[place] = T.Zero;
        }

        count = 0;
        if (of.Length < places)
        {
            (of, touched) = (new T[places + places / 4], new int[places + places / 4 + 1]);
        }
    }

    /// <summary>Adds to a sum; <paramref name="more"/> is above 0.</summary>
    public void Add(int place, T more) => Add([place], [more]);

    /// <summary>Adds to sums, one after the other.</summary>
    public void Add(ReadOnlySpan<int> places, ReadOnlySpan<T> more)
    {
        T[] sums = of;
        int[] list = touched;
        int end = count;
        for (int i = 0; i < places.Length; i++)
        {
            ref T sum = ref sums[places[i]];
            // Written in any case: a jump that can't be foreseen costs more.
            list[end] = places[i];
            end += sum == T.Zero ? 1 : 0;
            sum += more[i];
        }

        count = end;
    }
}
