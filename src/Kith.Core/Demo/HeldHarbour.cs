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

    /// <summary>Holds it: what live takes an hour is said at once, each line at its time.</summary>
    public async Task Hold()
    {
        var now = time.GetUtcNow();
        var (hour, start) = (Harbour.Held(now), new DateTimeOffset(now.UtcDateTime.Date.AddDays(-DaysAgo).AddHours(Hours), TimeSpan.Zero));
        var clock = new Hands(start);
        using var log = new RoomLog(database, clock);
        var harbour = new LiveHarbour(database, log, clock, hour);
        var room = await harbour.Begin();
        foreach (var line in hour.Lines)
        {
            clock.At = start.AddMilliseconds(line.After);
            await harbour.Say(room, line);
        }
        clock.At = start.AddHours(1);
        await log.Change(room, change =>
        {
            foreach (var seen in Attendances.All(change.Transaction.Connection!, room))
            {
                Attendances.Sign(change.Transaction, room, seen.Who, long.MaxValue, change.Now);
            }
            return Hour.End(change);
        });
        await Publish(log, room);
    }

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
