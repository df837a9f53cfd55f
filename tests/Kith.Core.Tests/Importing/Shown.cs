using System.Globalization;
using Kith.Conversations;
using Kith.Importing;

namespace Kith.Tests.Importing;

/// <summary>Entries as lines of text, so that whole lists can be compared and read.</summary>
internal static class Shown
{
    public static string As(IEnumerable<Entry> entries) => string.Join('\n', entries.Select(Line));

    /// <summary>Compares with <c>NAME.txt</c> in this folder. To accept what came out, read <c>NAME.actual.txt</c>, which a failing test leaves beside, and give it that name.</summary>
    public static void Matches(string name, IEnumerable<Entry> entries)
    {
        var folder = Path.Combine(Samples.Root, "tests", "Kith.Core.Tests", "Importing");
        var actual = As(entries) + "\n";
        var (path, left) = (Path.Combine(folder, name + ".txt"), Path.Combine(folder, name + ".actual.txt"));
        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected != actual)
        {
            File.WriteAllText(left, actual);
        }
        Assert.Equal(expected, actual);
        File.Delete(left);
    }

    public static string Line(Entry entry) => entry switch
    {
        PersonEntry person => $"person {person.Key} = {person.Name}{Part("mail", person.Email)}{(person.IsBot ? " bot" : "")}",
        ConversationEntry conversation => $"conversation {conversation.Key} = {conversation.Title} ({conversation.Kind}, {conversation.Visibility}){Part("in", conversation.Parent)}"
            + Part("members", conversation.Members is { } members ? string.Join(',', members) : null) + Part("as of", conversation.AsOf > 0 ? Time(conversation.AsOf) : null),
        MessageEntry message => $"message {message.Conversation} / {message.Key}\n    {Time(message.At)} {message.Author}{Part("answers", message.ReplyTo)}{Addressed(message)}"
            + $"{Part("edited", message.EditedAt is { } at ? Time(at) : null)}{Part("act", message.Act?.Stored)}{Reactions(message)}"
            + $"\n    {(message.Markup == Markup.Markdown ? "md" : "|")} {message.Body.ReplaceLineEndings("\n    | ")}",
        AttendanceEntry attendance => $"attends {attendance.Conversation}: {attendance.Person}{Part("from", attendance.From is { } from ? Time(from) : null)}{Part("to", attendance.To is { } to ? Time(to) : null)}",
        AbsenceEntry absence => $"absent {absence.Conversation}: {absence.Person}{Part("as of", absence.AsOf is { } said ? Time(said) : null)}",
        RemovalEntry removal => $"removed {removal.Conversation} / {removal.Key}",
        PrivacyEntry hidden => $"private {hidden.Conversation} as of {Time(hidden.AsOf)}",
        CoverageEntry coverage => $"covers {coverage.Conversation} {Time(coverage.From)} to {Time(coverage.To)}",
        ImportIssue issue => $"issue {issue.File}:{issue.Line} {issue.Reason}",
        _ => throw new ArgumentOutOfRangeException(nameof(entry)),
    };

    private static string Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string Part(string word, string? value) => value is null ? "" : $" {word} {value}";

    private static string Addressed(MessageEntry message) => string.Concat(message.Addressed.Select(one => $" {one.Kind.ToString().ToLowerInvariant()}:{one.Person}"));

    private static string Reactions(MessageEntry message) => string.Concat(message.Reactions.Select(one => $" {one.Sign}:{string.Join(',', one.By)}"));
}
