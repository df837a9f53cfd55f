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
}
