using Kith.Server.Shared;

namespace Kith.Server.Importing;

/// <summary>What is said of what an import could not read, and of what it read in its own way.</summary>
internal static class IssueWords
{
    /// <summary>A sentence without its full stop: "3 things could not be read, 1 was taken in with a note".</summary>
    public static string Of(long unread, long notes) => (unread, notes) switch
    {
        (_, 0) => $"{Marks.Count(unread, "thing")} could not be read",
        (0, _) => $"{Marks.Count(notes, "thing")} {With(notes)}",
        _ => $"{Marks.Count(unread, "thing")} could not be read, {notes:N0} {With(notes)}",
    };

    private static string With(long notes) => $"{(notes == 1 ? "was" : "were")} taken in with a note";
}
