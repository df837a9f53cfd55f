using System.Text;

namespace Kith.Conversations;

/// <summary>A message in a line, for quoting it as evidence: its own words, without marks of Markdown, quotes and line breaks.</summary>
public static class Excerpt
{
    /// <summary>At most <paramref name="length"/> characters, cut at a word; the whole, unmarked text if that leaves nothing.</summary>
    public static string Of(string body, Markup markup, int length = 240)
    {
        var text = Cut(Words(OwnLines(body, markup), markup), length);
        return text.Length > 0 ? text : Cut(Words(body, Markup.Plain), length);
    }

    private static string OwnLines(string body, Markup markup)
    {
        var own = new StringBuilder(body.Length);
        var fenced = false;
        foreach (var line in body.AsSpan().EnumerateLines())
        {
            var start = line.TrimStart();
            if (markup == Markup.Markdown && (start.StartsWith("```") || start.StartsWith("~~~")))
            {
                fenced = !fenced;
            }
            else if (!start.StartsWith(">") && !fenced)
            {
                own.Append(line).Append(' ');
            }
            // The signature ends what somebody wrote.
            if (markup == Markup.Plain && line is "-- " or "--")
            {
                break;
            }
        }
        return own.ToString();
    }

    private static string Words(string text, Markup markup)
    {
        var words = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (markup == Markup.Markdown)
            {
                if (c == '\\' && i + 1 < text.Length && char.IsPunctuation(text[i + 1]))
                {
                    words.Append(text[++i]);
                    continue;
                }
                if (c == ']' && i + 1 < text.Length && text[i + 1] == '(' && text.IndexOf(')', i) is > 0 and var end)
                {
                    i = end;
                    continue;
                }
                if (c is '*' or '`' or '[' or '#' && (i == 0 || text[i - 1] is ' ' or '#') || c == '!' && i + 1 < text.Length && text[i + 1] == '[')
                {
                    continue;
                }
            }
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
            {
                words.Append(c);
            }
            else if (words.Length > 0 && words[^1] != ' ')
            {
                words.Append(' ');
            }
        }
        return words.ToString().TrimEnd();
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }
        var end = text.LastIndexOf(' ', length - 1);
        end = end > length / 2 ? end : length - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }
}
