using Kith.Conversations;
using Kith.People;

namespace Kith.Rooms;

/// <summary>Reactions to messages: a few signs, one of which says thanks.</summary>
public static class Reacting
{
    /// <summary>The signs that a room offers, thanks first.</summary>
    public static IReadOnlyList<string> Signs { get; } = [Reactions.Thanks, "+1", "heart", "bulb", "tada"];

    private sealed record Row(long At, string? Reactions);

    /// <summary>Sets a sign under a message, or takes it back where it was set.</summary>
    public static Refusal? React(RoomChange change, long seq, string? sign, IdentityId by)
    {
        if (sign is null || !Signs.Contains(sign))
        {
            throw new InvalidInputException($"'{sign}' is not a sign of this room.", "sign", $"Give one of {string.Join(", ", Signs)}.");
        }
        var row = change.One<Row>(
            "select at as At, reactions as Reactions from messages where conversation_id = @room and seq = @seq and deleted_at is null", new { room = change.Room.Value, seq });
        if (row is null)
        {
            return Refusal.NoSuch("message");
        }
        change.Execute("update messages set reactions = @reactions where conversation_id = @room and seq = @seq",
            new { reactions = Toggled(Reactions.Parse(row.Reactions), sign, by).Stored, room = change.Room.Value, seq });
        change.Changed(ChangeKind.Message, seq);
        change.Stale(row.At);
        return null;
    }

    /// <summary>The reactions with one set, or taken back where it was there.</summary>
    public static Reactions Toggled(Reactions reactions, string sign, IdentityId by)
    {
        var known = reactions.All.FirstOrDefault(one => one.Sign == sign).By ?? [];
        IReadOnlyList<IdentityId> now = known.Contains(by) ? [.. known.Where(one => one != by)] : [.. known, by];
        return known.Count == 0
            ? new([.. reactions.All, (sign, now)])
            : new([.. reactions.All.Select(one => one.Sign == sign ? (sign, now) : one).Where(one => one.Item2.Count > 0)]);
    }
}
