using System.Text;
using System.Text.RegularExpressions;
using Kith.Importing.Markdown;

namespace Kith.Importing.Zulip;

/// <summary>
/// Turns Zulip's own Markdown into CommonMark: lines break where they were broken, quotations and spoilers are fenced there,
/// underscores mean nothing. Reference: "Message formatting" in Zulip's help.
/// </summary>
internal static partial class ZulipMarkdown
{
    /// <summary>The same in CommonMark.</summary>
    /// <param name="source">What was typed.</param>
    /// <param name="inline">Turns one line outside of code, and takes down whom it names.</param>
    public static string Convert(string source, ZulipInline inline)
    {
        var text = new StringBuilder(source.Length + 64);
        var fences = new Stack<Fence>();
        var after = Line.Start;
        foreach (var raw in source.ReplaceLineEndings("\n").Trim('\n').Split('\n'))
        {
            if (fences.TryPeek(out var open) && raw.Trim() == open.Mark)
            {
                fences.Pop();
                after = open.IsCode ? Put(text, fences, raw, after, Line.Code) : Line.Gap;
            }
            else if (fences.TryPeek(out open) && open.IsCode)
            {
                after = Put(text, fences, raw, after, Line.Code);
            }
            else if (FenceOpening().Match(raw) is { Success: true } opening && fences.Count < 5)
            {
                after = Open(text, fences, opening, after);
            }
            else if (raw.Trim().Length == 0)
            {
                after = after == Line.Start ? after : Line.Gap;
            }
            else
            {
                var quoted = raw.TrimStart().StartsWith('>') || fences.Any(fence => fence.IsQuote);
                after = Put(text, fences, inline.Convert(MarkdownSource.Unindented(raw), quoted), after, Line.Words);
            }
        }
        CloseCode(text, fences);
        return text.ToString();
    }

    private enum Line
    {
        Start,
        Gap,
        Words,
        Code,
    }

    private readonly record struct Fence(string Mark, bool IsCode, bool IsQuote);

    private static Line Open(StringBuilder text, Stack<Fence> fences, Match opening, Line after)
    {
        var (mark, kind, title) = (opening.Groups[1].Value, opening.Groups[2].Value, opening.Groups[3].Value.Trim());
        switch (kind)
        {
            case "quote":
                fences.Push(new Fence(mark, IsCode: false, IsQuote: true));
                return after == Line.Start ? after : Line.Gap;
            case "spoiler":
                Put(text, fences, title.Length > 0 ? $"**Spoiler** {title}" : "**Spoiler**", after == Line.Start ? after : Line.Gap, Line.Words);
                fences.Push(new Fence(mark, IsCode: false, IsQuote: false));
                return Line.Gap;
            default:
                Put(text, fences, mark + kind, after == Line.Start ? after : Line.Gap, Line.Code);
                fences.Push(new Fence(mark, IsCode: true, IsQuote: false));
                return Line.Code;
        }
    }

    // A fence that was never closed would swallow what follows it on the page.
    private static void CloseCode(StringBuilder text, Stack<Fence> fences)
    {
        if (fences.TryPeek(out var open) && open.IsCode)
        {
            fences.Pop();
            Put(text, fences, open.Mark, Line.Code, Line.Code);
        }
    }

    private static Line Put(StringBuilder text, Stack<Fence> fences, string line, Line after, Line kind)
    {
        var prefix = string.Concat(fences.Where(fence => fence.IsQuote).Select(_ => "> "));
        text.Append(after switch
        {
            Line.Start => "",
            Line.Words when kind == Line.Words => "  \n",
            Line.Gap => $"\n{(text.Length > 0 && LastLineIsQuote(text) ? prefix.TrimEnd() : "")}\n",
            _ => "\n",
        });
        text.Append(prefix).Append(line.TrimEnd());
        return kind;
    }

    private static bool LastLineIsQuote(StringBuilder text)
    {
        var at = text.Length - 1;
        while (at > 0 && text[at - 1] != '\n')
        {
            at--;
        }
        return text[at] == '>';
    }

    [GeneratedRegex("^ {0,3}(`{3,}|~{3,}) *([A-Za-z0-9+#._-]*)([^`]*)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex FenceOpening();
}
