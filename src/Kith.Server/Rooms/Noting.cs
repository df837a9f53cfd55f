using Kith.Conversations;
using Kith.Gatherings;
using Kith.Rooms;

namespace Kith.Server.Rooms;

/// <summary>What is written into a log beside plain messages, and edits of these: words in which people are named.</summary>
internal static class Noting
{
    /// <summary>Edits a message.</summary>
    public static Task<Refusal?> Edit(Doing doing, TextSaid said)
    {
        var addressed = RoomNames.Of(doing).Mentioned(said.Text ?? "");
        return doing.Change(change => Mending.Edit(change, doing.Number("seq"), said.Text, addressed, doing.Who));
    }

    /// <summary>Writes down a decision.</summary>
    public static Task<Refusal?> Decide(Doing doing, TextSaid said) => Write(doing, change =>
        Minutes.Decide(change, KeyOf(said.Key), doing.Who, said.Text, ItemOf(change, said.Question)));

    /// <summary>Writes down an action.</summary>
    public static Task<Refusal?> Act(Doing doing, ActionSaid said)
    {
        var who = RoomNames.Of(doing).Listed(said.Who ?? "");
        return Write(doing, change => Minutes.Act(change, KeyOf(said.Key), doing.Who, said.Text, who, said.Due, ItemOf(change, said.Question)));
    }

    /// <summary>Says something in the backchannel of the moderators; who leads the gathering otherwise is let in.</summary>
    public static async Task<Refusal?> Whisper(Doing doing, TextSaid said)
    {
        if (doing.Gathering.Backchannel is not { } room)
        {
            return new(RefusalKind.Unknown, "This gathering has no backchannel.", "Its moderators talk elsewhere.");
        }
        var post = doing.Database.Read(connection => Saying.Of(connection, room, doing.Who, KeyOf(said.Key), said.Text, null, null));
        await doing.Log.Change(room, change =>
        {
            ModeratorStore.Invite(change.Transaction, room, [doing.Who]);
            return change.Append(post);
        });
        return null;
    }

    // Minutes are kept of meetings, by their members.
    private static Task<Refusal?> Write(Doing doing, Func<RoomChange, Posted> write) => doing.Gathering.Conversation.Kind != ConversationKind.Meeting
        ? Task.FromResult<Refusal?>(new(RefusalKind.Closed, "This is not a meeting.", "Say it as a message."))
        : doing.Me.Account?.GuestOf is not null ? Task.FromResult<Refusal?>(new(RefusalKind.NotYours, "Guests do not write the minutes.", "Say it as a message."))
        : doing.Change(change =>
        {
            write(change);
            return null;
        });

    private static string KeyOf(string? key) => string.IsNullOrWhiteSpace(key) ? Guid.NewGuid().ToString("N") : key;

    // What is written down belongs to the item that is open, unless somebody says otherwise.
    private static QuestionId? ItemOf(RoomChange change, long? question)
    {
        var items = GatheringStore.Questions(change.Transaction.Connection!, change.Room);
        return question is null ? Asking.Current(items)?.Id
            : items.FirstOrDefault(item => item.Id.Value == question)?.Id
            ?? throw new InvalidInputException($"There is no item {question} here.", "question", "Use the id of one of its items, or none.");
    }
}
