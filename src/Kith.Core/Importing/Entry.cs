using Kith.Conversations;

namespace Kith.Importing;

/// <summary>
/// What an importer reads out of an archive, one after the other, in the archive's order. Keys are the source's own ids;
/// people and conversations may be named before they are described, or never be described.
/// </summary>
public abstract record Entry;

/// <summary>Somebody known at the source. Without this entry a person's name is its key.</summary>
/// <param name="Key">The source's id of the person; for sources without ids, the name or address.</param>
/// <param name="Name">As shown; null if the source does not say.</param>
/// <param name="Email">A mail address, if known.</param>
/// <param name="IsBot">Whether the source says that it is a program.</param>
public sealed record PersonEntry(string Key, string? Name = null, string? Email = null, bool IsBot = false) : Entry;

/// <summary>A conversation; it comes before its messages.</summary>
/// <param name="Key">The source's id.</param>
/// <param name="Title">As shown.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Visibility">Who may see it.</param>
/// <param name="Parent">Key of the conversation it belongs to (a topic's stream, a thread's mailing list).</param>
/// <param name="Members">Keys of those who may see it, where only participants may.</param>
/// <param name="AsOf">UTC milliseconds up to which the archive knows the conversation. Edits and deletions of an older
/// archive do not undo those of a newer one. 0 if unknown: then the archive imported last is taken for the newest.</param>
public sealed record ConversationEntry(
    string Key, string Title, ConversationKind Kind, Visibility Visibility, string? Parent = null, IReadOnlyList<string>? Members = null,
    long AsOf = 0) : Entry
{
    /// <summary>Compares whole entries, members included.</summary>
    public bool Equals(ConversationEntry? other) => other is not null
        && (Key, Title, Kind, Visibility, Parent, AsOf) == (other.Key, other.Title, other.Kind, other.Visibility, other.Parent, other.AsOf)
        && (Members ?? []).SequenceEqual(other.Members ?? []);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A message.</summary>
/// <param name="Conversation">Key of its conversation.</param>
/// <param name="Key">The source's id, unique in the conversation.</param>
/// <param name="Author">Key of its author.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Body">The words.</param>
/// <param name="Markup">How they are written.</param>
/// <param name="ReplyTo">Key of the message it answers, in the same conversation.</param>
/// <param name="EditedAt">UTC milliseconds of the last edit, if the source says.</param>
public sealed record MessageEntry(
    string Conversation, string Key, string Author, long At, string Body, Markup Markup = Markup.Plain,
    string? ReplyTo = null, long? EditedAt = null) : Entry
{
    /// <summary>Keys of the people it names, and how.</summary>
    public IReadOnlyList<(AddressKind Kind, string Person)> Addressed { get; init; } = [];

    /// <summary>Signs, and the keys of those who gave them.</summary>
    public IReadOnlyList<(string Sign, IReadOnlyList<string> By)> Reactions { get; init; } = [];

    /// <summary>Of a row in a table of interactions: what was done. Its words are the context, if any; it is addressed to those acted towards.</summary>
    public Act? Act { get; init; }

    /// <summary>Compares whole entries, names and reactions included.</summary>
    public bool Equals(MessageEntry? other) => other is not null
        && (Conversation, Key, Author, At, Body, Markup, ReplyTo, EditedAt, Act) == (other.Conversation, other.Key, other.Author, other.At, other.Body, other.Markup, other.ReplyTo, other.EditedAt, other.Act)
        && Addressed.SequenceEqual(other.Addressed)
        && Reactions.Select(one => one.Sign).SequenceEqual(other.Reactions.Select(one => one.Sign))
        && Reactions.SelectMany(one => one.By).SequenceEqual(other.Reactions.SelectMany(one => one.By));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Conversation, Key);
}

/// <summary>The source says that this message was removed.</summary>
/// <param name="Conversation">Key of its conversation.</param>
/// <param name="Key">Key of the message.</param>
/// <param name="AsOf">UTC milliseconds as of which the archive says so, 0 if unknown, for conversations that it does not describe: then it is said of known ones, and not of those that a newer archive told of. Null if it does.</param>
public sealed record RemovalEntry(string Conversation, string Key, long? AsOf = null) : Entry;

/// <summary>The source says that a conversation, which the archive does not describe, is private: one known from before is from then on for those who took part.</summary>
/// <param name="Conversation">Its key.</param>
/// <param name="AsOf">UTC milliseconds as of which the archive says so; 0 if unknown.</param>
public sealed record PrivacyEntry(string Conversation, long AsOf) : Entry;

/// <summary>Somebody was at a meeting, whether or not a word was said.</summary>
/// <param name="Conversation">Key of the meeting.</param>
/// <param name="Person">Key of the person.</param>
/// <param name="From">UTC milliseconds, if known.</param>
/// <param name="To">UTC milliseconds, if known.</param>
public sealed record AttendanceEntry(string Conversation, string Person, long? From = null, long? To = null) : Entry;

/// <summary>Somebody was not at a meeting after all, whatever an older archive said.</summary>
/// <param name="Conversation">Key of the meeting.</param>
/// <param name="Person">Key of the person; nobody comes to be known by it.</param>
/// <param name="AsOf">As of a <see cref="RemovalEntry"/>.</param>
public sealed record AbsenceEntry(string Conversation, string Person, long? AsOf = null) : Entry;

/// <summary>
/// The archive holds everything that the conversation had between two times: messages known from there that this archive
/// no longer has were deleted at the source. So were the conversations that belonged to it and of which the archive, up to
/// here, held nothing.
/// </summary>
/// <param name="Conversation">Key of the conversation.</param>
/// <param name="From">UTC milliseconds, inclusive.</param>
/// <param name="To">UTC milliseconds, inclusive.</param>
public sealed record CoverageEntry(string Conversation, long From, long To) : Entry;

/// <summary>Something that could not be read, or not as it stands; the rest goes in.</summary>
/// <param name="File">Path inside the archive.</param>
/// <param name="Line">From 1; 0 where the whole file is meant.</param>
/// <param name="Reason">One sentence: what was wrong and what would be right.</param>
public sealed record ImportIssue(string File, long Line, string Reason) : Entry
{
    /// <summary>How many things it stands for: more than 1 where it only counts those that were not told one by one.</summary>
    public long Things { get; init; } = 1;

    /// <summary>Whether it was read all the same, and this only notes how it was taken in.</summary>
    public bool IsNote { get; init; }

    /// <summary>
    /// Key of the conversation whose file it is, where a file is one's alone: who may not see that conversation is not told. If it
    /// is not known who may read what was left out, a key that no conversation has: then whoever holds the archive is told alone.
    /// </summary>
    public string? Conversation { get; init; }
}
