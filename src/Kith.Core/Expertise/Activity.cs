namespace Kith.Expertise;

/// <summary>Who is active of late where it is talked about. Alone it is a strong guess at who will answer; it says nothing about knowing, so it only tips the balance.</summary>
internal sealed class Activity(ExpertiseIndex index, Sight sight, Query query, Candidates people, ExpertiseWeights with)
{
    /// <summary>Adds each person's part of the activity in the channels that the best exchanges come from, or in the one asked in.</summary>
    public void Share(Ballot exchanges, double[] shares)
    {
        var channelWeights = ChannelWeights(exchanges);
        var active = channelWeights.Keys.ToDictionary(channel => channel, _ => new double[people.Count]);
        for (var exchange = 0; exchange < index.Exchanges; exchange++)
        {
            if (active.TryGetValue(index.ChannelOf[exchange], out var sums) && sight.Sees(exchange))
            {
                Count(exchange, sums);
            }
        }
        foreach (var (channel, sums) in active)
        {
            var total = sums.Sum();
            for (var person = 0; person < sums.Length; person++)
            {
                shares[person] += total > 0 ? with.ActivityWeight * channelWeights[channel] * sums[person] / total : 0;
            }
        }
    }

    private void Count(int exchange, double[] sums)
    {
        foreach (var voice in index.Voices.Of(exchange))
        {
            if (people.PersonOf[voice.Author] is var person and >= 0)
            {
                sums[person] += with.WeightOf(index, exchange, voice, query.Now, with.ActivityAge);
            }
        }
    }

    private Dictionary<int, double> ChannelWeights(Ballot exchanges)
    {
        if (query.Channel is not null && index.Channel(query.Channel) is var asked and >= 0)
        {
            return new() { [asked] = 1 };
        }
        var weights = new Dictionary<int, double>();
        for (var place = 0; place < exchanges.Voters.Length; place++)
        {
            var channel = index.ChannelOf[exchanges.Voters[place]];
            weights[channel] = weights.GetValueOrDefault(channel) + exchanges.Weights[place];
        }
        var total = exchanges.Weights.Sum();
        return weights.ToDictionary(weight => weight.Key, weight => weight.Value / total);
    }
}
