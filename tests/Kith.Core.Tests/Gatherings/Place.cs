using Dapper;
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
        Community = data.Database.Write(transaction =>
        {
            var id = Counters.Reserve(transaction, "communities", 1);
            transaction.Connection!.Execute("insert into communities (id, name) values (@id, 'Harbour')", new { id }, transaction);
            return new CommunityId(id);
        });
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

    public IdentityId Named(string name) => Database.Write(transaction =>
    {
        var id = Counters.Reserve(transaction, "identities", 1);
        transaction.Connection!.Execute("insert into identities (id, source_id, key, name) values (@id, @source, @key, @name)",
            new { id, source = PeopleStore.OwnSource(transaction), key = $"test-{id}", name }, transaction);
        return new IdentityId(id);
    });

    public NewGathering Plan(string title = "Lamps", string starts = "2026-12-01T16:00Z", Visibility visibility = Visibility.Community, params NewQuestion[] questions) => new(
        Community, new(ConversationKind.Chat, visibility, title, "About *lamps*.", At(starts), 60, "Europe/London"), Ada, [Ada], questions);

    public ConversationId Hold(NewGathering gathering, string now = "2026-11-20T10:00Z") => Database.Write(transaction => Planning.Schedule(transaction, gathering, At(now)));

    public Gathering Find(ConversationId id) => Database.Read(connection => GatheringStore.Find(connection, Everything, id))!;

    public IReadOnlyList<string> Questions(ConversationId id) =>
        [.. Database.Read(connection => GatheringStore.Questions(connection, id)).Select(question => $"{question.Number} {question.Text}")];

    public Reader Everything => new(null, [Ada, Bo, Cleo]);

    public void Dispose() => data.Dispose();
}
