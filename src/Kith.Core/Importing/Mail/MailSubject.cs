using System.Text.RegularExpressions;
using Kith.Importing.Text;

namespace Kith.Importing.Mail;

/// <summary>The subject of a mail as the title of its thread.</summary>
internal static partial class MailSubject
{
    /// <summary>The subject without "Re:", "Fwd:" and the tags that the list puts before it.</summary>
    /// <param name="subject">As in the mail.</param>
    /// <param name="isTag">Whether a word in brackets is the list's own.</param>
    public static string Title(string? subject, Func<string, bool> isTag)
    {
        var title = Spaces().Replace(TextEncoding.Clean(subject ?? "").Replace('\n', ' '), " ").Trim();
        for (var before = ""; before != title;)
        {
            before = title;
            title = Prefix().Replace(title, "");
            title = Tag(title) is { } tag && isTag(tag) ? title[(tag.Length + 2)..].TrimStart() : title;
        }
        return title.Length == 0 ? "(no subject)" : title.Length > 500 ? title[..500] : title;
    }

    /// <summary>The word in brackets at the start of a subject, behind any "Re:"; null if there is none.</summary>
    public static string? Tag(string? subject) => subject is not null && Tagged().Match(subject) is { Success: true } match ? match.Groups["tag"].Value : null;

    [GeneratedRegex(@"^(?:(?:re|fwd?|aw|wg|sv|vs|antw|tr|rif|odp|ynt|r)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]\s*)+", RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^(?:re|fwd?|aw|wg|sv|antw)?:?\s*\[(?<tag>[^\[\]]{1,60})\]", RegexOptions.IgnoreCase)]
    private static partial Regex Tagged();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
