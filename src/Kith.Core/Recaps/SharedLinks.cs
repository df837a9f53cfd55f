using System.Text.RegularExpressions;
using Kith.Conversations;

namespace Kith.Recaps;

/// <summary>A link that people shared.</summary>
/// <param name="Url">Where it leads.</param>
/// <param name="In">The messages that hold it, in order.</param>
public sealed record SharedLink(string Url, IReadOnlyList<Message> In);

/// <summary>Finds the links in what was said.</summary>
public static partial class SharedLinks
{
    /// <summary>Each link once, in order of appearance; addresses that differ only in the case of the host, a last slash or a place on the page are one.</summary>
    public static IReadOnlyList<SharedLink> In(IEnumerable<Message> messages) => [.. messages
        .SelectMany(message => Link().Matches(message.Body).Select(match => Trimmed(match.Value)).Select(url => (Url: url, Message: message)))
        .Where(found => Uri.TryCreate(found.Url, UriKind.Absolute, out _))
        .GroupBy(found => Same(found.Url), StringComparer.Ordinal)
        .Select(same => new SharedLink(same.First().Url, [.. same.Select(found => found.Message).DistinctBy(message => message.Seq)]))];

    private static string Trimmed(string url)
    {
        url = url.TrimEnd('.', ',', ';', ':', '!', '?', '\'', '*', '_');
        return url.EndsWith(')') && !url.Contains('(') ? url[..^1] : url;
    }

    private static string Same(string url) => new Uri(url) is var uri ? $"{uri.Scheme}://{uri.Authority}{uri.AbsolutePath.TrimEnd('/')}{uri.Query}" : url;

    [GeneratedRegex(@"\bhttps?://[^\s<>""\[\]`|\\]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Link();
}
