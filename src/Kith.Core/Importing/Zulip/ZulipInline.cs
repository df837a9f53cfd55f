using System.Buffers;
using System.Text;
using Kith.Importing.Markdown;

namespace Kith.Importing.Zulip;

/// <summary>Somebody named in Zulip's Markdown.</summary>
/// <param name="Name">As typed, or as known by the number.</param>
/// <param name="Id">The number, if given.</param>
/// <param name="Quoted">Whether it stands in a quotation.</param>
internal readonly record struct ZulipMention(string Name, string? Id, bool Quoted);

/// <summary>What stands inside the lines of Zulip's Markdown: mentions, links, times; and underscores, which mean nothing there.</summary>
/// <param name="nameOf">Name of a person by number; null if not known.</param>
internal sealed class ZulipInline(Func<string, string?> nameOf)
{
    // How far the end of something is looked for, so that hostile text costs no more than its length.
    private const int Reach = 2000;

    private static readonly SearchValues<char> Marks = SearchValues.Create("`$@#<[:_\\");

    private readonly List<ZulipMention> mentions = [];
    private readonly StringBuilder output = new();

    /// <summary>Who was named since the last <see cref="Clear"/>, in order.</summary>
    public IReadOnlyList<ZulipMention> Mentions => mentions;

    /// <summary>Forgets who was named.</summary>
    public void Clear() => mentions.Clear();

    /// <summary>One line in CommonMark.</summary>
    public string Convert(ReadOnlySpan<char> text, bool quoted)
    {
        output.Clear();
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny(Marks);
            output.Append(text.Slice(at, next < 0 ? text.Length - at : next));
            at = next < 0 ? text.Length : at + next;
            if (at < text.Length)
            {
                at += Take(text, at, quoted);
            }
        }
        return output.ToString();
    }

    // Writes what begins at this mark; returns how many characters of the line it was.
    private int Take(ReadOnlySpan<char> line, int at, bool quoted)
    {
        var rest = line.Slice(at, Math.Min(Reach, line.Length - at));
        return rest[0] switch
        {
            '`' => Copy(rest, MarkdownSource.CodeSpan(rest)),
            '$' when rest.StartsWith("$$") => Copy(rest, rest.Length > 2 && rest[2..].IndexOf("$$") is var end and > 0 ? end + 4 : 2),
            '@' => Mention(rest, quoted),
            '#' when rest.StartsWith("#**") => Stream(rest),
            '<' => rest.StartsWith("<time:") ? Time(rest) : Write(MarkdownSource.LooksLikeTag(rest) ? "\\<" : "<", 1),
            '[' => Link(rest),
            ':' when rest.StartsWith("://") => Copy(rest, MarkdownSource.Address(rest)),
            '\\' => Copy(rest, Math.Min(2, rest.Length)),
            '_' => Underscore(line, at),
            _ => Copy(rest, 1),
        };
    }

    private int Copy(ReadOnlySpan<char> rest, int length)
    {
        output.Append(rest[..length]);
        return length;
    }

    private int Write(string text, int length)
    {
        output.Append(text);
        return length;
    }

    private int Mention(ReadOnlySpan<char> rest, bool quoted)
    {
        var from = rest.StartsWith("@**") ? 3 : rest.StartsWith("@_**") ? 4 : 0;
        var length = from == 0 ? -1 : rest[from..].IndexOf("**");
        if (length <= 0)
        {
            return Copy(rest, 1);
        }
        var typed = rest.Slice(from, length);
        var bar = typed.LastIndexOf('|');
        var id = bar >= 0 && bar + 1 < typed.Length && typed[(bar + 1)..].IndexOfAnyExceptInRange('0', '9') < 0 ? typed[(bar + 1)..].ToString() : null;
        var name = (id is null ? typed : typed[..bar]).Trim().ToString().Replace("*", "");
        name = name.Length > 0 ? name : id is null ? "" : nameOf(id) ?? id;
        if (name.Length == 0)
        {
            return Copy(rest, from + length + 2);
        }
        if (name is not ("all" or "everyone" or "channel" or "stream" or "topic"))
        {
            mentions.Add(new ZulipMention(name, id, quoted));
        }
        return Write($"@**{name}**", from + length + 2);
    }

    private int Stream(ReadOnlySpan<char> rest)
    {
        var length = rest[3..].IndexOf("**");
        return length <= 0 ? Copy(rest, 1) : Write($"**#{rest.Slice(3, length).ToString().Replace(">", " > ")}**", length + 5);
    }

    private int Time(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('>');
        return end > 0 && SourceTime.FromIso(rest[6..end].ToString()) is { } at
            ? Write(DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm 'UTC'"), end + 1)
            : Write("\\<", 1);
    }

    // A link into the server it comes from leads nowhere from here: its words stay.
    private int Link(ReadOnlySpan<char> rest)
    {
        var middle = rest.IndexOf("](");
        var end = middle < 0 ? -1 : rest[middle..].IndexOf(')');
        if (end < 0 || rest[1..middle].Contains('['))
        {
            return Copy(rest, 1);
        }
        if (middle + 2 >= rest.Length || rest[middle + 2] is not ('/' or '#'))
        {
            return Copy(rest, middle + end + 1);
        }
        output.Length -= output.Length > 0 && output[^1] == '!' ? 1 : 0;
        return Write(rest[1..middle].ToString(), middle + end + 1);
    }

    private int Underscore(ReadOnlySpan<char> line, int at)
    {
        var before = at > 0 ? line[at - 1] : ' ';
        var after = at + 1 < line.Length ? line[at + 1] : ' ';
        var inWord = char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after);
        var alone = char.IsWhiteSpace(before) && char.IsWhiteSpace(after) && at > 0;
        return Write(inWord || alone ? "_" : "\\_", 1);
    }
}
