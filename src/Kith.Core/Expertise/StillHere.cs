namespace Kith.Expertise;

/// <summary>Who is still here, as far as the reader can see: whoever fell silent long ago may know a lot, but will hardly answer.</summary>
internal static class StillHere
{
    private const double DayLength = TimeSpan.MillisecondsPerDay;

    /// <summary>By person: 1 until they have been silent for <see cref="ExpertiseWeights.Silence"/> days, from then on less by the day.</summary>
    public static double[] Of(ExpertiseIndex index, Sight sight, Query query, Candidates people, ExpertiseWeights with)
    {
        var said = sight.Hidden.Count == 0 ? index.LastSaid : Last(index, sight.Sees);
        var last = new long[people.Count];
        for (var author = 0; author < said.Length; author++)
        {
            if (people.PersonOf[author] is var person and >= 0)
            {
                last[person] = Math.Max(last[person], said[author]);
            }
        }
        var silentSince = query.Now - (long)(with.Silence * DayLength);
        return Array.ConvertAll(last, at => WhoKnows.Fresh(silentSince, at, with.SilenceAge));
    }

    /// <summary>By author: when they last spoke in the exchanges that count, in UTC milliseconds.</summary>
    public static long[] Last(ExpertiseIndex index, Predicate<int> counts)
    {
        var last = new long[index.Authors];
        for (var exchange = 0; exchange < index.ExchangeEnd; exchange++)
        {
            if (counts(exchange))
            {
                foreach (var voice in index.VoicesOf(exchange))
                {
                    last[voice.Author] = Math.Max(last[voice.Author], voice.LastAt);
                }
            }
        }
        return last;
    }
}
