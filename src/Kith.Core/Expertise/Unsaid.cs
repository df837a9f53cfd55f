using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>A word of a question that none of the people named wrote.</summary>
/// <param name="Word">As asked for.</param>
/// <param name="ByOthers">Whether others wrote it, or a title holds it, where the reader may see.</param>
public readonly record struct Unsaid(string Word, bool ByOthers)
{
    // Of a long question most words are by the way.
    private const int MostWords = 6;

    private static readonly char[] Signs = [.. ".,;:!?\"“”„‟«»()[]{}<>…"];

    /// <summary>Those words, in the order in which they were asked for; of a long question none.</summary>
    internal static IReadOnlyList<Unsaid> Of(ExpertiseIndex index, Sight sight, Query query, Candidates people, IReadOnlySet<int> named)
    {
        List<(string Word, int[] Terms)> words = [.. query.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(typed => (typed.Trim(Signs), QueryTerms.Words(typed)))
            .Where(each => each.Item2.Count > 0).Select(each => (each.Item1, Known(index.Words, each.Item2))), .. query.Beginnings.Select(beginning => ($"{beginning}*", QueryTerms.Beginning(index.Words, beginning)))];
        if (words.Count > MostWords || named.Count == 0)
        {
            return [];
        }
        return [.. words.DistinctBy(each => each.Word, StringComparer.OrdinalIgnoreCase).Select(each => (each.Word, By: Array.ConvertAll(each.Terms, term => By(index, sight, people, named, term)).DefaultIfEmpty(Who.Nobody).Max()))
            .Where(each => each.By != Who.Named).Select(each => new Unsaid(each.Word, each.By == Who.Others))];
    }

    private static int[] Known(InvertedIndex words, IEnumerable<string> terms) => [.. terms.Select(term => words.Find(term)).Where(term => term >= 0)];

    // Whoever spoke under a title that holds it had it before their eyes.
    private static Who By(ExpertiseIndex index, Sight sight, Candidates people, IReadOnlySet<int> named, int term)
    {
        var by = Who.Nobody;
        for (var postings = index.Words[term]; postings.Next();)
        {
            if (index.ExchangeOf[postings.Document] is not (var exchange and >= 0) || !sight.Sees(exchange))
            {
                continue;
            }
            by = Who.Others;
            if (index.AuthorOf[postings.Document] is var author && author == ExpertiseColumns.Title ? Spoke(index, people, named, exchange) : named.Contains(people.PersonOf[author]))
            {
                return Who.Named;
            }
        }
        return by;
    }

    private static bool Spoke(ExpertiseIndex index, Candidates people, IReadOnlySet<int> named, int exchange)
    {
        foreach (var voice in index.VoicesOf(exchange))
        {
            if (named.Contains(people.PersonOf[voice.Author]))
            {
                return true;
            }
        }
        return false;
    }

    private enum Who
    {
        Nobody,
        Others,
        Named,
    }
}
