using System.Buffers;
using Kith.Importing.Html;
using Kith.Importing.Markdown;

namespace Kith.Importing.Slack;

/// <summary>
/// Turns Slack's mrkdwn into CommonMark. Reference: "Formatting text for app surfaces" in Slack's API documentation.
/// Not for several threads at once.
/// </summary>
/// <param name="people">Name of a person by id; null if not known.</param>
/// <param name="channels">Name of a channel by id; null if not known.</param>
internal sealed class Mrkdwn(Func<string, string?> people, Func<string, string?> channels)
{
    // How far the end of a token or of emphasis is looked for, so that hostile text costs no more than its length.
    private const int Reach = 4000, MaxNesting = 4;

    private static readonly SearchValues<char> Marks = SearchValues.Create("<`*_~");

    private readonly MarkdownWriter writer = new();
    private readonly List<string> mentioned = [];
    private bool quoting;
    private Before before;

    // What the line before was, since the last blank one.
    private enum Before
    {
        Nothing,
        Words,
        Bullet,
        Number,
    }

    /// <summary>Ids of those mentioned in what was converted last, in order, each once; those in quotations are not.</summary>
    public IReadOnlyList<string> Mentioned => mentioned;

    /// <summary>The same in Markdown.</summary>
    public string Convert(string text)
    {
        mentioned.Clear();
        (before, quoting) = (Before.Nothing, false);
        writer.MayHoldFormulas = text.AsSpan().Count('$') > 1;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var open = rest.IndexOf("```");
            var length = open < 0 ? -1 : rest[(open + 3)..].IndexOf("```");
            if (length < 0)
            {
                break;
            }
            Lines(rest[..open]);
            writer.Fenced("", Plain(rest.Slice(open + 3, length)).AsSpan().Trim('\n'));
            before = Before.Nothing;
            rest = rest[(open + length + 6)..];
        }
        Lines(rest);
        return writer.Finish();
    }

    private void Lines(ReadOnlySpan<char> text)
    {
        foreach (var line in text.EnumerateLines())
        {
            Line(line);
        }
    }

    private void Line(ReadOnlySpan<char> line)
    {
        var quoted = line.StartsWith("&gt;") || line.StartsWith(">");
        if (quoted != quoting)
        {
            writer.Leave(Block.Quote);
            writer.Break(Gap.Block);
            if (quoted)
            {
                writer.Enter(Block.Quote, "> ", "> ");
            }
            (quoting, before) = (quoted, Before.Nothing);
        }
        line = quoted ? line[(line[0] == '>' ? 1 : 4)..] : line;
        if (line.IsWhiteSpace())
        {
            writer.Break(before == Before.Nothing ? Gap.None : Gap.Block);
            before = Before.Nothing;
        }
        else if (Marker(line) is var marker and > 0)
        {
            Item(line, marker);
        }
        else
        {
            writer.Break(before switch { Before.Nothing => Gap.None, Before.Words => Gap.Line, _ => Gap.Block });
            Inlines(line, 0);
            before = Before.Words;
        }
    }

    private void Item(ReadOnlySpan<char> line, int marker)
    {
        var shown = line[..marker].TrimStart();
        var numbered = char.IsAsciiDigit(shown[0]);
        var bullet = numbered ? $"{shown} " : "- ";
        // Only the number 1 may begin a list right below something else.
        var close = before == Before.Nothing || !numbered || before == Before.Number || shown is "1.";
        writer.Break(before == Before.Nothing ? Gap.None : close ? Gap.Item : Gap.Block);
        writer.Enter(Block.Item, bullet, new string(' ', bullet.Length));
        Inlines(line[marker..], 0);
        writer.Leave(Block.Item);
        before = numbered ? Before.Number : Before.Bullet;
    }

    // Length of what makes a line an item: a bullet or a number and its dot.
    private static int Marker(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        var indent = line.Length - text.Length;
        if (text.Length > 2 && text[0] is '•' or '◦' or '▪' or '-' && text[1] == ' ')
        {
            return indent + 1;
        }
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 4 && digits + 2 < text.Length && text[digits] == '.' && text[digits + 1] == ' ' ? indent + digits + 1 : 0;
    }

    private void Inlines(ReadOnlySpan<char> text, int depth)
    {
        var from = 0;
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny(Marks);
            if (next < 0)
            {
                break;
            }
            at += next;
            var end = End(text, at, depth);
            if (end > 0)
            {
                writer.Text(text[from..at]);
                Marked(text[at..end], depth);
                from = end;
            }
            at = Math.Max(at + 1, end);
        }
        writer.Text(text[from..]);
    }

    // Where what begins with the mark at this place ends; 0 if the mark is only a character.
    private static int End(ReadOnlySpan<char> text, int at, int depth)
    {
        var rest = text.Slice(at + 1, Math.Min(Reach, text.Length - at - 1));
        return text[at] switch
        {
            '<' => Token(rest) is var length and > 0 ? at + length + 2 : 0,
            '`' => rest.IndexOf('`') is var length and > 0 ? at + length + 2 : 0,
            _ when depth >= MaxNesting || (at > 0 && char.IsLetterOrDigit(text[at - 1])) => 0,
            var mark => Closing(rest, mark) is var length and > 0 ? at + length + 2 : 0,
        };
    }

    private static int Token(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('>');
        return end > 1 && (rest[0] is '@' or '#' or '!' || rest[..end].Contains(':')) && !rest[..end].Contains('<') ? end : 0;
    }

    private static int Closing(ReadOnlySpan<char> rest, char mark)
    {
        if (rest.IsEmpty || char.IsWhiteSpace(rest[0]) || rest[0] == mark)
        {
            return 0;
        }
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] is '`' or '<' && rest[(i + 1)..].IndexOf(rest[i] == '`' ? '`' : '>') is var skip and > 0)
            {
                i += skip + 1;
            }
            else if (rest[i] == mark && !char.IsWhiteSpace(rest[i - 1]) && (i + 1 == rest.Length || !char.IsLetterOrDigit(rest[i + 1])))
            {
                return i;
            }
        }
        return 0;
    }

    private void Marked(ReadOnlySpan<char> text, int depth)
    {
        var inside = text[1..^1];
        switch (text[0])
        {
            case '<':
                Reference(inside);
                break;
            case '`':
                writer.Code(Plain(inside));
                break;
            default:
                var kind = text[0] switch { '*' => Inline.Strong, '_' => Inline.Emphasis, _ => Inline.Strike };
                writer.Open(kind);
                Inlines(inside, depth + 1);
                writer.Close(kind);
                break;
        }
    }

    private void Reference(ReadOnlySpan<char> token)
    {
        var bar = token.IndexOf('|');
        var target = bar < 0 ? token : token[..bar];
        var label = bar < 0 ? default : token[(bar + 1)..];
        switch (token[0])
        {
            case '@':
                Mention(target[1..].ToString(), label);
                break;
            case '#' or '!':
                writer.Text(Shown(target, label));
                break;
            default:
                Link(target, label);
                break;
        }
    }

    private void Mention(string id, ReadOnlySpan<char> label)
    {
        var name = people(id) ?? (label.IsWhiteSpace() ? id : HtmlEntities.Decode(label).TrimStart('@'));
        writer.Raw($"@**{name.Replace("*", "").ReplaceLineEndings(" ").Trim()}**");
        if (!quoting && !string.IsNullOrWhiteSpace(id) && !mentioned.Contains(id))
        {
            mentioned.Add(id);
        }
    }

    private void Link(ReadOnlySpan<char> address, ReadOnlySpan<char> label)
    {
        var target = HtmlLink.Target(address);
        if (address.StartsWith("mailto:") || target.Length == 0)
        {
            writer.Text(label.IsEmpty ? address[(address.IndexOf(':') + 1)..] : label);
        }
        else if (label.IsWhiteSpace() || label.SequenceEqual(address))
        {
            writer.Raw($"<{target}>");
        }
        else
        {
            writer.Open(Inline.Link, target);
            writer.Text(label);
            writer.Close(Inline.Link);
        }
    }

    // What a reader sees in place of <#C1|general>, <!here>, <!subteam^S1|@keepers>, <!date^1^…|yesterday>.
    private string Shown(ReadOnlySpan<char> target, ReadOnlySpan<char> label)
    {
        if (target[0] == '#')
        {
            return $"#{(label.IsWhiteSpace() ? channels(target[1..].ToString()) ?? target[1..].ToString() : label.ToString().TrimStart('#'))}";
        }
        return !label.IsWhiteSpace() ? label.ToString() : $"@{target[1..]}";
    }

    // In code nothing is marked up, but tokens and entities are still there.
    private string Plain(ReadOnlySpan<char> code)
    {
        var text = new System.Text.StringBuilder(code.Length);
        while (!code.IsEmpty)
        {
            var open = code.IndexOf('<');
            var length = open < 0 ? 0 : Token(code.Slice(open + 1, Math.Min(Reach, code.Length - open - 1)));
            if (length == 0)
            {
                var plain = open < 0 ? code.Length : open + 1;
                text.Append(code[..plain]);
                code = code[plain..];
                continue;
            }
            text.Append(code[..open]);
            var token = code.Slice(open + 1, length);
            var bar = token.IndexOf('|');
            text.Append(token[0] switch
            {
                '@' => $"@{people((bar < 0 ? token : token[..bar])[1..].ToString()) ?? token[1..].ToString()}",
                '#' or '!' => Shown(bar < 0 ? token : token[..bar], bar < 0 ? default : token[(bar + 1)..]),
                _ => token[(bar + 1)..].ToString(),
            });
            code = code[(open + length + 2)..];
        }
        return HtmlEntities.Decode(text.ToString());
    }
}
