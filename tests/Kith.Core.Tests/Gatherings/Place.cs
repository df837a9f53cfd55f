using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Store;

namespace Kith.Tests.Gatherings;

/// <summary>A community with a few people, in which gatherings can be held.</summary>
internal sealed class Place : IDisposable
{
    private readonly TestDatabase data;

    private Place(TestDatabase data)
    {
        this.data = data;
        Community = data.Database.Write(transaction => CommunityStore.Named(transaction, "Harbour"));
        (Ada, Bo, Cleo) = (Named("Ada Lindqvist"), Named("Bo Tanaka"), Named("Cleo Marsh"));
    }

    public Database Database => data.Database;

    public CommunityId Community { get; }

    public IdentityId Ada { get; }

    public IdentityId Bo { get; }

    public IdentityId Cleo { get; }

    public static Place On(Engine engine) => new(TestDatabase.On(engine));

    /// <summary>UTC milliseconds of a time such as <c>2026-12-01T16:00Z</c>.</summary>
    public static long At(string utc) => DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    public IdentityId Named(string name) => Database.Write(transaction => PeopleStore.Add(transaction, $"test-{name}", name));

    public NewGathering Plan(string title = "Lamps", string starts = "2026-12-01T16:00Z", Visibility visibility = Visibility.Community, params NewQuestion[] questions) => new(
        Community, new(ConversationKind.Chat, visibility, title, "About *lamps*.", At(starts), 60, "Europe/London"), Ada, [Ada], questions);

    public ConversationId Hold(NewGathering gathering, string now = "2026-11-20T10:00Z") => Database.Write(transaction => Planning.Schedule(transaction, gathering, At(now)));

    public Gathering Find(ConversationId id) => Database.Read(connection => GatheringStore.Find(connection, Everything, id))!;

    public IReadOnlyList<string> Questions(ConversationId id) =>
        [.. Database.Read(connection => GatheringStore.Questions(connection, id)).Select(question => $"{question.Number} {question.Text}")];

    public SeriesPlan Tuesdays(string rule = "FREQ=WEEKLY;BYDAY=TU", string starts = "2026-12-01T16:00", string zone = "Europe/London") => new(
        ConversationKind.Chat, Visibility.Community, "Tuesday chat", "Every week.", rule, zone, starts, 60, false, "Who are you? (5)\nWhat is new?");

    public SeriesId Begin(SeriesPlan plan, params IdentityId[] rota) => Database.Write(transaction =>
        SeriesStore.Add(transaction, Community, plan, Ada, rota, At("2026-11-20T10:00Z")));

    public Series Find(SeriesId id) => Database.Read(connection => SeriesStore.Find(connection, Everything, id))!;

    public IReadOnlyList<ConversationId> Make(SeriesId id, string now = "2026-11-20T10:00Z") =>
        Database.Write(transaction => Occurrences.Make(transaction, Find(id), At(now)));

    public IReadOnlyList<Gathering> In(SeriesId id) => Database.Read(connection => GatheringStore.InSeries(connection, Everything, id));

    /// <summary>State, start in UTC and moderators of each gathering of a series.</summary>
    public string[] Shown(SeriesId id) => [.. In(id).Select(each =>
        $"{each.State} {DateTimeOffset.FromUnixTimeMilliseconds(each.StartsAt):yyyy-MM-ddTHH:mm} {string.Join('+', each.Moderators.Select(who => who == Ada ? "Ada" : who == Bo ? "Bo" : "Cleo"))}".TrimEnd())];

    /// <summary>What somebody was told, the first first.</summary>
    public string[] Told(IdentityId who) => [.. Database.Read(connection => Notices.Of(connection, [who])).Select(each => each.Text).Reverse()];

    public Reader Everything => new(null, [Ada, Bo, Cleo]);

    public void Dispose() => data.Dispose();
}
