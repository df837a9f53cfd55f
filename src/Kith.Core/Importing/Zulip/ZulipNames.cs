namespace Kith.Importing.Zulip;

/// <summary>Names that mean something at Zulip.</summary>
internal static class ZulipNames
{
    /// <summary>Whether a sender of this name is a program, where nothing else says so.</summary>
    public static bool IsBot(string name) =>
        name is "Email Gateway" or "Zulip Feedback"
        || name.EndsWith(" bot", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("[bot]", StringComparison.OrdinalIgnoreCase);
}
