namespace Kith.Expertise;

/// <summary>One answer in the making: the exchanges and messages that fit a query vote for those who spoke in them.</summary>
internal sealed class Votes
{
    private readonly ExpertiseIndex index;
    private readonly Query query;
    private readonly Candidates people;
    private readonly ExpertiseWeights with;
    private readonly Fit fit;
    private readonly Ballot exchanges;
    private readonly Ballot messages;
    private readonly double[] here;

    // What a vote of weight 1 is worth, so that all exchanges together give 1 and all messages MessageWeight.
    private readonly double exchangeUnit;
    private readonly double messageUnit;

    public Votes(ExpertiseIndex index, Sight sight, Query query, Candidates people, ExpertiseWeights with, Fit fit)
    {
        (this.index, this.query, this.people, this.with, this.fit) = (index, query, people, with, fit);
        exchanges = Ballot.Of(fit.BestExchanges(with.BestExchanges), fit.Exchange, with.ExchangePower);
        messages = Ballot.Of(fit.BestMessages, fit.Message, with.MessagePower);
        Shares = new double[people.Count];
        exchangeUnit = Share(ExchangeVotes(), 1);
        messageUnit = Share(MessageVotes(), with.MessageWeight);
        HasEvidence = Array.ConvertAll(Shares, share => share > 0);
        new Activity(index, sight, query, people, with).Share(exchanges, fit.WroteLead(), Shares);
        here = StillHere.Of(index, sight, query, people, with);
        for (var person = 0; person < Shares.Length; person++)
        {
            Shares[person] *= here[person];
        }
        Total = Shares.Sum();
    }

    /// <summary>By person.</summary>
    public double[] Shares { get; }

    /// <summary>Of all people.</summary>
    public double Total { get; }

    /// <summary>The person's part of all that counts.</summary>
    public double Score(int person) => Shares[person] / Total;

    /// <summary>By person: whether any message speaks for them.</summary>
    public bool[] HasEvidence { get; }

    /// <summary>What each message of the people carried: by person, then by row.</summary>
    public Dictionary<int, Dictionary<int, double>> Carried(IReadOnlySet<int> persons)
    {
        var carried = persons.ToDictionary(person => person, _ => new Dictionary<int, double>());
        foreach (var (person, row, vote) in MessageVotes().Where(each => persons.Contains(each.Person)))
        {
            carried[person][row] = vote * messageUnit * here[person];
        }
        foreach (var (person, place, vote) in ExchangeVotes().Where(each => persons.Contains(each.Person)))
        {
            var row = Spokesman(exchanges.Voters[place], person);
            carried[person][row] = carried[person].GetValueOrDefault(row) + vote * exchangeUnit * here[person];
        }
        return carried;
    }

    private double Share(IEnumerable<(int Person, int Place, double Vote)> votes, double worth)
    {
        var sums = new double[Shares.Length];
        foreach (var (person, _, vote) in votes)
        {
            sums[person] += vote;
        }
        var total = sums.Sum();
        var unit = total > 0 ? worth / total : 0;
        for (var person = 0; person < sums.Length; person++)
        {
            Shares[person] += sums[person] * unit;
        }
        return unit;
    }

    private IEnumerable<(int Person, int Place, double Vote)> ExchangeVotes()
    {
        for (var place = 0; place < exchanges.Voters.Length; place++)
        {
            var weight = exchanges.Weights[place] / Math.Pow(index[exchanges.Voters[place]].VoiceCount, with.CrowdPower);
            foreach (var voice in index.VoicesOf(exchanges.Voters[place]).ToArray())
            {
                if (people.PersonOf[voice.Author] is var person and >= 0)
                {
                    yield return (person, place, weight * with.WeightOf(index, exchanges.Voters[place], voice, query.Now, with.ExchangeAge));
                }
            }
        }
    }

    private IEnumerable<(int Person, int Row, double Vote)> MessageVotes()
    {
        for (var place = 0; place < messages.Voters.Length; place++)
        {
            var row = messages.Voters[place];
            var asked = index[index.ExchangeOf[row]].Opener == index.AuthorOf[row] ? with.Asking : 1;
            yield return (people.PersonOf[index.AuthorOf[row]], row, messages.Weights[place] * asked * WhoKnows.Fresh(query.Now, index.At[row], with.MessageAge));
        }
    }

    // The person's message that fits best stands for all that the person said in the exchange; of equals the first.
    private int Spokesman(int exchange, int person)
    {
        var best = -1;
        foreach (var row in index.RowsOf(exchange))
        {
            var own = index.AuthorOf[row] is var author and not ExpertiseColumns.Title && people.PersonOf[author] == person;
            if (own && (best < 0 || (fit.Shows(row), fit.Message(row)).CompareTo((fit.Shows(best), fit.Message(best))) > 0))
            {
                best = row;
            }
        }
        return best;
    }
}
