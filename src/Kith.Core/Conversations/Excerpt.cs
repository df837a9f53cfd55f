using System.Text;

namespace Kith.Conversations;

/// <summary>A message in a line, for quoting it as evidence: its own words, without marks of Markdown, quotes and line breaks.</summary>
public static class Excerpt
{
    // Words kept before what an excerpt is about.
    private const int Lead = 60, LeastLetters = 3;

    /// <summary>
    /// At most <paramref name="length"/> characters, cut at words: from the start, or where most of the words of
    /// <paramref name="about"/> stand together. Code is left out unless it is what the excerpt is about, or all there is.
    /// </summary>
    public static string Of(string body, Markup markup, int length = 240, string about = "")
    {
        var wanted = about.Split([.. about.Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= LeastLetters).ToArray();
        var own = Words(OwnLines(body, markup, code: false), markup);
        var start = Densest(own, wanted, length);
        if (own.Length == 0 || (start < 0 && wanted.Length > 0))
        {
            var all = Words(OwnLines(body, markup, code: true), markup);
            var inAll = Densest(all, wanted, length);
            (own, start) = own.Length == 0 || inAll >= 0 ? (all, inAll) : (own, start);
        }
        return own.Length > 0 ? Cut(From(own, start, length), length) : Cut(Words(body, Markup.Plain), length);
    }

    // Where a window begins that holds most of the words; -1 if none of them is there.
    private static int Densest(string text, string[] wanted, int length)
    {
        var (best, most) = (-1, 0);
        foreach (var start in wanted.SelectMany(word => Places(text, word)).Order())
        {
            var window = text.AsSpan(start, Math.Min(length - Lead, text.Length - start));
            var held = 0;
            foreach (var word in wanted)
            {
                held += window.Contains(word, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            }
            (best, most) = held > most ? (start, held) : (best, most);
        }
        return best;
    }

    private static IEnumerable<int> Places(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.OrdinalIgnoreCase))
        {
            yield return at;
        }
    }

    private static string From(string text, int start, int length)
    {
        if (start < Math.Max(Lead, length - Lead))
        {
            return text;
        }
        var space = text.IndexOf(' ', start - Lead, Lead);
        return string.Concat("…", text.AsSpan(space < 0 ? start : space + 1));
    }

    private static string OwnLines(string body, Markup markup, bool code)
    {
        if (markup == Markup.Plain)
        {
            return OwnWords.Of(body);
        }
        var own = new StringBuilder(body.Length);
        var fenced = false;
        foreach (var line in body.AsSpan().EnumerateLines())
        {
            var start = line.TrimStart();
            if (start.StartsWith("```") || start.StartsWith("~~~"))
            {
                fenced = !fenced;
            }
            else if (!start.StartsWith(">") && (code || !fenced))
            {
                own.Append(line).Append(' ');
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
                if (c is '*' or '`' || (c == '[' && OpensLink(text, i)) || (c == '#' && (i == 0 || text[i - 1] is ' ' or '#')) || (c == '!' && i + 1 < text.Length && text[i + 1] == '['))
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

    private static bool OpensLink(string text, int at) => text.IndexOf(']', at) is > 0 and var end && end + 1 < text.Length && text[end + 1] == '(';

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
