using Dapper;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Tests.Rooms;

/// <summary>A gathering whose room is open: Mo moderates, Ann and Bo are members; three questions are planned.</summary>
internal sealed class LiveRoom : IDisposable
{
    private readonly TestDatabase data;
    private readonly RoomLog log;

    public LiveRoom(Engine engine, bool open = true, ConversationKind kind = ConversationKind.Chat)
    {
        data = TestDatabase.On(engine);
        log = new RoomLog(data.Database, Clock);
        Id = data.Database.Write(transaction =>
        {
            var connection = transaction.Connection!;
            connection.Execute("insert into communities (id, name) values (1, 'Harbour')", transaction: transaction);
            var source = PeopleStore.OwnSource(transaction);
            foreach (var (who, name) in ((IdentityId, string)[])[(Mo, "Mo Berg"), (Ann, "Ann Lind"), (Bo, "Bo Tanaka")])
            {
                connection.Execute("insert into identities (id, source_id, key, name) values (@id, @source, @name, @name)", new { id = who.Value, source, name }, transaction);
            }
            var plan = new GatheringPlan(kind, Visibility.Public, "Tides", "", Clock.Now, 60, "Europe/London");
            return Planning.Schedule(transaction, new NewGathering(new(1), plan, Mo, [Mo], [new("First?"), new("Second?"), new("Third?")]), Clock.Now);
        });
        if (open)
        {
            Change(Hour.Open).GetAwaiter().GetResult();
        }
    }

    public static IdentityId Mo { get; } = new(1);

    public static IdentityId Ann { get; } = new(2);

    public static IdentityId Bo { get; } = new(3);

    public SetClock Clock { get; } = new();

    public ConversationId Id { get; }

    public Database Database => data.Database;

    public IReadOnlyList<Question> Questions => Read(connection => GatheringStore.Questions(connection, Id));

    public Task<T> Change<T>(Func<RoomChange, T> change) => log.Change(Id, change);

    /// <summary>Says something, if the rules allow it.</summary>
    public Task<Refusal?> Say(IdentityId who, string text, string? key = null, QuestionId? question = null, string? replyTo = null, bool moderates = false) => Change(change =>
    {
        var post = new Post(key ?? text, who, text, question, replyTo);
        var connection = change.Transaction.Connection!;
        if (RoomRules.Check(RoomRules.StandingOf(connection, Id, who) with { Moderates = moderates }, change.Now) is { } refusal)
        {
            return Saying.Before(connection, Id, post) is null ? refusal : null;
        }
        change.Append(post);
        return null;
    });

    public T Read<T>(Func<System.Data.Common.DbConnection, T> read) => data.Database.Read(read);

    public IReadOnlyList<RoomEntry> Entries => Read(connection => RoomEntries.From(connection, Id));

    /// <summary>What followers were told, "Message 1" …, since the last time.</summary>
    public string Told()
    {
        var all = Read(connection => connection.Query<(long Number, long Kind, long Reference)>(
            "select number, kind, reference from changes where conversation_id = @id order by number", new { id = Id.Value }).AsList());
        Assert.Equal(Enumerable.Range(1, all.Count).Select(number => (long)number), all.Select(each => each.Number));
        var news = string.Join(", ", all.Skip(told).Select(each => $"{(ChangeKind)each.Kind} {each.Reference}"));
        told = all.Count;
        return news;
    }

    private int told;

    public void Dispose()
    {
        log.Dispose();
        data.Dispose();
    }
}

/// <summary>A clock that stands until it is set.</summary>
internal sealed class SetClock : TimeProvider
{
    public long Now { get; set; } = 1_800_000_000_000;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Now);
}
