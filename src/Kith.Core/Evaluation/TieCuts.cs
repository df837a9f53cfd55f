namespace Kith.Evaluation;

/// <summary>
/// Where a file of ties is cut: at .2, .3 … .6 of its span; but where a hundredth of the events at either end makes up
/// over half of the span (wrong dates, a slow start), after .3, .4 … .8 of the events.
/// </summary>
internal static class TieCuts
{
    public static IReadOnlyList<long> Of(ReadOnlySpan<TieEvent> events)
    {
        var (first, last) = (events[0].At, events[^1].At);
        var stray = events.Length / 100;
        var core = events[^(stray + 1)].At - events[stray].At;
        return core < (last - first) / 2 ? Quantiles(events) : [.. Enumerable.Range(2, 5).Select(tenth => first + (last - first) / 10 * tenth)];
    }

    private static long[] Quantiles(ReadOnlySpan<TieEvent> events)
    {
        var cuts = new long[6];
        for (var i = 0; i < cuts.Length; i++)
        {
            cuts[i] = events[(int)((events.Length - 1L) * (i + 3) / 10)].At;
        }
        return cuts;
    }
}
