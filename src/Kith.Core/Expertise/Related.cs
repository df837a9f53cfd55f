// Local feedback: J. Xu, W. B. Croft: Query expansion using local and global document analysis, SIGIR 1996: words are looked for
// where the question fits, not near each of its words alone.
using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>The words that a community uses for what is asked, or with it.</summary>
internal sealed class Related(ExpertiseIndex index, Sight sight, Fit fit)
{
    private const int Looked = 50;
    private const int FewestExchanges = 3;
    private const int FewestMessages = 2;
    private const int ShortestWord = 3;
    private const int ShownMessages = 3;
    private const int SampledMessages = 12;
    private const int Several = -2;

    // By term: in how many of the exchanges and of their messages, in which one last, and who said it.
    private readonly Dictionary<int, (int Exchanges, int Messages, int Last, int Author)> held = [];
    private int heard;

    /// <summary>
    /// The words that several people said in several of the exchanges that fit best, and seldom elsewhere; most telling first.
    /// Where hardly any exchange fits, messages are counted in place of exchanges.
    /// </summary>
    public List<Topic> Of(IReadOnlySet<int> asked, int most)
    {
        var best = fit.BestExchanges(Looked);
        Array.ForEach(best, Hear);
        var few = best.Length < FewestExchanges;
        int[] terms = [.. held.Where(term => (few ? term.Value.Messages >= FewestMessages : term.Value.Exchanges >= FewestExchanges) && term.Value.Author == Several && !asked.Contains(term.Key) && IsWord(term.Key)).Select(term => term.Key)];
        var uses = sight.Uses(terms);
        // So many words are tried that some would pass by chance; words of habit are told by how evenly they are spread.
        return [.. terms.Zip(uses, (term, all) => (Term: term, all.Use, Likelihood: few ? Association.Likelihood(held[term].Messages, heard, all.Rows, sight.Filled)
                : Association.Likelihood(held[term].Exchanges, best.Length, all.Use.Titled, sight.FilledExchanges)))
            .Where(term => term.Likelihood > Association.OnceInAThousand + 2 * Math.Log(terms.Length))
            .Select(term => term with { Likelihood = term.Likelihood * Topics.Bunched(term.Use, sight.Exchanges) }).Where(term => term.Likelihood > 0)
            .OrderByDescending(term => term.Likelihood).ThenBy(term => index.Words.Terms[term.Term].ToString(), StringComparer.Ordinal).Take(most)
            .Select(term => Told(best, term.Term, term.Likelihood))];
    }

    private void Hear(int exchange)
    {
        foreach (var row in index.RowsOf(exchange))
        {
            var author = index.AuthorOf[row];
            heard += author != ExpertiseColumns.Title && index.Words.Lengths[row] > 0 ? 1 : 0;
            for (var terms = index.Words.TermsOf(row); author != ExpertiseColumns.Title && terms.Next();)
            {
                held[terms.Current] = !held.TryGetValue(terms.Current, out var known) ? (1, 1, exchange, author)
                    : (known.Exchanges + (known.Last == exchange ? 0 : 1), known.Messages + 1, exchange, known.Author == author ? author : Several);
            }
        }
    }

    private bool IsWord(int term) => index.Words.Terms[term] is var word && (word.Length >= ShortestWord || word[^1] is '#' or '+' || char.GetUnicodeCategory(word[0]) == System.Globalization.UnicodeCategory.OtherLetter) && char.IsLetter(word[0]);

    private Topic Told(int[] best, int term, double likelihood)
    {
        List<int> rows = [.. best.SelectMany(exchange => index.RowsOf(exchange).ToArray()).Where(row => index.AuthorOf[row] != ExpertiseColumns.Title && Holds(row, term))];
        var top = rows.Max(row => fit.Message(row));
        List<Evidence> samples = [.. rows.OrderByDescending(row => fit.Message(row)).ThenBy(row => row, index.MessageOrder).Take(SampledMessages)
            .Select(row => new Evidence(index.Conversation(index.ExchangeOf[row]), index.Seq(row), index.At[row], top > 0 ? fit.Message(row) / top : 0))];
        return new(index.Words.Terms[term].ToString(), likelihood, rows.Count, [.. samples.Take(ShownMessages)]) { Samples = samples };
    }

    private bool Holds(int row, int term)
    {
        var terms = index.Words.TermsOf(row);
        while (terms.Next())
        {
            if (terms.Current == term)
            {
                return true;
            }
        }
        return false;
    }
}
