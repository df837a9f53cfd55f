using Kith.Conversations;
using Kith.People;

namespace Kith.Rooms;

/// <summary>What a meeting leaves: decisions, and actions with who does them by when. They are entries of its log.</summary>
public static class Minutes
{
    /// <summary>Writes down what was decided.</summary>
    public static Posted Decide(RoomChange change, string key, IdentityId by, string? text, QuestionId? item) =>
        change.Append(new Post(key, by, RoomText.Words(text, "decision"), item, Entry: new EntryMark(EntryKind.Decision)));

    /// <summary>Writes down what somebody is to do, and by when.</summary>
    public static Posted Act(RoomChange change, string key, IdentityId by, string? text, IReadOnlyList<IdentityId> who, DateOnly? due, QuestionId? item) =>
        who.Count == 0
            ? throw new InvalidInputException("Nobody is named to do it.", "who", "Choose at least one person.")
            : change.Append(new Post(key, by, RoomText.Words(text, "action"), item, Addressed: new Addressed([.. who.Select(one => (AddressKind.Mention, one))]), Entry: new EntryMark(EntryKind.Action, due)));
}
