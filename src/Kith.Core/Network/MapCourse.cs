namespace Kith.Network;

/// <summary>
/// How every tie of a map came and faded, for a replay without asking again: at each moment of <see cref="NetworkMap.Time"/>
/// the strength at its end, in 15 levels, of which only the changes are written.
/// </summary>
public static class MapCourse
{
    /// <summary>The highest level: a strength of one. 0 is a tie that has not begun; the weakest there is has level 1.</summary>
    public const int Highest = 15;

    /// <summary>
    /// For each tie in the order of the map a byte with the number of its changes, and for each change two: how many moments
    /// after the change before it (the first: after the first moment), and the new level. Ties begin at level 0.
    /// </summary>
    public static byte[] Of(NetworkMap map)
    {
        var ends = map.Time.Ends;
        var bytes = new List<byte>(map.Ties.Count * 12);
        for (var tie = 0; tie < map.Ties.Count; tie++)
        {
            var (count, before, level) = (bytes.Count, 0, 0);
            bytes.Add(0);
            for (var moment = FirstMoment(ends, map.FirstDayOf(tie)); moment < ends.Count; moment++)
            {
                if (LevelOf(map.StrengthOn(tie, ends[moment])) is var now && now != level)
                {
                    bytes.Add((byte)(moment - before));
                    bytes.Add((byte)now);
                    (before, level) = (moment, now);
                    bytes[count]++;
                }
            }
        }
        return [.. bytes];
    }

    /// <summary>The level of a strength from 0 to 1.</summary>
    public static int LevelOf(double strength) => (int)Math.Ceiling(Math.Clamp(strength, 0, 1) * Highest);

    private static int FirstMoment(IReadOnlyList<int> ends, int day)
    {
        var moment = 0;
        while (moment < ends.Count && ends[moment] < day)
        {
            moment++;
        }
        return moment;
    }
}
