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

    public Sight(ExpertiseIndex index, Predicate<Conversations.ConversationId>? visible)
    {
        this.index = index;
        seen = index.Seen(visible);
        ExchangeOf = index.ExchangeOf;
        ExchangeLengths = index.ExchangeLengths;
        Rows = index.Words.Documents;
        if (seen is not null)
        {
            ExchangeOf = Array.ConvertAll(index.ExchangeOf, exchange => seen[exchange] ? exchange : -1);
            ExchangeLengths = Bm25.GroupLengths(index.Words, ExchangeOf, index.Exchanges);
            Rows = ExchangeOf.Count(exchange => exchange >= 0);
        }
    }

    /// <summary>How many rows are visible.</summary>
    public int Rows { get; }

    /// <summary>By row: its exchange, -1 where hidden.</summary>
    public int[] ExchangeOf { get; }

    /// <summary>By exchange: the terms of its visible rows.</summary>
    public int[] ExchangeLengths { get; }

    public bool Sees(int exchange) => seen is null || seen[exchange];

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
            count += ExchangeOf[postings.Document] >= 0 ? 1 : 0;
        }
        return count;
    }

    /// <summary>The score of each row.</summary>
    public float[] RowScores(WeightedTerm[] terms, Bm25Parameters with)
    {
        var scores = new float[index.Words.Documents];
        if (seen is null)
        {
            Bm25.Documents(index.Words, terms, with, scores);
            return scores;
        }
        var rows = new int[scores.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = ExchangeOf[row] < 0 ? -1 : row;
        }
        Bm25.Groups(index.Words, rows, Bm25.GroupLengths(index.Words, rows, rows.Length), terms, with, scores);
        return scores;
    }

    /// <summary>The score of each exchange, as if its rows were one text.</summary>
    public float[] ExchangeScores(WeightedTerm[] terms, Bm25Parameters with)
    {
        var scores = new float[index.Exchanges];
        Bm25.Groups(index.Words, ExchangeOf, ExchangeLengths, terms, with, scores);
        return scores;
    }
}
