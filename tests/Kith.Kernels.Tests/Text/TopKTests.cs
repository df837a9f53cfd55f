using CsCheck;
using Kith.Kernels.Text;

namespace Kith.Kernels.Tests.Text;

public class TopKTests
{
    [Fact]
    public void The_best_come_first_and_of_equals_the_earlier() => Gen.Select(Gen.Int[-2, 9].Array[0, 60], Gen.Int[0, 20]).Sample((values, count) =>
    {
        float[] scores = [.. values.Select(value => (float)value)];
        int[] slow = [.. Enumerable.Range(0, scores.Length).Where(place => scores[place] > 0).OrderByDescending(place => scores[place]).Take(count)];
        Assert.Equal(slow, TopK.Of(scores, count));
    });

    [Fact]
    public void Of_some_places_the_best_come_first_and_equals_in_the_order_given() => Gen.Select(Gen.Int[0, 5_000].Array[0, 400], Gen.Int[0, 40]).Sample((values, count) =>
    {
        float[] scores = [.. values.Select(value => value % 7 == 0 ? 3 : value / 64f)];
        int[] places = [.. Enumerable.Range(0, scores.Length).Where(place => place % 3 != 0)];
        int[] slow = [.. places.Where(place => scores[place] > 0).OrderByDescending(place => scores[place]).ThenByDescending(place => place).Take(count)];
        Assert.Equal(slow, TopK.Of(scores, places, count, Comparer<int>.Create((a, b) => b - a)));
    });

    [Fact]
    public void What_is_not_a_number_is_never_picked() => Assert.Equal([1], TopK.Of([float.NaN, 1, 0, -1], 3));
}
