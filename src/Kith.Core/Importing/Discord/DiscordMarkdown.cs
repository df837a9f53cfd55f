using System.Buffers;
using System.Globalization;
using System.Text;
using Kith.Importing.Markdown;

namespace Kith.Importing.Discord;

/// <summary>
/// Turns Discord's Markdown into CommonMark: lines break where they were broken, tokens such as <c>&lt;@17&gt;</c> read as names.
/// Reference: "Message formatting" in Discord's documentation for developers.
/// </summary>
/// <param name="channels">Name of a channel by id; null if not known.</param>
internal sealed class DiscordMarkdown(Func<string, string?> channels)
{
    // How far the end of something is looked for, so that hostile text costs no more than its length.
    private const int Reach = 2000;

    private static readonly SearchValues<char> Marks = SearchValues.Create("`<@:\\");

    private static readonly SearchValues<char> Language = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#.-_");

    private readonly StringBuilder output = new();
    private readonly List<string> mentioned = [];
    private IReadOnlyList<(string Id, string Name)> known = [];
    private bool quoting, gap, quoted;

    /// <summary>Ids of those named in what was converted last, in order, each once.</summary>
    public IReadOnlyList<string> Mentioned => mentioned;

    /// <summary>The same in CommonMark.</summary>
    /// <param name="text">What was typed, or what the exporter made of it.</param>
    /// <param name="people">Those who may be named, longest names first.</param>
    public string Convert(string text, IReadOnlyList<(string Id, string Name)> people)
    {
        output.Clear();
        mentioned.Clear();
        (known, quoting, gap, quoted) = (people, false, false, false);
        var rest = text.ReplaceLineEndings("\n").AsSpan().Trim('\n');
        while (!rest.IsEmpty)
        {
            var open = rest.IndexOf("```");
            var length = open < 0 ? -1 : rest[(open + 3)..].IndexOf("```");
            if (length < 0)
            {
                break;
            }
            Lines(rest[..open]);
            Fenced(rest.Slice(open + 3, length));
            rest = rest[(open + length + 6)..];
        }
        Lines(rest);
        return output.ToString();
    }

    private void Fenced(ReadOnlySpan<char> code)
    {
        var line = code.IndexOf('\n');
        var language = line > 0 && code[..line].IndexOfAnyExcept(Language) < 0 ? code[..line] : default;
        NewBlock();
        output.Append("```").Append(language);
        foreach (var each in code[language.Length..].Trim('\n').EnumerateLines())
        {
            output.Append('\n').Append(each);
        }
        output.Append("\n```");
        gap = true;
    }

    private void Lines(ReadOnlySpan<char> text)
    {
        var first = true;
        foreach (var each in text.EnumerateLines())
        {
            var line = each;
            if (line.StartsWith(">>> "))
            {
                // From here on all is quoted.
                NewBlock();
                (quoting, first) = (true, true);
                line = line[4..];
            }
            if (line.IsWhiteSpace())
            {
                gap |= output.Length > 0;
                continue;
            }
            if (gap || (quoted && !line.StartsWith("> ")))
            {
                NewBlock();
            }
            else if (!first && output.Length > 0)
            {
                output.Append("  \n");
            }
            output.Append(quoting ? "> " : "");
            Inline(MarkdownSource.Unindented(line.TrimEnd()));
            first = false;
            quoted = !quoting && line.StartsWith("> ");
        }
    }

    private void NewBlock()
    {
        while (output.Length > 0 && output[^1] == ' ')
        {
            output.Length--;
        }
        output.Append(output.Length > 0 ? "\n\n" : "");
        gap = false;
    }

    private void Inline(ReadOnlySpan<char> line)
    {
        for (var at = 0; at < line.Length;)
        {
            var next = line[at..].IndexOfAny(Marks);
            output.Append(line.Slice(at, next < 0 ? line.Length - at : next));
            at = next < 0 ? line.Length : at + next;
            if (at < line.Length)
            {
                at += Take(line.Slice(at, Math.Min(Reach, line.Length - at)));
            }
        }
    }

    // Writes what begins at this mark; returns how many characters of the line it was.
    private int Take(ReadOnlySpan<char> rest) => rest[0] switch
    {
        '`' => Copy(rest, MarkdownSource.CodeSpan(rest)),
        '<' => Token(rest),
        '@' => Named(rest),
        ':' when rest.StartsWith("://") => Copy(rest, MarkdownSource.Address(rest)),
        '\\' => Copy(rest, Math.Min(2, rest.Length)),
        _ => Copy(rest, 1),
    };

    private int Copy(ReadOnlySpan<char> rest, int length)
    {
        output.Append(rest[..length]);
        return length;
    }

    private int Token(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('>');
        if (end > 2 && Shown(rest[1..end]) is { } shown)
        {
            output.Append(shown);
            return end + 1;
        }
        output.Append(MarkdownSource.LooksLikeTag(rest) ? "\\<" : "<");
        return 1;
    }

    private string? Shown(ReadOnlySpan<char> token)
    {
        var digits = token[(token.LastIndexOfAnyExceptInRange('0', '9') + 1)..].ToString();
        var head = token[..^digits.Length];
        return head switch
        {
            _ when digits.Length == 0 => token.StartsWith("t:") ? Time(token[2..]) : null,
            "@" or "@!" => Mention(digits),
            "@&" => "@role",
            "#" => $"#{channels(digits) ?? digits}",
            "t:" => Time(digits),
            [':', .., ':'] => head.ToString(),
            ['a', ':', .., ':'] => head[1..].ToString(),
            ['/', .. var command, ':'] => $"/{command}",
            _ => null,
        };
    }

    // Seconds, and after a colon how to show them.
    private static string? Time(ReadOnlySpan<char> time)
    {
        var colon = time.IndexOf(':');
        return double.TryParse(colon < 0 ? time : time[..colon], out var seconds) && SourceTime.FromSeconds(seconds) is { } at
            ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
            : null;
    }

    // The exporter may have put the name for the token.
    private int Named(ReadOnlySpan<char> rest)
    {
        foreach (var (id, name) in known)
        {
            if (rest[1..].StartsWith(name) && (rest.Length == name.Length + 1 || !char.IsLetterOrDigit(rest[name.Length + 1])))
            {
                output.Append(Mention(id));
                return name.Length + 1;
            }
        }
        return Copy(rest, 1);
    }

    private string Mention(string id)
    {
        if (!mentioned.Contains(id))
        {
            mentioned.Add(id);
        }
        var name = known.FirstOrDefault(person => person.Id == id).Name ?? id;
        return $"@**{name.Replace("*", "").ReplaceLineEndings(" ").Trim()}**";
    }
}
