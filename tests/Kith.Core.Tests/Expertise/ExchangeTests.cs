using Kith.Expertise;

namespace Kith.Tests.Expertise;

public sealed class ExchangeTests
{
    [Fact]
    public void A_silence_of_more_than_a_week_ends_an_exchange() =>
        Assert.Equal(2, Said.Index(new("ana", "one", 1, 0), new("bo", "two", 1, 6), new("ana", "three", 1, 14)).Exchanges);

    [Fact]
    public void A_long_exchange_is_cut_after_forty_messages() =>
        Assert.Equal(3, Said.Index(Enumerable.Range(0, 81).Select(_ => new Said("ana", "words"))).Exchanges);

    [Fact]
    public void Threads_that_run_side_by_side_stay_apart()
    {
        Said[] talk = [new("ana", "bread", 1), new("bo", "cheese", 2), new("ana", "bread", 1), new("bo", "cheese", 2)];
        Assert.Equal(2, Said.Index(talk, mixed: true).Exchanges);
    }

    [Theory]
    [InlineData("> quoted\nown", "own\n")]
    [InlineData("  > quoted\nown > other\n", "own > other\n\n")]
    [InlineData("own\n-- \nAna, gardener", "own\n")]
    [InlineData("a -- b\nc", "a -- b\nc")]
    [InlineData("", "")]
    public void Quotes_and_signatures_are_not_own_words(string text, string own) =>
        Assert.Equal(own, OwnWords.Of(text, new char[text.Length]).ToString());
}
