using System.Buffers;

namespace Kith.Importing.Html;

/// <summary>Where links lead: only what works outside the page they come from, and nothing that runs.</summary>
internal static class HtmlLink
{
    private const int Longest = 4096;

    private static readonly string[] Schemes = ["https://", "http://", "mailto:", "ftp://"];
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(" \t\r\n<>()\\\"");

    /// <summary>The destination for Markdown; empty for a link that leads nowhere from here (relative, script, data).</summary>
    public static string Target(ReadOnlySpan<char> href)
    {
        href = href.Trim();
        if (href.Length > Longest || !Leads(href))
        {
            return "";
        }
        var target = HtmlEntities.Decode(href);
        return target.AsSpan().ContainsAny(Unsafe)
            ? string.Concat(target.Select(c => !Unsafe.Contains(c) ? c.ToString() : $"%{(int)c:X2}"))
            : target;
    }

    /// <summary>The address in angle brackets, or null if it can't stand there.</summary>
    public static string? Bare(ReadOnlySpan<char> href)
    {
        var target = HtmlEntities.Decode(href);
        return target.AsSpan().ContainsAny(" <>\n\t") || target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? null : $"<{target}>";
    }

    private static bool Leads(ReadOnlySpan<char> href)
    {
        foreach (var scheme in Schemes)
        {
            if (href.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && href.Length > scheme.Length)
            {
                return true;
            }
        }
        return false;
    }
}
