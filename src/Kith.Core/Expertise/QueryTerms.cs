using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>The words of a query that tell most.</summary>
internal static class QueryTerms
{
    private const float TitleWeight = 3;

    // A word said often in a question tells a little more than one said once.
    private const float Ceiling = 5;

    /// <summary>The known terms, rarest and most repeated first, at most <paramref name="count"/>.</summary>
    public static WeightedTerm[] Of(InvertedIndex words, Sight sight, Query query, int count)
    {
        var counts = new Dictionary<int, float>();
        Count(counts, words, query.Title, TitleWeight);
        Count(counts, words, query.Text, 1);
        var frequencies = sight.Frequencies([.. counts.Keys]);
        return [.. counts.Select((term, place) => (term.Key, term.Value, Frequency: frequencies[place].Rows)).Where(term => term.Frequency > 0)
            .OrderByDescending(term => Bm25.Idf(term.Frequency, sight.Rows) * Math.Min(term.Value, Ceiling))
            .ThenBy(term => words.Terms[term.Key].ToString(), StringComparer.Ordinal)
            .Take(count).Select(term => new WeightedTerm(term.Key, MathF.Sqrt(term.Value)))];
    }

    /// <summary>All terms that begin so, and the word itself as the index writes it.</summary>
    public static int[] Beginning(InvertedIndex words, string beginning)
    {
        HashSet<int> forms = [.. Spelling.Beginning(words, beginning, int.MaxValue, words.Frequency)];
        forms.UnionWith(Words(beginning).Select(word => words.Find(word)).Where(term => term >= 0));
        return [.. forms.Order()];
    }

    /// <summary>The different terms of a text, known or not.</summary>
    public static HashSet<string> Words(string text)
    {
        var found = new HashSet<string>();
        var tokens = new Tokenizer(text, stackalloc char[Tokenizer.Longest]);
        while (tokens.Next())
        {
            found.Add(tokens.Current.ToString());
        }
        return found;
    }

    private static void Count(Dictionary<int, float> counts, InvertedIndex words, string text, float weight)
    {
        var tokens = new Tokenizer(text, stackalloc char[Tokenizer.Longest]);
        while (tokens.Next())
        {
            if (words.Find(tokens.Current) is var term and >= 0)
            {
                counts[term] = counts.GetValueOrDefault(term) + weight;
            }
        }
    }
}
