using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Kith.Store;

namespace Kith.Server.Gatherings;

/// <summary>A gathering as somebody sees it before it is held.</summary>
/// <param name="Gathering">Which.</param>
/// <param name="Questions">By number.</param>
/// <param name="Rsvps">Who said whether they will come.</param>
/// <param name="Mine">What the reader said; null if nothing.</param>
/// <param name="MayPrepare">Whether the reader may change it.</param>
/// <param name="Series">The series it belongs to, if the reader may see that.</param>
/// <param name="Note">In a sentence, if its local time does not exist or exists twice.</param>
/// <param name="Everyone">Who is who.</param>
/// <param name="Me">Who asks.</param>
/// <param name="Now">UTC milliseconds.</param>
public sealed record GatheringView(
    Gathering Gathering, IReadOnlyList<Question> Questions, IReadOnlyList<(IdentityId Who, Coming Coming)> Rsvps, Coming? Mine, bool MayPrepare,
    Series? Series, string? Note, Everyone Everyone, Me Me, long Now)
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
            Hosting.MayPrepare(gathering, me.Reader.Identities, me.In(gathering.Community)),
            gathering.Series is { } series ? SeriesStore.Find(connection, me.Reader, series) : null, NoteOf(gathering), everyone, me, present.Now);
    }

    private static string? NoteOf(Gathering gathering)
    {
        var zone = Zones.Find(gathering.Zone);
        // Of a series the rule may have given a time that the clock jumps over.
        var asked = gathering.Occurrence is { } occurrence && Zones.At(Zones.Parse(occurrence), zone) is var made && made.At == gathering.StartsAt ? made.Note : null;
        return asked ?? Zones.At(Zones.Local(gathering.StartsAt, zone), zone).Note;
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
/// <param name="Series">Those that go on.</param>
/// <param name="Proposals">Topics that wait for a host; for members.</param>
/// <param name="Own">Communities in which the reader may hold gatherings.</param>
/// <param name="Leads">Whether the reader leads series in one of them.</param>
/// <param name="Key">Of the reader's feeds; null for visitors.</param>
/// <param name="Community">Only of this community, by name; null: of all.</param>
/// <param name="Communities">Those to choose from.</param>
/// <param name="Everyone">Who is who.</param>
/// <param name="Me">Who asks.</param>
public sealed record GatheringsView(
    IReadOnlyList<Gathering> Live, IReadOnlyList<Gathering> Upcoming, IReadOnlyList<Gathering> Past, bool More, int Page,
    IReadOnlyList<Series> Series, IReadOnlyList<Proposal> Proposals, IReadOnlyList<Community> Own, bool Leads, string? Key,
    string? Community, IReadOnlyList<string> Communities, Everyone Everyone, Me Me)
{
    private const int RowsOnPage = 30, MostUpcoming = 300;

    private static readonly CommunityId Nowhere = new(-1);

    /// <summary>Those still to be held, of each series only the next one.</summary>
    public IReadOnlyList<Gathering> Next => FirstOfEach(Upcoming);

    /// <summary>How many planned gatherings of a series wait for a host.</summary>
    public int Unhosted(SeriesId series) => Upcoming.Count(each => each.Series == series && each.State == GatheringState.Proposed);

    /// <summary>Of each series only the first.</summary>
    internal static IReadOnlyList<Gathering> FirstOfEach(IReadOnlyList<Gathering> gatherings) => [.. gatherings.DistinctBy(each => (each.Series, each.Series is null ? each.Id : default))];

    /// <summary>Whether the reader is a member somewhere, by name.</summary>
    public bool IsMember => Me.Account is not null && Own.Count > 0;

    /// <summary>The address of a feed that shows what the reader may see.</summary>
    public string Feed(string path)
    {
        var query = new Microsoft.AspNetCore.Http.Extensions.QueryBuilder();
        if (Community is { } name) { query.Add("community", name); }
        if (Key is { } key) { query.Add("key", key); }
        return path + query;
    }

    /// <summary>The one of these communities whose name was typed: none where nothing was, and one that holds nothing where none is called so.</summary>
    internal static (string? Name, CommunityId? Id) Only(IReadOnlyList<(CommunityId Id, string Name)> communities, string? typed) => Typed.OrNull(typed) is { } name
        ? (name, communities.Where(each => each.Name == name).Select(each => each.Id).FirstOrDefault(Nowhere))
        : (null, null);

    /// <summary>Reads it.</summary>
    public static GatheringsView Of(Present present, Me me, string? community, int page)
    {
        using var connection = present.Database.Connect();
        var all = GatheringStore.Communities(connection, me.Reader);
        var (name, only) = Only(all, community);
        var own = me.Communities(present, Role.Member);
        var past = GatheringStore.Past(connection, me.Reader, only, (page - 1) * RowsOnPage, RowsOnPage + 1);
        return new GatheringsView(
            GatheringStore.Live(connection, me.Reader, only), GatheringStore.Upcoming(connection, me.Reader, only, count: MostUpcoming),
            [.. past.Take(RowsOnPage)], past.Count > RowsOnPage, page,
            [.. SeriesStore.All(connection, me.Reader).Where(each => each.EndedAt is null && (only is null || each.Community == only))],
            [.. Kith.Gatherings.Proposals.Open(connection, me.Reader).Where(each => only is null || each.Community == only)],
            own, own.Any(each => me.In(each.Id) >= Role.Host), me.Account is { } account ? FeedKey.Of(account) : null, name, [.. all.Select(each => each.Name)], present.Network.Everyone, me);
    }
}
