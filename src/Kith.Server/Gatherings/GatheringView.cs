using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Server.Accounts;
using Kith.Server.Shared;

namespace Kith.Server.Gatherings;

/// <summary>A gathering as somebody sees it before it is held.</summary>
/// <param name="Gathering">Which.</param>
/// <param name="Questions">By number.</param>
/// <param name="Rsvps">Who said whether they will come.</param>
/// <param name="Mine">What the reader said; null if nothing.</param>
/// <param name="MayPrepare">Whether the reader may change it.</param>
/// <param name="Everyone">Who is who.</param>
/// <param name="Me">Who asks.</param>
/// <param name="Now">UTC milliseconds.</param>
public sealed record GatheringView(
    Gathering Gathering, IReadOnlyList<Question> Questions, IReadOnlyList<(IdentityId Who, Coming Coming)> Rsvps, Coming? Mine, bool MayPrepare,
    Everyone Everyone, Me Me, long Now)
{
    /// <summary>Reads it; null if there is none of that number for the reader.</summary>
    public static GatheringView? Of(Present present, Me me, ConversationId id)
    {
        var everyone = present.Network.Everyone;
        using var connection = present.Database.Connect();
        if (GatheringStore.Find(connection, me.Reader, id) is not { } gathering)
        {
            return null;
        }
        var rsvps = Kith.Gatherings.Rsvps.Of(connection, id);
        return new GatheringView(
            gathering, GatheringStore.Questions(connection, id), rsvps,
            rsvps.Where(each => me.Reader.Identities.Contains(each.Who)).Select(each => (Coming?)each.Coming).FirstOrDefault(),
            Hosting.MayPrepare(gathering, me.Reader.Identities, me.In(gathering.Community)), everyone, me, present.Now());
    }

    /// <summary>How many said so.</summary>
    public int Count(Coming coming) => Rsvps.Count(each => each.Coming == coming);

    /// <summary>Names of identities, in their order.</summary>
    public IReadOnlyList<Person> People(IEnumerable<IdentityId> identities) => [.. identities.Select(Everyone.Of).OfType<Person>().Distinct()];
}

/// <summary>The list of gatherings as somebody sees it.</summary>
/// <param name="Live">Whose room is open.</param>
/// <param name="Upcoming">Still to be held, the next first.</param>
/// <param name="Past">Of this page, the latest first.</param>
/// <param name="More">Whether there are earlier ones.</param>
/// <param name="Page">Number of the page of past ones, from 1.</param>
/// <param name="Community">Only of this community, by name; null: of all.</param>
/// <param name="Communities">Those to choose from.</param>
/// <param name="Everyone">Who is who.</param>
/// <param name="Me">Who asks.</param>
public sealed record GatheringsView(
    IReadOnlyList<Gathering> Live, IReadOnlyList<Gathering> Upcoming, IReadOnlyList<Gathering> Past, bool More, int Page,
    string? Community, IReadOnlyList<string> Communities, Everyone Everyone, Me Me)
{
    private const int RowsOnPage = 30;

    /// <summary>Reads it.</summary>
    public static GatheringsView Of(Present present, Me me, string? community, int page)
    {
        using var connection = present.Database.Connect();
        var name = string.IsNullOrWhiteSpace(community) ? null : community.Trim();
        var all = GatheringStore.Communities(connection, me.Reader);
        Kith.Accounts.CommunityId? only = name is null ? null : all.Where(each => each.Name == name).Select(each => each.Id).FirstOrDefault(new Kith.Accounts.CommunityId(-1));
        var past = GatheringStore.Past(connection, me.Reader, only, (page - 1) * RowsOnPage, RowsOnPage + 1);
        return new GatheringsView(
            [.. GatheringStore.Live(connection, me.Reader).Where(each => only is null || each.Community == only)], GatheringStore.Upcoming(connection, me.Reader, only),
            [.. past.Take(RowsOnPage)], past.Count > RowsOnPage, page, name, [.. all.Select(each => each.Name)], present.Network.Everyone, me);
    }
}
