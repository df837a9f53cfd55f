using System.Text.RegularExpressions;

namespace Kith.Gatherings;

/// <summary>
/// Questions as people type them, one a line: <c>What did you learn? (10)</c> with the minutes in brackets at the end;
/// <c>Where next? | Oslo | Rome (5)</c> is a poll. Numbers and dashes in front are not part of the words.
/// </summary>
public static partial class QuestionLines
{
    /// <summary>Reads the lines; empty ones are left out.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="kind">What a line is that says nothing of it: a question, or an item of the agenda.</param>
    public static IReadOnlyList<NewQuestion> Parse(string? text, QuestionKind kind = QuestionKind.Question) =>
        [.. (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => Numbering().Replace(line.Trim(), "", 1)).Where(line => line.Length > 0).Select(line => Question(line, kind))];

    /// <summary>The lines that would be read as these questions.</summary>
    public static string Of(IEnumerable<NewQuestion> questions) => string.Join('\n', questions.Select(question =>
        string.Join(" | ", (question.Options ?? []).Prepend(question.Text)) + (question.Minutes > 0 ? $" ({question.Minutes})" : "")));

    private static NewQuestion Question(string line, QuestionKind kind)
    {
        var minutes = Minutes().Match(line);
        var words = (minutes.Success ? line[..minutes.Index] : line).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var planned = minutes.Success ? int.Parse(minutes.Groups[1].ValueSpan) : 0;
        var text = words.Length == 0 ? "" : words[0];
        return words.Length > 1 ? new(text, planned, QuestionKind.Poll, words[1..])
            : new(text, planned, text == Agenda.Introductions ? QuestionKind.Introductions : kind);
    }

    [GeneratedRegex(@"^(?:[Qq]?\d{1,3}[.):]\s+|[-*•]\s+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbering();

    [GeneratedRegex(@"\s*\((\d{1,3})(?:\s*(?:min|minutes|m))?\.?\)\s*$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Minutes();
}
