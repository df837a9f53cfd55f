using System.Globalization;

namespace Kith.Conversations;

/// <summary>What an entry of a log is.</summary>
public enum EntryKind
{
    /// <summary>Plain words.</summary>
    Words,

    /// <summary>A moderator asks a question, or opens an item of the agenda.</summary>
    Question,

    /// <summary>What a meeting decided.</summary>
    Decision,

    /// <summary>What somebody is to do: those whom the message is addressed to.</summary>
    Action,
}

/// <summary>What an entry is, if not plain words. Stored as <c>question</c>, <c>decision</c>, <c>action</c> or <c>action 2026-12-01</c>; null for words.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Due">Of an action: the day by which it is to be done.</param>
public readonly record struct EntryMark(EntryKind Kind, DateOnly? Due = null)
{
    /// <summary>The stored form.</summary>
    public string? Stored => Kind == EntryKind.Words ? null
        : Kind.ToString().ToLowerInvariant() + (Due is { } due ? " " + due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "");

    /// <summary>Reads the stored form.</summary>
    public static EntryMark Parse(string? stored)
    {
        if (stored is null)
        {
            return default;
        }
        var parts = stored.Split(' ');
        return new EntryMark(Enum.Parse<EntryKind>(parts[0], ignoreCase: true),
            parts.Length > 1 ? DateOnly.ParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
    }
}
