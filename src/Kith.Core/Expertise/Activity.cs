namespace Kith.Expertise;

/// <summary>Who is active of late where it is talked about. Alone it is a strong guess at who will answer; it says nothing about knowing, so it only tips the balance.</summary>
internal sealed class Activity(ExpertiseIndex index, Sight sight, Query query, Candidates people, ExpertiseWeights with)
{
    // Sums are kept in whole units of this, so that they do not depend on the order of exchanges.
    private const double Unit = 1L << 36;

    /// <summary>Adds each person's part of the activity in the channels that the best exchanges come from, or in the one asked in.</summary>
    public void Share(Ballot exchanges, double[] shares)
    {
        var channelWeights = ChannelWeights(exchanges);
        var active = channelWeights.Keys.ToDictionary(channel => channel, _ => new long[people.Count]);
        for (var exchange = 0; exchange < index.ExchangeEnd; exchange++)
        {
            if (sight.Sees(exchange) && active.TryGetValue(index[exchange].Channel, out var sums))
            {
                Count(exchange, sums);
            }
        }
        foreach (var (channel, sums) in active)
        {
            double total = sums.Sum();
            for (var person = 0; person < sums.Length; person++)
            {
                shares[person] += total > 0 ? with.ActivityWeight * channelWeights[channel] * sums[person] / total : 0;
            }
        }
    }

    private void Count(int exchange, long[] sums)
    {
        foreach (var voice in index.VoicesOf(exchange))
        {
            if (people.PersonOf[voice.Author] is var person and >= 0)
            {
                sums[person] += (long)(Unit * with.WeightOf(index, exchange, voice, query.Now, with.ActivityAge));
            }
        }
    }

    // Whether anything visible is in that channel.
    private bool IsThere(int channel)
    {
        for (var exchange = 0; exchange < index.ExchangeEnd; exchange++)
        {
            if (index[exchange].Channel == channel && sight.Sees(exchange))
            {
                return true;
            }
        }
        return false;
    }

    private Dictionary<int, double> ChannelWeights(Ballot exchanges)
    {
        if (query.Channel is not null && index.Channel(query.Channel) is var asked && IsThere(asked))
        {
            return new() { [asked] = 1 };
        }
        var weights = new Dictionary<int, double>();
        for (var place = 0; place < exchanges.Voters.Length; place++)
        {
            var channel = index[exchanges.Voters[place]].Channel;
            weights[channel] = weights.GetValueOrDefault(channel) + exchanges.Weights[place];
        }
        var total = exchanges.Weights.Sum();
        return weights.ToDictionary(weight => weight.Key, weight => weight.Value / total);
    }
}
