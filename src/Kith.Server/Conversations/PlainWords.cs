using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Kith.Server.Shared;

namespace Kith.Server.Conversations;

/// <summary>Text as typed, as HTML: lines kept, addresses and people linked, long quotations of a mail folded.</summary>
internal static partial class PlainWords
{
    // A few quoted lines are what an answer refers to; more are the mail before.
    private const int FoldFrom = 6;

    /// <summary>The HTML.</summary>
    /// <param name="body">As typed.</param>
    /// <param name="names">Whom it names.</param>
    /// <param name="mail">Whether lines that begin with &gt; are quotations.</param>
    public static string Html(string body, Names names, bool mail)
    {
        var html = new StringBuilder(body.Length + 64);
        foreach (var (quoted, lines) in Pieces(body, mail))
        {
            if (!quoted)
            {
                html.Append("<div class=\"typed\">");
                Write(html, string.Join('\n', lines).Trim('\n', '\r'), names);
                html.Append("</div>");
                continue;
            }
            var fold = lines.Count >= FoldFrom;
            html.Append(fold ? $"<details><summary>{Marks.Count(lines.Count, "quoted line")}</summary>" : "").Append("<div class=\"quoted\">");
            Write(html, string.Join('\n', lines), names);
            html.Append("</div>").Append(fold ? "</details>" : "");
        }
        return html.ToString();
    }

    private static IEnumerable<(bool Quoted, List<string> Lines)> Pieces(string body, bool mail)
    {
        var piece = (Quoted: false, Lines: new List<string>());
        foreach (var line in body.ReplaceLineEndings("\n").Split('\n'))
        {
            var quoted = mail && line.StartsWith('>');
            if (quoted != piece.Quoted)
            {
                if (piece.Lines.Exists(each => !string.IsNullOrWhiteSpace(each)))
                {
                    yield return piece;
                }
                piece = (quoted, []);
            }
            piece.Lines.Add(quoted ? Unquoted().Replace(line, "", 1) : line);
        }
        if (piece.Lines.Exists(each => !string.IsNullOrWhiteSpace(each)))
        {
            yield return piece;
        }
    }

    private static void Write(StringBuilder html, string text, Names names)
    {
        var done = 0;
        foreach (Match found in Linkable().Matches(text))
        {
            html.Append(HtmlEncoder.Default.Encode(text[done..found.Index]));
            done = found.Index + (found.Groups["url"].Success ? Link(html, found.Value) : Named(html, text, found, names));
        }
        html.Append(HtmlEncoder.Default.Encode(text[done..]));
    }

    private static int Link(StringBuilder html, string found)
    {
        var text = found.TrimEnd('.', ',', ';', ':', '!', '?', '\'', '"');
        text = text.EndsWith(')') && !text.Contains('(') ? text[..^1] : text;
        var shown = HtmlEncoder.Default.Encode(text);
        html.Append(Links.Safe(text) is { } url ? $"<a rel=\"nofollow noopener\" href=\"{HtmlEncoder.Default.Encode(url)}\">{shown}</a>" : shown);
        return text.Length;
    }

    // "@Ann", or "ann:" and "ann," where a line begins.
    private static int Named(StringBuilder html, string text, Match found, Names names)
    {
        var skip = found.Value == "@" ? 1 : 0;
        var (person, _, length) = names.At(text.AsSpan(found.Index + skip), escaped: false);
        var end = found.Index + skip + length;
        if (length == 0 || (skip == 0 && (end >= text.Length || text[end] is not (':' or ','))))
        {
            html.Append(HtmlEncoder.Default.Encode(found.Value));
            return found.Length;
        }
        html.Append($"<a class=\"mention\" href=\"{Address.Of(person)}\">{HtmlEncoder.Default.Encode(text[found.Index..end])}</a>");
        return end - found.Index;
    }

    [GeneratedRegex(@"(?<url>\bhttps?://[^\s<>""]+)|@|^(?=\S)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Linkable();

    [GeneratedRegex("^> ?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unquoted();
}
