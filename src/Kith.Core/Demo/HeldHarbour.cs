using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Demo;

/// <summary>
/// An hour that was held in the demo two days ago. Its transcript, its recap and what it left behind can be looked at before
/// the one that is live has ended.
/// </summary>
internal sealed class HeldHarbour(Database database, TimeProvider time)
{
    private const int DaysAgo = 2, Hours = 18;

    /// <summary>
    /// Holds it, unless one was held before: what live takes an hour is said at once, each line at its time. Where the program was
    /// stopped while it did, it carries on.
    /// </summary>
    public async Task Hold()
    {
        var (now, past) = (time.GetUtcNow(), database.Read(connection => GatheringStore.Past(connection, Reader.Member)));
        if (past.Any(each => each.State == GatheringState.Published))
        {
            return;
        }
        var hour = Harbour.Held(now);
        var begun = Unfinished(past, now).FirstOrDefault(each => each.Title == hour.Title);
        if (begun is null && past.Count > 0)
        {
            return;
        }
        var start = begun is null ? new DateTimeOffset(now.UtcDateTime.Date.AddDays(-DaysAgo).AddHours(Hours), TimeSpan.Zero) : DateTimeOffset.FromUnixTimeMilliseconds(begun.StartsAt);
        var clock = new Hands(start);
        using var log = new RoomLog(database, clock);
        var harbour = new LiveHarbour(database, log, clock, hour);
        var room = begun?.Id ?? await harbour.Begin();
        if (begun?.State is GatheringState.Scheduled)
        {
            await log.Change(room, Hour.Open);
        }
        if (begun?.State is not GatheringState.Ended)
        {
            await Talk(harbour, clock, room, hour);
            await End(log, room);
        }
        await Publish(log, room);
    }

    // Those that were to be over by now.
    private IEnumerable<Gathering> Unfinished(IReadOnlyList<Gathering> past, DateTimeOffset now) => database.Read(connection =>
        past.Concat(GatheringStore.Live(connection, Reader.Member)).Concat(GatheringStore.Upcoming(connection, Reader.Member))).Where(each => each.EndsAt < now.ToUnixTimeMilliseconds());

    private static async Task Talk(LiveHarbour harbour, Hands clock, ConversationId room, LiveHour hour)
    {
        harbour.Sign(room);
        var start = clock.At;
        foreach (var line in hour.Lines.Skip(harbour.Said(room) + 1))
        {
            clock.At = start.AddMilliseconds(line.After);
            await harbour.Say(room, line);
        }
        clock.At = start.AddHours(1);
    }

    private static Task End(RoomLog log, ConversationId room) => log.Change(room, change =>
    {
        foreach (var seen in Attendances.All(change.Transaction.Connection!, room))
        {
            Attendances.Sign(change.Transaction, room, seen.Who, long.MaxValue, change.Now);
        }
        return Hour.End(change);
    });

    private async Task Publish(RoomLog log, ConversationId room)
    {
        var (gathering, draft, named) = database.Read(connection =>
        {
            var everyone = PeopleStore.Load(connection);
            var text = RecapDraft.Of(TranscriptStore.Read(connection, Reader.Member, room)!, everyone, $"/gatherings/{room}");
            var names = Attendances.All(connection, room).Select(seen => (everyone.Of(seen.Who)!.Name, seen.Who));
            return (GatheringStore.Find(connection, Reader.Member, room)!, text, MentionsIn.Text(text, names));
        });
        await log.Change(room, change =>
        {
            RecapStore.Save(change, draft, 0, gathering.CreatedBy);
            return RecapStore.Publish(change, gathering, named, gathering.CreatedBy);
        });
    }

    private sealed class Hands(DateTimeOffset at) : TimeProvider
    {
        public DateTimeOffset At { get; set; } = at;

        public override DateTimeOffset GetUtcNow() => At;
    }
}
