using Kith.Accounts;
using Kith.Gatherings;
using Kith.People;
using Kith.Server.Accounts;
using Kith.Server.Shared;

namespace Kith.Server.Gatherings;

/// <summary>A series as somebody sees it.</summary>
/// <param name="Series">Which.</param>
/// <param name="Next">Its gatherings still to come or live, cancelled ones too, the next first.</param>
/// <param name="Past">Those that were held, the latest first.</param>
/// <param name="Later">Dates after those, by the rule.</param>
/// <param name="Swaps">Those that wait for an answer; for members.</param>
/// <param name="MayLead">Whether the reader may change it.</param>
/// <param name="Everyone">Who is who.</param>
/// <param name="Me">Who asks.</param>
public sealed record SeriesView(
    Series Series, IReadOnlyList<Gathering> Next, IReadOnlyList<Gathering> Past, IReadOnlyList<Occurrence> Later, IReadOnlyList<Swap> Swaps, bool MayLead, Everyone Everyone, Me Me)
{
    private const int LaterDates = 3, PastRows = 50;

    /// <summary>Reads it; null if there is none of that number for the reader.</summary>
    public static SeriesView? Of(Present present, Me me, SeriesId id)
    {
        var now = present.Now;
        using var connection = present.Database.Connect();
        if (SeriesStore.Find(connection, me.Reader, id) is not { } series)
        {
            return null;
        }
        var all = GatheringStore.InSeries(connection, me.Reader, id);
        var next = all.Where(each => each.State < GatheringState.Ended || (each.State == GatheringState.Cancelled && each.EndsAt > now)).ToList();
        var after = Math.Max(now, next.Count == 0 ? now : next[^1].StartsAt + 1);
        return new SeriesView(
            series, next, [.. all.Where(each => each.State is GatheringState.Ended or GatheringState.Published).Reverse().Take(PastRows)],
            series.EndedAt is null ? [.. series.Recurrence.From(after).Take(LaterDates)] : [], me.In(series.Community) >= Role.Member ? Kith.Gatherings.Swaps.Of(connection, id) : [], me.In(series.Community) >= Role.Host, present.Network.Everyone, me);
    }

    /// <summary>Whether the reader moderates a gathering.</summary>
    public bool Mine(Gathering gathering) => gathering.Moderators.Any(Me.Reader.Identities.Contains);

    /// <summary>A swap with its two gatherings; null if the reader may not see one of them.</summary>
    public (Gathering Gives, Gathering Takes)? Of(Swap swap) =>
        Next.FirstOrDefault(each => each.Id == swap.Gathering) is { } gives && Next.FirstOrDefault(each => each.Id == swap.Other) is { } takes ? (gives, takes) : null;

    /// <summary>Names of identities, in their order.</summary>
    public IReadOnlyList<Person> People(IEnumerable<IdentityId> identities) => [.. identities.Select(Everyone.Of).OfType<Person>().Distinct()];
}

/// <summary>A series in answers; see docs/json.md.</summary>
/// <param name="Series">Its title.</param>
/// <param name="Id">Its number.</param>
/// <param name="Url">Its permanent address.</param>
/// <param name="Community">Its community.</param>
/// <param name="Rule">RRULE of RFC 5545.</param>
/// <param name="Zone">IANA time zone.</param>
/// <param name="Starts">Local date and time of the first.</param>
/// <param name="Words">The rule for people.</param>
/// <param name="Minutes">How long each lasts.</param>
/// <param name="Ended">When it ended; null while it goes on.</param>
/// <param name="Rota">Who moderates, in turn.</param>
/// <param name="Next">Its gatherings still to come.</param>
/// <param name="Past">Those that were held.</param>
/// <param name="Swaps">Those that wait for an answer; for members.</param>
public sealed record SeriesAnswer(
    string Series, long Id, string Url, string Community, string Rule, string Zone, string Starts, string Words, int Minutes, DateTimeOffset? Ended,
    IReadOnlyList<NamedAnswer> Rota, IReadOnlyList<GatheringRow> Next, IReadOnlyList<GatheringRow> Past, IReadOnlyList<SwapAnswer> Swaps)
{
    /// <summary>From what was read.</summary>
    public static SeriesAnswer Of(SeriesView view) => new(
        view.Series.Plan.Title, view.Series.Id.Value, $"/series/{view.Series.Id}", view.Series.CommunityName, view.Series.Plan.Rule, view.Series.Plan.Zone, view.Series.Plan.Starts,
        view.Series.Recurrence.Words, view.Series.Plan.Minutes, view.Series.EndedAt is { } ended ? Times.Of(ended) : null, NamedAnswer.Of(view.People(view.Series.Rota)),
        [.. view.Next.Select(each => GatheringRow.Of(each, view.Everyone))], [.. view.Past.Select(each => GatheringRow.Of(each, view.Everyone))],
        [.. view.Swaps.Where(swap => view.Of(swap) is not null).Select(swap => Of(view, swap, view.Of(swap)!.Value))]);

    private static SwapAnswer Of(SeriesView view, Swap swap, (Gathering Gives, Gathering Takes) two) => new(
        swap.Id, view.Everyone.Of(swap.AskedBy)?.Name ?? "", Address.OfGathering(swap.Gathering), Address.OfGathering(swap.Other), view.Mine(two.Takes), view.Mine(two.Gives));
}
