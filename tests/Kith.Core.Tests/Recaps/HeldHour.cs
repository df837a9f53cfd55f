using Dapper;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Impact;
using Kith.People;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Store;
using Kith.Tests.Rooms;
using Kith.Ties;

namespace Kith.Tests.Recaps;

/// <summary>A gathering held in a test: Mo moderates it on 15 January 2027 at 08:00 UTC; who comes is of the cast.</summary>
internal sealed class HeldHour : IDisposable
{
    private const long Day = 86_400_000;

    private static readonly string[] Cast =
        ["Mo Berg", "Ann Lind", "Ann on her phone", "Bo Tanaka", "Cleo Marsh", "Dev Rao", "Eve Ong", "Finn Hale", "Gro Vik", "Hana Sato", "Tide robot"];

    private readonly TestDatabase data;
    private readonly Dictionary<string, IdentityId> known;
    private int said;

    public HeldHour(Engine engine, ConversationKind kind = ConversationKind.Chat, Visibility visibility = Visibility.Public, params NewQuestion[] questions)
    {
        data = TestDatabase.On(engine);
        Log = new RoomLog(data.Database, Clock);
        data.Database.Write(transaction => transaction.Connection!.Execute("insert into communities (id, name) values (1, 'Harbour')", transaction: transaction));
        known = data.Database.Write(transaction => Cast.ToDictionary(name => name, name => PeopleStore.Add(transaction, $"test {name}", name)));
        var mo = Who("Mo Berg");
        Id = data.Database.Write(transaction => Planning.Schedule(transaction, new NewGathering(new(1),
            new GatheringPlan(kind, visibility, "Salt on the glass", "What keeps *lamps* clear?", Clock.Now, 60, "Europe/London"), mo, [mo], questions), Clock.Now));
        Do(Hour.Open);
    }

    public SetClock Clock { get; } = new();

    public RoomLog Log { get; }

    public ConversationId Id { get; }

    public Database Database => data.Database;

    public Everyone Everyone => data.Database.Read(PeopleStore.Load);

    public GatheringTranscript Transcript => data.Database.Read(connection => TranscriptStore.Read(connection, Everything, Id))!;

    /// <summary>May read all that is private too.</summary>
    public Reader Everything => new(null, [.. known.Values]);

    /// <summary>That one of the cast is known from an archive instead, and not by an account.</summary>
    public void ComesFromArchive(string name) => data.Database.Write(transaction => transaction.Connection!.Execute(
        """
        insert into sources (id, format, key, title) values (99, 'irc', 'irc', 'Elsewhere');
        update identities set source_id = 99 where id = @id
        """, new { id = Who(name).Value }, transaction));

    /// <summary>The identity of somebody of the cast.</summary>
    public IdentityId Who(string name) => known[name];

    public T Do<T>(Func<RoomChange, T> change) => Log.Change(Id, change).GetAwaiter().GetResult();

    /// <summary>The moderator asks the question of that number.</summary>
    public QuestionId Ask(int number)
    {
        var question = Transcript.Questions.Single(each => each.Number == number).Id;
        Assert.Null(Do(change => Asking.Ask(change, question, Who("Mo Berg"))));
        Later();
        return question;
    }

    /// <summary>Somebody says something, ten seconds after what was said before; returns its number.</summary>
    public long Say(string who, string text, QuestionId? question = null, long? replyTo = null, EntryMark entry = default, params string[] naming)
    {
        var answered = replyTo is { } seq ? Transcript.Entries.Single(each => each.Message.Seq == seq).Message.Key : null;
        var addressed = new Addressed([.. naming.Select(name => (AddressKind.Mention, Who(name)))]);
        var by = Who(who);
        var posted = Do(change => change.Append(new Post($"k{++said}", by, text, question, answered, addressed, entry)));
        Later();
        return posted.Seq;
    }

    public void React(long seq, string sign, params string[] by)
    {
        foreach (var who in by.Select(Who))
        {
            Assert.Null(Do(change => Reacting.React(change, seq, sign, who)));
        }
    }

    public void End() => Assert.Null(Do(Hour.End));

    public void Later(long milliseconds = 10_000) => Clock.Now += milliseconds;

    /// <summary>Two talked with each other, days before the gathering: one wrote, the other answered.</summary>
    public void Talked(string one, string other, int daysBefore, Visibility visibility = Visibility.Community, long? at = null)
    {
        var (first, second) = (Who(one), Who(other));
        var time = at ?? Clock.Now - daysBefore * Day;
        data.Database.Write(transaction =>
        {
            var id = Counters.Reserve(transaction, "conversations", 1);
            transaction.Connection!.Execute(
                "insert into conversations (id, source_id, key, community_id, kind, visibility, title) values (@id, @source, @key, 1, 1, @visibility, 'Earlier')",
                new { id, source = PeopleStore.OwnSource(transaction), key = $"earlier {id}", visibility = (long)visibility }, transaction);
            if (visibility == Visibility.Participants)
            {
                transaction.Connection!.Execute("insert into participants (conversation_id, identity_id) values (@id, @first), (@id, @second)", new { id, first = first.Value, second = second.Value }, transaction);
            }
            Kith.Conversations.Log.Append(transaction,
            [
                new NewMessage(id, 1, "1", first.Value, time, Markup.Plain, "Good morning.", null, null, null, null, null),
                new NewMessage(id, 2, "2", second.Value, time + 1000, Markup.Plain, "And to you.", "1", null, null, null, null),
            ]);
            Kith.Conversations.Log.MarkStale(transaction, [(id, 0L)]);
        });
    }

    /// <summary>What followed, as far as a reader may know: one without a name, unless one is given.</summary>
    public LeftBehind LeftBehind(string? reader = null)
    {
        new Fold(data.Database).Run();
        var (everyone, gathering) = (Everyone, Transcript.Gathering);
        var ties = data.Database.Read(connection => Tie.Fold(ContactStore.Open(connection), everyone));
        var groups = Groups.At(ties, Days.Of(ImpactStore.BeganAt(gathering)) - 1);
        var who = reader is null ? Reader.Member : Reader.As(everyone.Of(Who(reader))!);
        return data.Database.Read(connection => ImpactStore.Of(connection, who, gathering, groups, everyone));
    }

    public string Names(Pair pair) => $"{Everyone.Find(pair.One)!.Name} + {Everyone.Find(pair.Other)!.Name}";

    public void Dispose()
    {
        Log.Dispose();
        data.Dispose();
    }
}
