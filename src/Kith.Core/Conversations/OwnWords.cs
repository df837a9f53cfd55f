using System.Buffers;
using System.Text.RegularExpressions;

namespace Kith.Conversations;

/// <summary>What somebody wrote in a mail, without what others wrote: for topics and for evidence. The log keeps the whole.</summary>
public static partial class OwnWords
{
    // Without any of these there is nothing to leave out, as in most messages.
    private static readonly SearchValues<string> Signs = SearchValues.Create([">", "\n--", "_____", "Sent from my ", "Get Outlook for ", "\nFrom: "], StringComparison.Ordinal);

    /// <summary>A plain body without quoted lines, the lines that introduce them, signatures and the footers of mailing lists.</summary>
    public static string Of(string body) => Of(body, body.Length <= 4096 ? stackalloc char[body.Length] : new char[body.Length]).ToString();

    /// <summary>The same without allocation: part of <paramref name="body"/> itself, or written to <paramref name="buffer"/>, which is as long.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> body, Span<char> buffer)
    {
        if (!body.ContainsAny(Signs) && body is not (['-', '-', ..] or ['F', 'r', 'o', 'm', ':', ..]))
        {
            return body.Trim();
        }
        var (length, gap) = (0, false);
        for (var rest = body; !rest.IsEmpty && !IsEnd(rest);)
        {
            var line = First(rest);
            var skip = line.TrimStart().StartsWith('>') ? 1 : Introduction(rest);
            for (var lines = Math.Max(skip, 1); lines > 0; lines--)
            {
                rest = After(rest);
            }
            if (skip > 0 || line.IsWhiteSpace())
            {
                gap |= skip == 0;
                continue;
            }
            length += Write(line, buffer[length..], length == 0 ? 0 : gap ? 2 : 1);
            gap = false;
        }
        return buffer[..length].Trim();
    }

    // Never longer than what is left out before it: every line written had its own line feed, every gap an empty line.
    private static int Write(ReadOnlySpan<char> line, Span<char> to, int lineFeeds)
    {
        to[..lineFeeds].Fill('\n');
        line.CopyTo(to[lineFeeds..]);
        return lineFeeds + line.Length;
    }

    private static ReadOnlySpan<char> First(ReadOnlySpan<char> text) => (text.IndexOf('\n') is >= 0 and var end ? text[..end] : text).TrimEnd();

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> text) => text.IndexOf('\n') is >= 0 and var end ? text[(end + 1)..] : [];

    // Below these stands nothing of the writer's: a signature, a footer, or the mail that is answered.
    private static bool IsEnd(ReadOnlySpan<char> text)
    {
        var line = First(text);
        return line.TrimStart() switch
        {
            ['-', '-', ..] => line is "--" || Original().IsMatch(line),
            ['S' or 'G', ..] => Sent().IsMatch(line),
            ['_', ..] => line.Length > 20 && line.Trim('_').IsEmpty && First(After(text)).Contains("list", StringComparison.OrdinalIgnoreCase),
            ['F', 'r', 'o', 'm', ':', ..] => SentHeader().IsMatch(First(After(text))),
            _ => false,
        };
    }

    // How many lines "On …, Ann wrote:" takes: up to three; 0 if it is something else.
    private static int Introduction(ReadOnlySpan<char> text)
    {
        var line = First(text);
        if (line.IsEmpty || !(line[^1] == ':' && Named().IsMatch(line) || Dated().IsMatch(line)))
        {
            return 0;
        }
        for (var more = 1; more <= 3 && !First(text).IsEmpty; more++, text = After(text))
        {
            if (Wrote().IsMatch(First(text)))
            {
                return more;
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

    [GeneratedRegex(@"^\s*(?:On|Am|Le|El|Il|Op|Den|Em|Dnia|W dniu)\s.*\d", RegexOptions.IgnoreCase)]
    private static partial Regex Dated();

    [GeneratedRegex(@"^\S.{0,200}\b(?:wrote|writes|schrieb|a écrit|escribió|scrive|skrev)\b.{0,40}:$", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(?:wrote|writes|schrieb|écrit|escribió|scritto|scrive|schreef|skrev|escreveu|napisał|pisze)\b.{0,60}:$", RegexOptions.IgnoreCase)]
    private static partial Regex Wrote();
}
