using System.Data.Common;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Demo;

/// <summary>What is set up for the demo beside its archives: accounts, the series of chats, proposals, and the hour that is live.</summary>
public sealed class LiveHarbour
{
    private readonly Database database;
    private readonly RoomLog log;
    private readonly TimeProvider time;
    private readonly LiveHour hour;

    /// <summary>Of the hour that is live now.</summary>
    public LiveHarbour(Database database, RoomLog log, TimeProvider time)
        : this(database, log, time, Harbour.Live(time.GetUtcNow()))
    {
    }

    internal LiveHarbour(Database database, RoomLog log, TimeProvider time, LiveHour hour) => (this.database, this.log, this.time, this.hour) = (database, log, time, hour);

    /// <summary>Who the visitor can be: a host of the community, and a member who comes to listen.</summary>
    public static IReadOnlyList<string> Doors { get; } = ["Ingrid Dahl", "Hana Suzuki"];

    private const string Zone = "Europe/Lisbon";

    /// <summary>Sets it up, or carries on what was begun before; returns the number of the live gathering.</summary>
    public async Task<ConversationId> Open()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await new HeldHarbour(database, time).Hold();
        if (database.Read(connection => GatheringStore.Live(connection, Reader.Member)) is [var running, ..])
        {
            if (now < running.EndsAt)
            {
                return running.Id;
            }
            await log.Change(running.Id, Hour.End);
        }
        database.Write(transaction => Plan(transaction, now));
        return await Begin();
    }

    /// <summary>Opens the room of its hour.</summary>
    internal async Task<ConversationId> Begin()
    {
        var room = database.Write(transaction => Schedule(transaction, time.GetUtcNow().ToUnixTimeMilliseconds()));
        await log.Change(room, Hour.Open);
        return room;
    }

    /// <summary>Lets everybody say their lines at their time, until all is said, the hour is ended, or <paramref name="stop"/>.</summary>
    public async Task Play(ConversationId room, CancellationToken stop)
    {
        var (last, began) = (Said(room), time.GetTimestamp());
        var offset = last < 0 ? 0 : hour.Lines[last].After;
        foreach (var line in hour.Lines.Skip(last + 1))
        {
            var wait = TimeSpan.FromMilliseconds(line.After - offset) - time.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, stop);
            }
            if (!await Say(room, line))
            {
                return;
            }
            // Who gives no sign for a while has left.
            Sign(room);
        }
    }

    /// <summary>The last line that was said before the program was stopped; -1 for none.</summary>
    internal int Said(ConversationId room) => database.Read(connection =>
    {
        var last = hour.Lines.Count - 1;
        while (last >= 0 && (hour.Lines[last].Asks || SeqOf(connection, room, hour.Lines[last]) is null))
        {
            last--;
        }
        // A line that asks has no key: how many were asked tells whether it was said.
        var asked = GatheringStore.Questions(connection, room).Count(question => question.State != QuestionState.Planned);
        return last + 1 < hour.Lines.Count && hour.Lines[last + 1].Asks && hour.Lines.Take(last + 2).Count(line => line.Asks) <= asked ? last + 1 : last;
    });

    /// <summary>Everybody is there.</summary>
    internal void Sign(ConversationId room) => database.Write(transaction =>
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var member in hour.Members)
        {
            Attendances.Sign(transaction, room, AccountStore.Find(transaction.Connection!, member.Email)!.Identity, 0, now);
        }
    });

    /// <summary>Lets somebody say a line, if the room is open.</summary>
    internal async Task<bool> Say(ConversationId room, LiveLine line)
    {
        var (who, state, questions, answered) = database.Read(connection => (
            AccountStore.Find(connection, line.Email)!.Identity, GatheringStore.StateOf(connection, room), GatheringStore.Questions(connection, room),
            hour.Lines.FirstOrDefault(each => each.Key == line.ReplyTo) is { } other ? SeqOf(connection, room, other) : null));
        if (state != GatheringState.Live)
        {
            return false;
        }
        if (!line.Asks)
        {
            var post = database.Read(connection => Saying.Of(connection, room, who, line.Key, line.Text, Asking.Current(questions)?.Id.Value, answered));
            await log.Post(room, post);
        }
        else if (Asking.Next(questions) is { } next)
        {
            await log.Change(room, change => Asking.Ask(change, next.Id, who));
        }
        return true;
    }

    // The series, and what people would like: once.
    private void Plan(DbTransaction transaction, long now)
    {
        if (SeriesStore.All(transaction.Connection!, Reader.Member).Count > 0)
        {
            return;
        }
        var community = CommunityStore.Named(transaction, Harbour.Name);
        IdentityId Come(LiveMember member) => Account(transaction, community, member, now);
        var rota = Rota(Come);
        var series = SeriesStore.Add(transaction, community, Weekly(), rota[^1], rota, now);
        Occurrences.Make(transaction, SeriesStore.Find(transaction.Connection!, Reader.Member, series)!, now);
        foreach (var (title, why, backers) in Wishes)
        {
            var proposal = Proposals.Add(transaction, community, title, why, Come(hour.Members[backers]), now);
            foreach (var backer in hour.Members.Take(backers))
            {
                Proposals.Back(transaction, proposal, Come(backer), now);
            }
        }
    }

    private ConversationId Schedule(DbTransaction transaction, long now)
    {
        var community = CommunityStore.Named(transaction, Harbour.Name);
        IdentityId Come(LiveMember member) => Account(transaction, community, member, now);
        var rota = Rota(Come);
        foreach (var member in hour.Members.Concat(hour.Cast.Where(member => Doors.Contains(member.Name))))
        {
            Come(member);
        }
        var plan = new GatheringPlan(ConversationKind.Chat, Visibility.Public, hour.Title, hour.Framing, now, 60, Zone, Guests: true);
        IReadOnlyList<NewQuestion> questions = [.. hour.Questions.Select(question => new NewQuestion(question, 12))];
        return Planning.Schedule(transaction, new NewGathering(community, plan, rota[^1], rota, questions), now);
    }

    // Who asks, and with them the first whom the visitor can be.
    private IReadOnlyList<IdentityId> Rota(Func<LiveMember, IdentityId> come) => [.. new[] { come(hour.Host), come(hour.Cast.Single(member => member.Name == Doors[0])) }.Distinct()];

    // Each is backed by those before it in the list of who comes.
    private static readonly (string Title, string Why, int Backers)[] Wishes =
    [
        ("What do we do when the ferry stops?", "Three harbours lost theirs this year, and each found another way to get people across.", 5),
        ("Teaching children to read a chart", "We have charts, children and rain. Somebody must have tried.", 2),
    ];

    private SeriesPlan Weekly() => new(
        ConversationKind.Chat, Visibility.Public, "Harbour chat", "An hour a week for everybody who looks after a coast. Come late, leave early, read the rest afterwards.",
        "FREQ=WEEKLY;BYDAY=TH", Zone, time.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd", null) + "T18:00", 60, Guests: true, "Who is here, and what does your coast look like today? (5)");

    private static IdentityId Account(DbTransaction transaction, CommunityId community, LiveMember member, long now)
    {
        var connection = transaction.Connection!;
        if (AccountStore.Find(connection, member.Email) is { } known)
        {
            return known.Identity;
        }
        var id = AccountStore.Add(transaction, member.Name, member.Email, now);
        AccountStore.Join(transaction, id, community, member.Name == Doors[0] ? Role.Steward : Role.Member, now);
        var account = AccountStore.Find(connection, id)!;
        AccountStore.Prove(transaction, account, now);
        return account.Identity;
    }

    private static long? SeqOf(DbConnection connection, ConversationId room, LiveLine line) =>
        Saying.Before(connection, room, Saying.Of(connection, room, AccountStore.Find(connection, line.Email)!.Identity, line.Key, "…", null, null))?.Seq;
}
