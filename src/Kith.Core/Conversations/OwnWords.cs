using System.Text.RegularExpressions;

namespace Kith.Conversations;

/// <summary>What somebody wrote in a mail, without what others wrote: for topics and for evidence. The log keeps the whole.</summary>
public static partial class OwnWords
{
    /// <summary>A plain body without quoted lines, the lines that introduce them, signatures and the footers of mailing lists.</summary>
    public static string Of(string body)
    {
        var lines = body.Split('\n');
        var kept = new List<string>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd();
            if (IsEnd(lines, i, line))
            {
                break;
            }
            var introduction = line.StartsWith('>') ? 1 : Introduction(lines, i);
            if (introduction == 0)
            {
                kept.Add(line);
            }
            else
            {
                i += introduction - 1;
            }
        }
        return Gaps().Replace(string.Join('\n', kept), "\n\n").Trim();
    }

    // Below these stands nothing of the writer's: a signature, a footer, or the mail that is answered.
    private static bool IsEnd(string[] lines, int at, string line) =>
        line is "--" || Sent().IsMatch(line) || Original().IsMatch(line)
        || line.Length > 20 && line.Trim('_').Length == 0 && at + 1 < lines.Length && lines[at + 1].Contains("list", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("From: ", StringComparison.Ordinal) && at + 1 < lines.Length && SentHeader().IsMatch(lines[at + 1]);

    // "On …, Ann wrote:" may take three lines; a quote follows it.
    private static int Introduction(string[] lines, int at)
    {
        if (!Begins().IsMatch(lines[at]))
        {
            return 0;
        }
        for (var more = 1; more <= 3 && at + more <= lines.Length; more++)
        {
            if (Wrote().IsMatch(lines[at + more - 1].TrimEnd()))
            {
                return more;
            }
            if (string.IsNullOrWhiteSpace(lines[at + more - 1]))
            {
                return 0;
            }
        }
        return 0;
    }

    [GeneratedRegex(@"^Sent from my \w|^Get Outlook for ")]
    private static partial Regex Sent();

    [GeneratedRegex(@"^\s*-{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Weitergeleitete Nachricht)\s*-{2,}", RegexOptions.IgnoreCase)]
    private static partial Regex Original();

    [GeneratedRegex(@"^(?:Sent|Date|To|Cc|Subject): ")]
    private static partial Regex SentHeader();

    [GeneratedRegex(@"^\s*(?:On|Am|Le|El|Il|Op|Den|Em|Dnia|W dniu)\s.*\d|^\S.{0,200}\b(?:wrote|writes|schrieb|a écrit|escribió|scrive|skrev)\b.{0,40}:\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Begins();

    [GeneratedRegex(@"\b(?:wrote|writes|schrieb|écrit|escribió|scritto|scrive|schreef|skrev|escreveu|napisał|pisze)\b.{0,60}:$", RegexOptions.IgnoreCase)]
    private static partial Regex Wrote();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex Gaps();
}
