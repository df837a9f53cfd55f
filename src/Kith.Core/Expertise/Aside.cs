namespace Kith.Expertise;

/// <summary>
/// What to show of an exchange about a question for somebody who said no word of it there: a message with a word of the same
/// stem, else what they said soonest after somebody who said a word, and which word that was. Where a word leads the question, of that one.
/// </summary>
/// <param name="index">What was said.</param>
/// <param name="fit">The question.</param>
/// <param name="people">Of whom the answer speaks.</param>
/// <param name="asked">The terms of the question.</param>
internal sealed class Aside(ExpertiseIndex index, Fit fit, Candidates people, IReadOnlySet<int> asked)
{
    // Somebody's later messages of one exchange are not looked at.
    private const int Looked = 200;

    private readonly List<string> words = [.. asked.Where(fit.IsLead).Select(term => index.Words.Terms[term].ToString()).Where(word => word.Length > Stem.Shortest && word.All(char.IsLetter))];

    // By term that was met.
    private readonly Dictionary<int, bool> kin = [];

    /// <summary>A message of whoever said this one, in the same exchange, with the word by which it is shown.</summary>
    public (int Row, string? Stem, string? Near) Of(int row)
    {
        var person = people.PersonOf[index.AuthorOf[row]];
        var (best, distance, last, place, seen) = (row, int.MaxValue, -1, 0, 0);
        var near = -1;
        foreach (var each in index.RowsOf(index.ExchangeOf[row]))
        {
            if (fit.Points(each))
            {
                (last, near) = (place, near < 0 ? each : near);
            }
            else if (index.AuthorOf[each] is var author and not ExpertiseColumns.Title && people.PersonOf[author] == person && seen++ < Looked)
            {
                if (KinIn(each) is var word and >= 0)
                {
                    return (each, index.Words.Terms[word].ToString(), null);
                }
                if (last >= 0 && place - last < distance)
                {
                    (best, distance) = (each, place - last);
                }
            }
            place++;
        }
        return (best, null, near < 0 ? null : Said(near) is var said and >= 0 ? index.Words.Terms[said].ToString() : null);
    }

    private int Said(int row) => Find(row, term => asked.Contains(term) && fit.IsLead(term)) is var lead and >= 0 ? lead : Find(row, asked.Contains);

    private int KinIn(int row) => Find(row, IsKin);

    private bool IsKin(int term) => kin.TryGetValue(term, out var known) ? known : kin[term] = IsKin(index.Words.Terms[term]);

    private bool IsKin(ReadOnlySpan<char> term)
    {
        foreach (var word in words)
        {
            if (term.CommonPrefixLength(word) >= Stem.Shortest && Stem.IsShared(term, word))
            {
                return true;
            }
        }
        return false;
    }

    private int Find(int row, Predicate<int> wanted)
    {
        for (var terms = index.Words.TermsOf(row); terms.Next();)
        {
            if (wanted(terms.Current))
            {
                return terms.Current;
            }
        }
        return -1;
    }
}
