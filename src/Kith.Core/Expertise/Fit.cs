// Rare terms first, and the others only where these were found: A. Moffat, J. Zobel: Self-indexing inverted files for fast text
// retrieval, ACM TOIS 14(4), 1996 ("continue"); here the terms of a message are kept beside it, so no list is searched.
using System.Collections.Concurrent;
using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>
/// How well each visible message of the candidates, and each exchange as if it were one text, fits a query (BM25). The terms are taken from the
/// rarest on until <see cref="MostPostings"/> occurrences were looked at; the commoner ones count only in what fits best by then.
/// </summary>
internal sealed class Fit : IDisposable
{
    /// <summary>Questions of a few words stay below it in all but the largest archives.</summary>
    public const int MostPostings = 200_000;

    private const int FinalMessages = 4_000;
    private const int FinalExchanges = 600;

    private static readonly ConcurrentBag<(Scores, Scores, int[], int[])> Spare = [];

    private readonly ExpertiseIndex index;
    private readonly Sight sight;
    private readonly Candidates people;
    private readonly Bm25.Saturation inMessage;
    private readonly Bm25.Saturation inExchange;

    // By exchange, while a term is looked at: how often it stands there; 0 before and after.
    private readonly int[] counts;

    // By term: 1 + the place of a common one; 0 before and after.
    private readonly int[] places;

    public Fit(ExpertiseIndex index, Sight sight, Candidates people, WeightedTerm[] terms, ExpertiseWeights with)
    {
        (this.index, this.sight, this.people) = (index, sight, people);
        (Messages, Exchanges, counts, places) = Spare.TryTake(out var spare) ? spare : (new(), new(), [], []);
        Messages.Reset(index.RowEnd);
        Exchanges.Reset(index.ExchangeEnd);
        counts = counts.Length < index.ExchangeEnd ? new int[index.ExchangeEnd * 5 / 4] : counts;
        places = places.Length < index.Words.TermCount ? new int[index.Words.TermCount * 5 / 4] : places;
        inMessage = new(with.MessageFit, sight.Filled, sight.Tokens);
        inExchange = new(with.ExchangeFit, sight.FilledExchanges, sight.Tokens);
        var worth = Worth(terms);
        var leading = Leading(worth);
        foreach (var term in worth[..leading])
        {
            Walk(term);
        }
        if (leading < worth.Length)
        {
            Complete(worth[leading..]);
        }
    }

    /// <summary>By row. Titles, bots and those left out are not heard.</summary>
    public Scores Messages { get; }

    /// <summary>By exchange.</summary>
    public Scores Exchanges { get; }

    /// <summary>Gives the memory back; scores are not to be asked for afterwards.</summary>
    public void Dispose() => Spare.Add((Messages, Exchanges, counts, places));

    private readonly record struct Worthy(int Term, int Rows, float InMessage, float InExchange);

    // Rarest first; of equals as they came, the most telling first.
    private Worthy[] Worth(WeightedTerm[] terms)
    {
        var frequencies = sight.Frequencies(Array.ConvertAll(terms, term => term.Term));
        return [.. terms.Select((term, place) => new Worthy(term.Term, frequencies[place].Rows,
                term.Weight * Bm25.Idf(frequencies[place].Rows, sight.Filled), term.Weight * Bm25.Idf(frequencies[place].Exchanges, sight.FilledExchanges)))
            .OrderBy(term => term.Rows)];
    }

    private static int Leading(Worthy[] worth)
    {
        var (count, postings) = (0, 0);
        while (count < worth.Length && (count == 0 || postings + worth[count].Rows <= MostPostings))
        {
            postings += worth[count++].Rows;
        }
        return count;
    }

    private void Walk(Worthy term)
    {
        var exchangeOf = index.ExchangeOf;
        var lengths = index.Words.Lengths;
        var seen = sight.Seen;
        var touched = new List<int>();
        for (var postings = index.Words[term.Term]; postings.Next();)
        {
            var exchange = exchangeOf[postings.Document];
            if (exchange < 0 || (seen.Length > 0 && !seen[exchange]))
            {
                continue;
            }
            if (IsHeard(postings.Document))
            {
                Messages.Add(postings.Document, term.InMessage * inMessage.Of(postings.Count, lengths[postings.Document]));
            }
            if (counts[exchange] == 0)
            {
                touched.Add(exchange);
            }
            counts[exchange] += postings.Count;
        }
        foreach (var exchange in touched)
        {
            Exchanges.Add(exchange, term.InExchange * inExchange.Of(counts[exchange], index.Lengths[exchange]));
            counts[exchange] = 0;
        }
    }

    private bool IsHeard(int row) => index.AuthorOf[row] is var author and >= 0 && people.PersonOf[author] >= 0;

    private void Complete(Worthy[] common)
    {
        for (var place = 0; place < common.Length; place++)
        {
            places[common[place].Term] = place + 1;
        }
        var done = new HashSet<int>();
        foreach (var row in Messages.Best(FinalMessages, index.MessageOrder))
        {
            done.Add(row);
            Complete(common, row, isHeard: true, []);
        }
        var found = new int[common.Length];
        foreach (var exchange in Exchanges.Best(FinalExchanges, index.ExchangeOrder))
        {
            Array.Clear(found);
            foreach (var row in index.RowsOf(exchange))
            {
                Complete(common, row, IsHeard(row) && done.Add(row), found);
            }
            for (var place = 0; place < found.Length; place++)
            {
                if (found[place] > 0)
                {
                    Exchanges.Add(exchange, common[place].InExchange * inExchange.Of(found[place], index.Lengths[exchange]));
                }
            }
        }
        foreach (var term in common)
        {
            places[term.Term] = 0;
        }
    }

    // Adds what the common terms are worth in a row, and how often they stand there.
    private void Complete(Worthy[] common, int row, bool isHeard, int[] found)
    {
        for (var held = index.Words.TermsOf(row); held.Next();)
        {
            if (places[held.Current] is var place and > 0)
            {
                if (isHeard)
                {
                    Messages.Add(row, common[place - 1].InMessage * inMessage.Of(held.Count, index.Words.Lengths[row]));
                }
                if (found.Length > 0)
                {
                    found[place - 1] += held.Count;
                }
            }
        }
    }
}
