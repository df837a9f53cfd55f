namespace Kith.Importing.Zulip;

/// <summary>Names that mean something at Zulip.</summary>
internal static class ZulipNames
{
    /// <summary>Shown for a topic whose name is empty.</summary>
    public const string NoTopic = "(no topic)";

    private const string Resolved = "\u2714 ";

    /// <summary>A topic's name without the tick that resolving it puts before: it is still the same topic.</summary>
    public static string Unresolved(string topic) => topic.StartsWith(Resolved, StringComparison.Ordinal) ? topic[Resolved.Length..] : topic;

    /// <summary>Whether a sender of this name is a program, where nothing else says so.</summary>
    public static bool IsBot(string name) =>
        name is "Email Gateway" or "Zulip Feedback"
        || name.EndsWith(" bot", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("[bot]", StringComparison.OrdinalIgnoreCase);
}
