using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>
/// The part of an index that a reader may see. An answer is the same as if nothing else had ever been said: what is
/// hidden counts neither as a message nor in the frequency of a word.
/// </summary>
internal sealed class Sight
{
    private readonly ExpertiseIndex index;
    private readonly bool[]? seen;
    private readonly int[] exchangeOf = [];
    private readonly int[] exchangeLengths = [];

    public Sight(ExpertiseIndex index, Predicate<Conversations.ConversationId>? visible)
    {
        this.index = index;
        seen = index.Seen(visible);
        Rows = index.Messages + index.Exchanges;
        if (seen is not null)
        {
            exchangeOf = index.ExchangeOf.ToArray();
            Hide(exchangeOf, seen);
            exchangeLengths = Bm25.GroupLengths(index.Words, exchangeOf, index.ExchangeEnd);
            Rows = exchangeOf.Count(exchange => exchange >= 0);
        }
    }

    /// <summary>How many rows are visible.</summary>
    public int Rows { get; }

    public bool Sees(int exchange) => seen is null ? index[exchange].Conversation >= 0 : seen[exchange];

    // By row: its exchange, -1 where hidden.
    private ReadOnlySpan<int> ExchangeOf => seen is null ? index.ExchangeOf : exchangeOf;

    // By exchange: the terms of its visible rows.
    private ReadOnlySpan<int> ExchangeLengths => seen is null ? index.Lengths : exchangeLengths;

    /// <summary>How many visible rows hold a term.</summary>
    public int Frequency(int term)
    {
        if (seen is null)
        {
            return index.Words.Frequency(term);
        }
        var count = 0;
        for (var postings = index.Words[term]; postings.Next();)
        {
            count += exchangeOf[postings.Document] >= 0 ? 1 : 0;
        }
        return count;
    }

    /// <summary>The score of each row.</summary>
    public float[] RowScores(WeightedTerm[] terms, Bm25Parameters with)
    {
        var scores = new float[index.RowEnd];
        if (seen is null)
        {
            Bm25.Documents(index.Words, terms, with, scores);
            return scores;
        }
        var rows = new int[scores.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = exchangeOf[row] < 0 ? -1 : row;
        }
        Bm25.Groups(index.Words, rows, Bm25.GroupLengths(index.Words, rows, rows.Length), terms, with, scores);
        return scores;
    }

    /// <summary>The score of each exchange, as if its rows were one text.</summary>
    public float[] ExchangeScores(WeightedTerm[] terms, Bm25Parameters with)
    {
        var scores = new float[index.ExchangeEnd];
        Bm25.Groups(index.Words, ExchangeOf, ExchangeLengths, terms, with, scores);
        return scores;
    }

    private static void Hide(int[] exchangeOf, bool[] seen)
    {
        for (var row = 0; row < exchangeOf.Length; row++)
        {
            exchangeOf[row] = exchangeOf[row] is var exchange and >= 0 && seen[exchange] ? exchange : -1;
        }
    }
}
