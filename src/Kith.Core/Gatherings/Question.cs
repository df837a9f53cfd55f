using Kith.Conversations;

namespace Kith.Gatherings;

/// <summary>What kind of prompt a question is; stored by number.</summary>
public enum QuestionKind
{
    /// <summary>A question to everybody.</summary>
    Question = 0,

    /// <summary>"Who are you, and what brings you here?"</summary>
    Introductions = 1,

    /// <summary>A question with options to choose from.</summary>
    Poll = 2,

    /// <summary>An item of a meeting's agenda.</summary>
    Item = 3,
}

/// <summary>How far a question is; stored by number.</summary>
public enum QuestionState
{
    /// <summary>Seeded, not yet asked.</summary>
    Planned = 0,

    /// <summary>Asked; the last one asked is the current one.</summary>
    Asked = 1,

    /// <summary>Asked, and answers are no longer expected in the hour.</summary>
    Closed = 2,

    /// <summary>Taken off the list; its number is free again.</summary>
    Dropped = 3,
}

/// <summary>A numbered prompt seeded by a moderator.</summary>
/// <param name="Id">Its number among all questions.</param>
/// <param name="Gathering">Where it is asked.</param>
/// <param name="Number">Its number there, from 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The words, in Markdown.</param>
/// <param name="Minutes">Planned; 0: open.</param>
/// <param name="State">How far it is.</param>
/// <param name="Options">Of a poll; empty otherwise.</param>
/// <param name="AskedAt">UTC milliseconds, or null.</param>
/// <param name="ClosedAt">UTC milliseconds, or null.</param>
public sealed record Question(
    QuestionId Id, ConversationId Gathering, int Number, QuestionKind Kind, string Text, int Minutes, QuestionState State,
    IReadOnlyList<string> Options, long? AskedAt, long? ClosedAt)
{
    /// <summary>How people speak of it: Q2; of an item of an agenda: Item 2.</summary>
    public string Called => Kind == QuestionKind.Item ? $"Item {Number}" : $"Q{Number}";
}
