using CsCheck;
using Kith.Kernels.Text;

namespace Kith.Kernels.Tests.Text;

public class SumsTests
{
    // Sums are of whole numbers, so that their order does not matter.
    private static readonly Gen<(int Place, int More)[]> Additions = Gen.Select(Gen.Int[0, 20], Gen.Int[1, 9]).Array[0, 60];

    [Fact]
    public void Sums_know_what_was_touched() => Additions.Array[1, 4].Sample(rounds =>
    {
        Sums<float> scores = new();
        Sums<int> counts = new();
        foreach (var additions in rounds)
        {
            scores.Reset(21);
            counts.Reset(21);
            scores.Add([.. additions.Select(each => each.Place)], [.. additions.Select(each => (float)each.More)]);
            counts.Add([.. additions.Select(each => each.Place)], [.. additions.Select(each => each.More)]);
            var expected = additions.GroupBy(each => each.Place).Select(place => (place.Key, Sum: place.Sum(each => each.More))).ToList();
            Assert.Equal(expected.Select(place => place.Key), scores.Touched.ToArray());
            Assert.Equal(expected.Select(place => place.Key), counts.Touched.ToArray());
            Assert.All(Enumerable.Range(0, 21), place => Assert.Equal((expected.Find(each => each.Key == place).Sum, expected.Find(each => each.Key == place).Sum), ((int)scores[place], counts[place])));
        }
    });

    [Fact]
    public void What_is_done_beside_is_done_in_order_and_its_mistakes_reach_the_caller()
    {
        List<int> done = [];
        Beside beside = new();
        for (var n = 0; n < 100; n++)
        {
            var number = n;
            beside.Do(() => done.Add(number));
        }

        beside.Finish();
        Assert.Equal(Enumerable.Range(0, 100), done);
        beside.Do(() => throw new InvalidDataException("no"));
        Assert.Throws<InvalidDataException>(beside.Finish);
    }
}
