using Kith.Conversations;
using Kith.People;
using Kith.Rooms;

namespace Kith.Recaps;

/// <summary>
/// Removes what was said from where it is quoted, too: out of the draft of a recap, of what is published, and of what that said
/// before. A quotation is known by the link to its message beside it, as drafts write it; what somebody says in words of their own
/// stays.
/// </summary>
public static class Struck
{
    /// <summary>What stands in place of a quotation.</summary>
    public const string Mark = "(removed)";

    /// <inheritdoc cref="Mending.Remove"/>
    public static Refusal? Remove(RoomChange change, long seq, string? reason, IdentityId by, bool moderates)
    {
        var connection = change.Transaction.Connection!;
        var said = RoomEntries.Find(connection, change.Room, seq)?.Message;
        // It may have been quoted before it was edited.
        List<Message> ever = said is null ? [] : [said, .. Mending.Edits(connection, change.Room, seq).Select(edit => said with { Body = edit.Body })];
        if (Mending.Remove(change, seq, reason, by, moderates) is { } refusal)
        {
            return refusal;
        }
        if (ever.Count > 0 && RecapStore.Hold(change, change.Room) is { } recap)
        {
            RecapStore.Rewrite(change, recap, text => ever.Aggregate(text, In));
        }
        return null;
    }

    /// <summary>A recap without what it quotes of a message.</summary>
    public static string In(string recap, Message said)
    {
        var (quoted, link) = (RecapDraft.Quoted(said), $"#m{said.Seq})");
        var blocks = recap.Split("\n\n");
        var linked = Array.ConvertAll(blocks, block => block.Contains(link, StringComparison.Ordinal));
        for (var i = 0; i < blocks.Length; i++)
        {
            // Who said it, and when, stands before, with a colon, or behind.
            var isNear = linked[i] || (i > 0 && linked[i - 1] && blocks[i - 1].EndsWith(':')) || (i + 1 < blocks.Length && linked[i + 1] && !blocks[i + 1].EndsWith(':'));
            blocks[i] = isNear ? string.Join('\n', blocks[i].Split('\n').Select(line => Without(line, quoted, line.Contains(link, StringComparison.Ordinal)))) : blocks[i];
        }
        return string.Join("\n\n", blocks);
    }

    private static string Without(string line, string quoted, bool isLinked) =>
        line == $"> {quoted}" ? $"> {Mark}"
        : line == $"> — {quoted}" ? $"> — {Mark}"
        : isLinked && line.StartsWith($"- {quoted} (", StringComparison.Ordinal) ? $"- {Mark}{line[(2 + quoted.Length)..]}"
        // An address that was shared.
        : isLinked && line.StartsWith("- <", StringComparison.Ordinal) ? $"- {Mark}"
        : line;
}
