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

    // More than is counted at a time: slow twin, counted from the rows.
    [Fact]
    public void Of_a_long_talk_every_word_knows_how_it_is_spread()
    {
        var index = Said.Index(Enumerable.Range(0, 70_000).Select(n => new Said("ana", $"w{n % 7}q w{n * 31L % 101}q w{n % 7}q", n / 25, n % 300, $"w{n / 25 % 13}q")));
        var slow = new Dictionary<string, (int Occurrences, HashSet<int> Exchanges, HashSet<int> Titled)>();
        for (var row = 0; row < index.RowEnd; row++)
        {
            for (var terms = index.Words.TermsOf(row); terms.Next();)
            {
                var word = index.Words.Terms[terms.Current].ToString();
                var known = slow.GetValueOrDefault(word, (0, [], []));
                known.Titled.Add(index.ExchangeOf[row]);
                if (index.AuthorOf[row] >= 0)
                {
                    known.Exchanges.Add(index.ExchangeOf[row]);
                    known.Occurrences += terms.Count;
                }
                slow[word] = known;
            }
        }
        Assert.Equal(
            slow.Select(word => (word.Key, word.Value.Occurrences, word.Value.Exchanges.Count, word.Value.Titled.Count)),
            slow.Keys.Select(word => index.Use(index.Words.Terms.Find(word)) is var use ? (word, use.Occurrences, use.Exchanges, use.Titled) : default));
    }
}
