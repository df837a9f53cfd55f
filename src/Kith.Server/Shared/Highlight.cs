using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Kith.Expertise;
using Microsoft.AspNetCore.Components;

namespace Kith.Server.Shared;

/// <summary>Marks the words that somebody asked for in what is quoted to them; word forms that begin alike are marked too.</summary>
public sealed class Highlight
{
    private const int LeastLetters = 3, MostWords = 30;

    private readonly Regex? wanted;

    private Highlight(Regex? wanted) => this.wanted = wanted;

    /// <summary>Marks nothing.</summary>
    public static Highlight Nothing { get; } = new(null);

    /// <summary>Of the words of a question.</summary>
    public static Highlight Of(string question)
    {
        var words = Regex.Matches(question, @"[\p{L}\p{N}][\p{L}\p{N}_+#.-]*\*?", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(found => found.Value.TrimEnd('.', '-'))
            .Where(word => word.Length >= LeastLetters && Query.IsTelling(word)).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostWords)
            .Select(word => word.EndsWith('*') ? Regex.Escape(word[..^1]) + @"[\p{L}\p{N}_]*" : Regex.Escape(word)).ToList();
        return words.Count == 0
            ? Nothing
            // A word also begins within a name of code: IsEmpty, HTTPServer.
            : new(new Regex($@"(?:(?<![\p{{L}}\p{{N}}])|(?-i:(?<=\p{{Ll}})(?=\p{{Lu}})|(?<=\p{{Lu}})(?=\p{{Lu}}\p{{Ll}})))(?:{string.Join('|', words)})(?:\p{{L}}{{0,3}}(?!\p{{L}}))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
    }

    /// <summary>The text as HTML, with its marks.</summary>
    public MarkupString In(string text)
    {
        var html = new StringBuilder(text.Length + 32);
        var done = 0;
        foreach (Match found in wanted?.Matches(text) ?? Enumerable.Empty<Match>())
        {
            html.Append(HtmlEncoder.Default.Encode(text[done..found.Index])).Append("<mark>").Append(HtmlEncoder.Default.Encode(found.Value)).Append("</mark>");
            done = found.Index + found.Length;
        }
        return new(html.Append(HtmlEncoder.Default.Encode(text[done..])).ToString());
    }
}
