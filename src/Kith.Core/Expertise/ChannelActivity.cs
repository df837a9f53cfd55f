namespace Kith.Expertise;

/// <summary>How active each author is in each channel as of one time; kept beside an index, because every question needs it.</summary>
internal sealed class ChannelActivity
{
    // Sums are kept in whole units of this, so that they do not depend on the order of exchanges.
    private const double Unit = 1L << 36;

    private readonly Dictionary<int, (int Exchanges, (int Author, long Sum)[] Authors)> channels = [];

    /// <summary>Of some exchanges.</summary>
    public ChannelActivity(ExpertiseIndex index, long now, IEnumerable<int> exchanges, ExpertiseWeights with)
    {
        (Now, Weights) = (now, with);
        var sums = new long[index.Authors];
        var heard = new List<int>();
        foreach (var channel in exchanges.GroupBy(exchange => index[exchange].Channel))
        {
            var count = 0;
            foreach (var exchange in channel)
            {
                Add(index, exchange, sums, heard);
                count++;
            }
            channels.Add(channel.Key, (count, [.. heard.Select(author => (author, sums[author]))]));
            heard.ForEach(author => sums[author] = 0);
            heard.Clear();
        }
    }

    /// <summary>UTC milliseconds.</summary>
    public long Now { get; }

    public ExpertiseWeights Weights { get; }

    /// <summary>How many exchanges a channel has.</summary>
    public int Exchanges(int channel) => channels.TryGetValue(channel, out var found) ? found.Exchanges : 0;

    /// <summary>Who is active there, and how much.</summary>
    public (int Author, long Sum)[] Of(int channel) => channels.TryGetValue(channel, out var found) ? found.Authors : [];

    private void Add(ExpertiseIndex index, int exchange, long[] sums, List<int> heard)
    {
        foreach (var voice in index.VoicesOf(exchange))
        {
            // One more than nothing, so that nobody is heard twice.
            if (sums[voice.Author] == 0)
            {
                heard.Add(voice.Author);
            }
            sums[voice.Author] += 1 + (long)(Unit * Weights.WeightOf(index, exchange, voice, Now, Weights.ActivityAge));
        }
    }
}
