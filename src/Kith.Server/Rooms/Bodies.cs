using Kith.Conversations;
using Kith.Gatherings;
using Kith.Rooms;

namespace Kith.Server.Rooms;

/// <summary>Where nothing need be said.</summary>
public sealed record Nothing;

/// <summary>Words, and for what is written into the log a key chosen by the sender and the question it belongs to.</summary>
public sealed record TextSaid(string? Text, string? Key = null, long? Question = null);

/// <summary>Why.</summary>
public sealed record ReasonSaid(string? Reason);

/// <summary>Name of a sign, such as <c>thanks</c>.</summary>
public sealed record SignSaid(string? Sign);

/// <summary>An option of a poll, from 0.</summary>
public sealed record VoteSaid(int Option = -1);

/// <summary>Number of the identity of whom it is, and why.</summary>
public sealed record MuteSaid(long Who, string? Reason = null);

/// <summary>Seconds between two messages of one person.</summary>
public sealed record PaceSaid(int Seconds = -1);

/// <summary>When a question of the audience is to be asked.</summary>
public sealed record AskSaid(AskWhen When = AskWhen.Next);

/// <summary>Number of the question of the audience with which one is to go.</summary>
public sealed record MergeSaid(long Into);

/// <summary>A word why.</summary>
public sealed record WordSaid(string? Word);

/// <summary>A question to add; the options of a poll one a line.</summary>
public sealed record QuestionSaid(string? Text, string? Options = null, int Minutes = 0, AskWhen When = AskWhen.Last)
{
    /// <summary>As a question of a gathering: in a meeting an item of the agenda.</summary>
    public NewQuestion Question(Gathering gathering) => string.IsNullOrWhiteSpace(Options)
        ? new NewQuestion(Text ?? "", Minutes, gathering.Conversation.Kind == ConversationKind.Meeting ? QuestionKind.Item : QuestionKind.Question)
        : new NewQuestion(Text ?? "", Minutes, QuestionKind.Poll, Options.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>What is to be done, by whom (names, commas between them) and by when.</summary>
public sealed record ActionSaid(string? Text, string? Who = null, DateOnly? Due = null, string? Key = null, long? Question = null);

/// <summary>How far somebody has read.</summary>
public sealed record ReadSaid(long Seq = 0);
