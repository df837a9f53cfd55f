namespace Kith.Expertise;

/// <summary>Who is active of late where it is talked about. Alone it is a strong guess at who will answer; it says nothing about knowing, so it only tips the balance.</summary>
internal sealed class Activity(ExpertiseIndex index, Sight sight, Query query, Candidates people, ExpertiseWeights with)
{
    /// <summary>Adds each person's part of the activity in the channels that the best exchanges come from, or in the one asked in.</summary>
    public void Share(Ballot exchanges, double[]? wroteLead, double[] shares)
    {
        var all = index.ActivityAt(query.Now, with);
        var hidden = new ChannelActivity(index, all.Now, sight.Hidden, with);
        var sums = new long[people.Count];
        foreach (var (channel, weight) in ChannelWeights(exchanges, all, hidden))
        {
            Array.Clear(sums);
            Count(all, channel, sums, 1);
            Count(hidden, channel, sums, -1);
            double total = sums.Sum();
            for (var person = 0; person < sums.Length; person++)
            {
                var worth = wroteLead?[person] is > 0 and var part ? with.ActivityWeight * Math.Pow(with.WroteLead, part) : with.ActivityWeight;
                shares[person] += total > 0 ? worth * weight * sums[person] / total : 0;
            }
        }
    }

    private void Count(ChannelActivity activity, int channel, long[] sums, int sign)
    {
        foreach (var (author, sum) in activity.Of(channel))
        {
            if (people.PersonOf[author] is var person and >= 0)
            {
                sums[person] += sign * sum;
            }
        }
    }

    private Dictionary<int, double> ChannelWeights(Ballot exchanges, ChannelActivity all, ChannelActivity hidden)
    {
        if (query.Channel is not null && index.Channel(query.Channel) is var asked && all.Exchanges(asked) > hidden.Exchanges(asked))
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
