using System.Data.Common;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Kith.Server.Shared;

namespace Kith.Server.Rooms;

/// <summary>A room as somebody sees it who opens its page.</summary>
/// <param name="Scene">What is the same for everybody.</param>
/// <param name="Me">Who looks.</param>
/// <param name="Number">Of the last change that the page shows: where a follower goes on.</param>
/// <param name="Head">Number of the last message.</param>
/// <param name="Entries">Of the log, by number.</param>
/// <param name="After">Number after which entries were asked for; null for the latest.</param>
/// <param name="Left">Where they left, if they come back; null otherwise.</param>
/// <param name="Here">Who is there, by name.</param>
/// <param name="Standing">Of the reader; null for a visitor.</param>
/// <param name="Mutes">Who is muted; for moderators.</param>
/// <param name="Whispers">What the moderators say among themselves; null for others.</param>
/// <param name="Chosen">Which option the reader chose in each poll where they voted.</param>
public sealed record RoomView(
    RoomScene Scene, Me Me, long Number, long Head, IReadOnlyList<RoomEntry> Entries, long? After, Leaving? Left, IReadOnlyList<Person> Here,
    Standing? Standing, IReadOnlyList<Mute> Mutes, Whispers? Whispers, IReadOnlyDictionary<QuestionId, int> Chosen)
{
    // A page holds so many; earlier ones are a link away, as are later ones where earlier ones were asked for.
    private const int Latest = 300, Most = 3000;

    /// <summary>Which.</summary>
    public Gathering It => Scene.Gathering;

    /// <summary>As whom the reader speaks; null for a visitor.</summary>
    public IdentityId? Who => Me.Account?.Identity;

    /// <summary>Whether they belong to those who speak there.</summary>
    public bool MaySpeak => Me.Speaks(It);

    /// <summary>Whether they lead it.</summary>
    public bool Moderates => Leads(Me, It);

    /// <summary>Whether messages are taken, from somebody.</summary>
    public bool IsOpen => RoomRules.Check(new Standing(It.State, It.EndedAt, null, 0, null, true), Scene.Now) is null;

    /// <summary>Reads it, and notes that the reader is there.</summary>
    /// <param name="present">What there is.</param>
    /// <param name="people">Who is who.</param>
    /// <param name="me">Who looks.</param>
    /// <param name="id">Which room.</param>
    /// <param name="after">Number after which entries are asked for; null for the latest.</param>
    /// <param name="count">At most how many entries.</param>
    public static RoomView? Of(Present present, RoomPeople people, Me me, ConversationId id, long? after, int count = Most)
    {
        var now = present.Now;
        using var connection = present.Database.Connect();
        if (GatheringStore.Find(connection, me.Reader, id) is not { } gathering)
        {
            return null;
        }
        // The cursor before what it stands for: what comes between is sent again, and stays what it is.
        var (number, head) = ChangeStore.Cursor(connection, id);
        var everyone = people.Now(connection);
        var scene = RoomScene.Read(connection, gathering, everyone, now);
        var who = me.Account?.Identity;
        var left = who is { } self ? Leaving.Of(connection, id, self, now) : null;
        var from = after + 1 ?? Math.Max(1, Math.Min(head - Latest + 1, (left?.ReadTo ?? head) - 20));
        var here = Attendances.All(connection, id).Where(each => each.IsHere(now)).Select(each => scene.Person(each.Who)).Distinct().OrderBy(person => person.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var leads = Leads(me, gathering);
        return new RoomView(scene, me, number, head, count == 0 ? [] : RoomEntries.From(connection, id, from, count), after, left, here,
            who is { } one ? RoomRules.StandingOf(connection, id, one) with { Moderates = leads } : null,
            leads ? Muting.All(connection, id) : [],
            leads && gathering.Backchannel is { } backchannel ? Whispers.Read(connection, backchannel) : null,
            who is { } voter ? Polls.ChosenBy(connection, id, voter) : new Dictionary<QuestionId, int>());
    }

    /// <summary>Which option the reader chose in a poll; null if none.</summary>
    public int? ChosenIn(Question poll) => Chosen.TryGetValue(poll.Id, out var option) ? option : null;

    private static bool Leads(Me me, Gathering gathering) => me.Account is not null && me.Leads(gathering);
}

/// <summary>What the moderators say among themselves.</summary>
/// <param name="Room">The conversation.</param>
/// <param name="Number">Of the last change.</param>
/// <param name="Entries">The latest, by number.</param>
public sealed record Whispers(ConversationId Room, long Number, IReadOnlyList<RoomEntry> Entries)
{
    private const int Latest = 100;

    internal static Whispers Read(DbConnection connection, ConversationId room)
    {
        var (number, head) = ChangeStore.Cursor(connection, room);
        return new Whispers(room, number, RoomEntries.From(connection, room, Math.Max(1, head - Latest + 1)));
    }
}
