using System.Text.RegularExpressions;

namespace Kith.Server.Conversations;

/// <summary>Where links in messages may lead: to the open web, to mail, and to what is said and who says it on this server.</summary>
internal static partial class Links
{
    /// <summary>The address to link to, or null if it must stay text.</summary>
    public static string? Safe(string? url) => url is not null && Here().IsMatch(url) ? url
        : Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri!.Scheme is "http" or "https" or "mailto") ? uri.AbsoluteUri : null;

    // "/gatherings/12#m7": pages that only show; never an address that does something.
    [GeneratedRegex(@"^/(?:gatherings|conversations|people)/[0-9]{1,18}(?:/[0-9]{1,18}|/recap)?(?:#[a-z][0-9]{1,18})?\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Here();
}
