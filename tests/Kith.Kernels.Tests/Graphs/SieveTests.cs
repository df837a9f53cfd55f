using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class SieveTests
{
    // Rows of 0 to 40 candidates, some of which are in a set of 1 to 6.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public unsafe void A_sieve_of_few_lets_pass_who_is_in_the_set_and_nobody_else(int few)
    {
        Assert.SkipUnless(Sieve.IsSupported, "this processor looks candidates up one by one");
        var random = new Random(few);
        for (var length = 0; length <= 40; length++)
        {
            int[] targets = [.. Enumerable.Range(0, few + length + 16).Select(_ => random.Next(1, 12))]; // the set first, room for a vector last
            var (places, found) = (new int[12], new int[length + 32]);
            int[] set = targets[..few];
            fixed (int* of = targets, beside = places, to = found)
            {
                var sieve = new SieveOfFew(of, 0, few, beside);
                var passed = sieve.Pass(of, few, few + length, to);

                Assert.Equal(Enumerable.Range(few, length).Where(place => set.Contains(targets[place])), found.Take(passed));
            }

            Assert.All(Enumerable.Range(0, 12), v => Assert.Equal(Array.LastIndexOf(set, v) + 1, places[v]));
        }
    }

    [Fact]
    public unsafe void A_sieve_holds_nobody_back_who_is_in_the_set()
    {
        Assert.SkipUnless(Sieve.IsSupported, "this processor looks candidates up one by one");
        var random = new Random(7);
        int[] targets = [.. Enumerable.Range(0, 216).Select(_ => random.Next(5_000))];
        var (places, found, set) = (new int[5_000], new int[232], targets[..100].ToHashSet());
        fixed (int* of = targets, beside = places, to = found)
        {
            var count = new Sieve(of, 0, 100, beside).Pass(of, 100, 200, to);
            var passed = found[..count];

            Assert.All(Enumerable.Range(100, 100).Where(place => set.Contains(targets[place])), place => Assert.Contains(place, passed));
            Assert.All(passed, place => Assert.Contains(targets[place] % Sieve.Bits, set.Select(one => one % Sieve.Bits)));
        }
    }
}
