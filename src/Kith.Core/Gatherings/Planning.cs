using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;
using Kith.Store;

namespace Kith.Gatherings;

/// <summary>Sets gatherings up, changes and cancels them before they are held.</summary>
public static class Planning
{
    /// <summary>Most characters of a title.</summary>
    public const int LongestTitle = 200;

    /// <summary>Most characters of what a gathering is about.</summary>
    public const int LongestFraming = 20_000;

    private const int MostModerators = 20, MostMinutes = 24 * 60;

    /// <summary>Sets up a gathering: its room, its questions, and a backchannel for its moderators.</summary>
    /// <param name="transaction">A write transaction.</param>
    /// <param name="gathering">What it is to be.</param>
    /// <param name="now">UTC milliseconds.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="InvalidInputException">Something in it can't be.</exception>
    public static ConversationId Schedule(DbTransaction transaction, NewGathering gathering, long now)
    {
        var plan = Checked(gathering.Plan);
        var room = AddRoom(transaction, "gathering", gathering.Community.Value, plan.Kind, plan.Visibility, plan.Title);
        var backchannel = AddRoom(transaction, "backchannel", gathering.Community.Value, ConversationKind.Direct, Visibility.Participants, $"Moderators of {plan.Title}");
        var state = gathering.Moderators.Count == 0 ? GatheringState.Proposed : GatheringState.Scheduled;
        transaction.Connection!.Execute(
            """
            insert into gatherings (conversation_id, series_id, occurrence, state, framing, starts_at, minutes, zone, guests, backchannel_id, created_by, created_at, changed_at, uid)
            values (@id, @series, @Occurrence, @state, @Framing, @StartsAt, @Minutes, @Zone, @guests, @backchannel, @by, @now, @now, @uid)
            """,
            new
            {
                id = room.Value, series = gathering.Series?.Value, gathering.Occurrence, state = (long)state, plan.Framing, plan.StartsAt, plan.Minutes, plan.Zone,
                guests = plan.Guests ? 1L : 0, backchannel = backchannel.Value, by = gathering.CreatedBy.Value, now, uid = NewUid(),
            }, transaction);
        ModeratorStore.Set(transaction, room, gathering.Moderators);
        ModeratorStore.Invite(transaction, room, gathering.Invited ?? []);
        foreach (var question in gathering.Questions)
        {
            Agenda.Add(transaction, room, question);
        }
        return room;
    }

    /// <summary>A gathering that begins anew is still to come, or is being held: one in the past is a slip, mostly of the time zone.</summary>
    /// <exception cref="InvalidInputException">It is over.</exception>
    public static void ToCome(GatheringPlan plan, long now)
    {
        if (plan.StartsAt + plan.Minutes * 60_000L <= now)
        {
            throw new InvalidInputException($"That time has passed: {Zones.Local(plan.StartsAt, Zones.Find(plan.Zone)):d MMMM uuuu, HH:mm} in {plan.Zone}.", "when", "Give a time to come, and look at the time zone.");
        }
    }

    /// <summary>Changes what a gathering is to be. While it is live or after it, only title, framing and guests change.</summary>
    /// <param name="transaction">A write transaction.</param>
    /// <param name="gathering">As it is.</param>
    /// <param name="next">As it is to be.</param>
    /// <param name="now">UTC milliseconds.</param>
    /// <param name="byHand">Whether somebody changes this one, so that its series leaves it alone from now on.</param>
    /// <exception cref="InvalidInputException">Something in it can't be, or it was cancelled.</exception>
    public static void Change(DbTransaction transaction, Gathering gathering, GatheringPlan next, long now, bool byHand = true)
    {
        if (gathering.State == GatheringState.Cancelled)
        {
            throw new InvalidInputException("The gathering was cancelled.", "state", "Copy it as a new one.");
        }
        var before = PlanOf(gathering);
        var plan = Checked(gathering.State <= GatheringState.Scheduled ? next : before with { Title = next.Title, Framing = next.Framing, Guests = next.Guests });
        if (plan == before)
        {
            return;
        }
        transaction.Connection!.Execute(
            "update conversations set title = @Title, kind = @kind, visibility = @visibility where id = @id",
            new { plan.Title, kind = (long)plan.Kind, visibility = (long)plan.Visibility, id = gathering.Id.Value }, transaction);
        transaction.Connection!.Execute(
            """
            update gatherings set framing = @Framing, starts_at = @StartsAt, minutes = @Minutes, zone = @Zone, guests = @guests,
              changed_at = @now, revision = revision + 1,
              touched = case when @byHand then 1 else touched end
            where conversation_id = @id
            """, new { plan.Framing, plan.StartsAt, plan.Minutes, plan.Zone, guests = plan.Guests ? 1L : 0, now, byHand, id = gathering.Id.Value }, transaction);
    }

    /// <summary>Calls a gathering off. Its address stays and says so.</summary>
    /// <exception cref="InvalidInputException">It has begun already.</exception>
    public static void Cancel(DbTransaction transaction, ConversationId id, long now) => GatheringStore.Take(transaction, id, GatheringStep.Cancel, now);

    /// <summary>What a gathering is to be, as a form shows it.</summary>
    public static GatheringPlan PlanOf(Gathering gathering) => new(
        gathering.Conversation.Kind, gathering.Conversation.Visibility, gathering.Title, gathering.Framing, gathering.StartsAt, gathering.Minutes, gathering.Zone, gathering.Guests);

    internal static GatheringPlan Checked(GatheringPlan plan)
    {
        if (plan.Kind is not (ConversationKind.Chat or ConversationKind.Meeting))
        {
            throw new InvalidInputException($"A gathering is no {plan.Kind.ToString().ToLowerInvariant()}.", "kind", "Choose chat or meeting.");
        }
        if (plan.Minutes is < 5 or > MostMinutes)
        {
            throw new InvalidInputException($"A gathering can't last {plan.Minutes} minutes.", "minutes", "Give 5 minutes to 24 hours; an hour is usual.");
        }
        Zones.Find(plan.Zone);
        return plan with { Title = Typed.Line(plan.Title, LongestTitle, "title"), Framing = Typed.Text(plan.Framing, LongestFraming, "framing text") };
    }

    internal static void CheckModerators(IReadOnlyCollection<IdentityId> moderators)
    {
        if (moderators.Count > MostModerators)
        {
            throw new InvalidInputException($"{moderators.Count} moderators are too many.", "moderators", $"Name at most {MostModerators}.");
        }
    }

    // RFC 7986: a UUID, so that it says nothing of where it was made.
    internal static string NewUid() => Guid.NewGuid().ToString();

    private static ConversationId AddRoom(DbTransaction transaction, string what, long community, ConversationKind kind, Visibility visibility, string title)
    {
        var source = PeopleStore.OwnSource(transaction);
        var id = Counters.Reserve(transaction, "conversations", 1);
        transaction.Connection!.Execute(
            """
            insert into conversations (id, source_id, key, community_id, kind, visibility, title)
            values (@id, @source, @key, @community, @kind, @visibility, @title)
            """, new { id, source, key = $"{what}-{id}", community, kind = (long)kind, visibility = (long)visibility, title }, transaction);
        return new(id);
    }
}
