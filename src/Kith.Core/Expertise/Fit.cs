// Term by term, every occurrence: J. Zobel, A. Moffat: Inverted files for text search engines, ACM Computing Surveys 38(2), 2006, figure 8.
using System.Collections.Concurrent;
using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>How well each visible message of the candidates, and each exchange as if it were one text, fits a query (BM25).</summary>
internal sealed class Fit : IDisposable
{
    // Postings looked at together: what they point to is then fetched side by side.
    private const int Block = 256;

    private static readonly ConcurrentBag<(Scores, Scores, Counts, Counts)> Spare = [];

    private readonly ExpertiseIndex index;
    private readonly Sight sight;
    private readonly Candidates people;
    private readonly Required? required;
    private readonly Bm25.Saturation inMessage;
    private readonly Bm25.Saturation inExchange;

    // While a term is looked at: how often it stands in each exchange, and in each row if it has several forms.
    private readonly Counts inExchanges;
    private readonly Counts inRows;

    public Fit(ExpertiseIndex index, Sight sight, Candidates people, Required? required, ExpertiseWeights with)
    {
        (this.index, this.sight, this.people, this.required) = (index, sight, people, required);
        (Messages, Exchanges, inExchanges, inRows) = Spare.TryTake(out var spare) ? spare : (new(), new(), new(), new());
        Messages.Reset(index.RowEnd);
        Exchanges.Reset(index.ExchangeEnd);
        inExchanges.Reset(index.ExchangeEnd);
        inMessage = new(with.MessageFit, sight.Filled, sight.Tokens);
        inExchange = new(with.ExchangeFit, sight.FilledExchanges, sight.Tokens);
    }

    /// <summary>By row. Titles, bots and those left out are not heard.</summary>
    public Scores Messages { get; }

    /// <summary>By exchange.</summary>
    public Scores Exchanges { get; }

    /// <summary>The exchanges that fit best, best first.</summary>
    public int[] BestExchanges(int most) => Exchanges.Best(most, index.ExchangeOrder);

    /// <summary>The messages that fit best, best first; where something is required word for word, those that say it.</summary>
    public int[] BestMessages(int most) => required is null ? Messages.Best(most, index.MessageOrder) : Messages.Best(most, index.MessageOrder, required.IsSaidIn);

    /// <summary>Whether a message shows at once why it is there: 2 for what was required, 1 for a word of the question.</summary>
    public int Shows(int row) => Messages[row] == 0 ? 0 : required?.IsSaidIn(row) == true ? 2 : 1;

    /// <summary>Gives the memory back; scores are not to be asked for afterwards.</summary>
    public void Dispose() => Spare.Add((Messages, Exchanges, inExchanges, inRows));

    /// <summary>Looks at terms.</summary>
    public void Add(ReadOnlySpan<WeightedTerm> terms)
    {
        var frequencies = sight.Frequencies([.. terms.ToArray().Select(term => term.Term)]);
        for (var place = 0; place < terms.Length; place++)
        {
            var (term, (rows, exchanges)) = (terms[place], frequencies[place]);
            Walk(term.Term, term.Weight * Bm25.Idf(rows, sight.Filled), term.Weight * Bm25.Idf(exchanges, sight.FilledExchanges));
        }
    }

    /// <summary>Looks at the forms of one word: each row and exchange counts them together.</summary>
    public void Add(ReadOnlySpan<int> forms)
    {
        inRows.Reset(index.RowEnd);
        foreach (var form in forms)
        {
            for (var postings = index.Words[form]; postings.Next();)
            {
                if (index.ExchangeOf[postings.Document] is var exchange and >= 0 && sight.Sees(exchange))
                {
                    inRows.Add(postings.Document, postings.Count);
                    inExchanges.Add(exchange, postings.Count);
                }
            }
        }
        var worth = Bm25.Idf(inRows.Touched.Length, sight.Filled);
        foreach (var row in inRows.Touched)
        {
            if (IsHeard(row) && required?.IsIn(index.ExchangeOf[row]) != false)
            {
                Messages.Add(row, worth * inMessage.Of(inRows[row], index.Words.Lengths[row]));
            }
        }
        Settle(Bm25.Idf(inExchanges.Touched.Length, sight.FilledExchanges));
    }

    private void Walk(int term, float messageWorth, float exchangeWorth)
    {
        var lengths = index.Words.Lengths;
        Span<int> rows = stackalloc int[Block], counts = stackalloc int[Block], exchanges = stackalloc int[Block], heard = stackalloc int[Block];
        Span<float> more = stackalloc float[Block];
        var postings = index.Words[term];
        for (int read; (read = Counted(ref postings, rows, counts, exchanges)) >= 0;)
        {
            inExchanges.Add(exchanges[..read], counts[..read]);
            var count = 0;
            for (var i = 0; i < read; i++)
            {
                heard[count] = rows[i];
                more[count] = messageWorth * inMessage.Of(counts[i], lengths[rows[i]]);
                count += IsHeard(rows[i]) ? 1 : 0;
            }
            Messages.Add(heard[..count], more[..count]);
        }
        Settle(exchangeWorth);
    }

    // The next rows that count, with their exchanges; -1 at the end.
    private int Counted(ref Postings postings, scoped Span<int> rows, scoped Span<int> counts, scoped Span<int> exchanges)
    {
        var exchangeOf = index.ExchangeOf;
        var seen = sight.Seen;
        var (read, count) = (postings.Read(rows, counts), 0);
        for (var i = 0; i < read; i++)
        {
            var exchange = exchangeOf[rows[i]];
            (rows[count], counts[count], exchanges[count]) = (rows[i], counts[i], exchange);
            count += exchange >= 0 && (seen.Length == 0 || seen[exchange]) && required?.IsIn(exchange) != false ? 1 : 0;
        }
        return read == 0 ? -1 : count;
    }

    private void Settle(float worth)
    {
        var lengths = index.Lengths;
        foreach (var exchange in inExchanges.Touched)
        {
            if (required?.IsIn(exchange) != false)
            {
                Exchanges.Add(exchange, worth * inExchange.Of(inExchanges[exchange], lengths[exchange]));
            }
        }
        inExchanges.Reset(index.ExchangeEnd);
    }

    private bool IsHeard(int row) => index.AuthorOf[row] is var author and >= 0 && people.PersonOf[author] >= 0;
}
