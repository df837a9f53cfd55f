using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>One answer in the making: the exchanges and messages that fit a query vote for those who spoke in them.</summary>
internal sealed class Votes
{
    private readonly ExpertiseIndex index;
    private readonly Query query;
    private readonly Candidates people;
    private readonly ExpertiseWeights with;
    private readonly float[] messageScores;
    private readonly int[] exchanges;
    private readonly double[] exchangeVotes;
    private readonly int[] messages;
    private readonly double[] messageVotes;
    private readonly double[] shares;

    public Votes(ExpertiseIndex index, Sight sight, Query query, Candidates people, ExpertiseWeights with, WeightedTerm[] terms)
    {
        (this.index, this.query, this.people, this.with) = (index, query, people, with);
        messageScores = MessageScores(sight.RowScores(terms, with.MessageFit));
        var exchangeScores = sight.ExchangeScores(terms, with.ExchangeFit);
        exchanges = TopK.Of(exchangeScores, with.BestExchanges);
        exchangeVotes = Powers(exchangeScores, exchanges, with.ExchangePower);
        messages = TopK.Of(messageScores, with.BestMessages);
        messageVotes = Powers(messageScores, messages, with.MessagePower);
        shares = new double[people.Count];
        CountExchanges();
        CountMessages();
        HasEvidence = Array.ConvertAll(shares, share => share > 0);
        CountActivity(sight);
    }

    private bool[] HasEvidence { get; }

    /// <summary>The best people with their evidence.</summary>
    public IReadOnlyList<Knows> Best()
    {
        var total = shares.Sum();
        var scores = new float[shares.Length];
        for (var person = 0; person < scores.Length; person++)
        {
            scores[person] = HasEvidence[person] ? (float)(shares[person] / total) : 0;
        }
        var best = TopK.Of(scores, query.Top);
        var evidence = query.Evidence == 0 ? [] : EvidenceOf(best, total);
        return [.. best.Select((person, place) => new Knows(people[person], scores[person], query.Evidence == 0 ? [] : evidence[place]))];
    }

    // Titles, bots and those left out have no voice.
    private float[] MessageScores(float[] scores)
    {
        for (var row = 0; row < scores.Length; row++)
        {
            if (index.AuthorOf[row] is var author && (author == ExpertiseColumns.Title || people.PersonOf[author] < 0))
            {
                scores[row] = 0;
            }
        }
        return scores;
    }

    private static double[] Powers(float[] scores, int[] best, double power) =>
        Array.ConvertAll(best, place => Math.Pow(scores[place] / scores[best[0]], power));

    private void CountExchanges()
    {
        double Vote(int place, Voice voice) => exchangeVotes[place] * VoiceWeight(voice, with.ExchangeAge);
        var total = 0.0;
        var votes = new double[people.Count];
        for (var place = 0; place < exchanges.Length; place++)
        {
            foreach (var voice in index.Voices[exchanges[place]])
            {
                if (people.PersonOf[voice.Author] is var person and >= 0)
                {
                    votes[person] += Vote(place, voice);
                    total += Vote(place, voice);
                }
            }
        }
        exchangeUnit = total > 0 ? 1 / total : 0;
        Share(votes, exchangeUnit);
    }

    private double exchangeUnit;
    private double messageUnit;

    private void CountMessages()
    {
        var votes = new double[people.Count];
        var total = 0.0;
        for (var place = 0; place < messages.Length; place++)
        {
            messageVotes[place] *= WhoKnows.Fresh(query.Now, index.At[messages[place]], with.MessageAge);
            votes[people.PersonOf[index.AuthorOf[messages[place]]]] += messageVotes[place];
            total += messageVotes[place];
        }
        messageUnit = total > 0 ? with.MessageWeight / total : 0;
        Share(votes, messageUnit);
    }

    private double VoiceWeight(Voice voice, double age) => Math.Log(1 + voice.Count) * WhoKnows.Fresh(query.Now, voice.LastAt, age);

    private void Share(double[] votes, double unit)
    {
        for (var person = 0; person < votes.Length; person++)
        {
            shares[person] += votes[person] * unit;
        }
    }

    // Who is active where it is talked about: each channel counts as much as its exchanges fit the query.
    private void CountActivity(Sight sight)
    {
        var channelWeights = ChannelWeights();
        var totals = new Dictionary<int, double>();
        foreach (var channel in channelWeights.Keys)
        {
            totals[channel] = 0;
        }
        var active = new List<(int Person, int Channel, double Weight)>();
        for (var exchange = 0; exchange < index.Exchanges; exchange++)
        {
            if (!totals.ContainsKey(index.ChannelOf[exchange]) || !sight.Sees(exchange))
            {
                continue;
            }
            foreach (var voice in index.Voices[exchange])
            {
                if (people.PersonOf[voice.Author] is var person and >= 0)
                {
                    var weight = VoiceWeight(voice, with.ActivityAge);
                    active.Add((person, index.ChannelOf[exchange], weight));
                    totals[index.ChannelOf[exchange]] += weight;
                }
            }
        }
        foreach (var (person, channel, weight) in active)
        {
            shares[person] += with.ActivityWeight * channelWeights[channel] * weight / totals[channel];
        }
    }

    private Dictionary<int, double> ChannelWeights()
    {
        if (query.Channel is not null && index.Channel(query.Channel) is var asked and >= 0)
        {
            return new() { [asked] = 1 };
        }
        var total = exchangeVotes.Sum();
        return exchanges.Select((exchange, place) => (Channel: index.ChannelOf[exchange], Vote: exchangeVotes[place]))
            .GroupBy(vote => vote.Channel).ToDictionary(votes => votes.Key, votes => votes.Sum(vote => vote.Vote) / total);
    }

    private List<Evidence>[] EvidenceOf(int[] best, double total)
    {
        var places = new Dictionary<int, int>();
        for (var place = 0; place < best.Length; place++)
        {
            places[best[place]] = place;
        }
        var carried = Array.ConvertAll(best, _ => new Dictionary<int, double>());
        void Carry(int person, int row, double weight)
        {
            if (places.TryGetValue(person, out var place))
            {
                carried[place][row] = carried[place].GetValueOrDefault(row) + weight / total;
            }
        }
        for (var place = 0; place < messages.Length; place++)
        {
            Carry(people.PersonOf[index.AuthorOf[messages[place]]], messages[place], messageVotes[place] * messageUnit);
        }
        for (var place = 0; place < exchanges.Length; place++)
        {
            foreach (var voice in index.Voices[exchanges[place]])
            {
                if (people.PersonOf[voice.Author] is var person and >= 0 && places.ContainsKey(person))
                {
                    Carry(person, Spokesman(exchanges[place], voice.Author), exchangeVotes[place] * VoiceWeight(voice, with.ExchangeAge) * exchangeUnit);
                }
            }
        }
        return Array.ConvertAll(carried, Shown);
    }

    // The author's message that fits best stands for all that the author said in the exchange; of equals the first.
    private int Spokesman(int exchange, int author)
    {
        var best = -1;
        foreach (var row in index.Voices.RowsOf(exchange))
        {
            if (index.AuthorOf[row] == author && (best < 0 || messageScores[row] > messageScores[best]))
            {
                best = row;
            }
        }
        return best;
    }

    private List<Evidence> Shown(Dictionary<int, double> rows) =>
        [.. rows.OrderByDescending(row => row.Value).ThenBy(row => row.Key).Take(query.Evidence)
            .Select(row => new Evidence(index.Conversation(index.ExchangeOf[row.Key]), index.Seq(row.Key), index.At[row.Key], row.Value))];
}
