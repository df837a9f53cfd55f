using System.Text.RegularExpressions;
using Kith.Importing.Text;

namespace Kith.Importing.Mail;

/// <summary>A file that holds mail.</summary>
/// <param name="File">The file.</param>
/// <param name="IsMbox">Whether it may hold several mails.</param>
internal sealed partial record MailFile(ArchiveFile File, bool IsMbox)
{
    /// <summary>The file as mail; null if it is none, going by its first lines.</summary>
    public static MailFile? Of(ArchiveFile file)
    {
        var head = TextLines.Head(file);
        return MailLines.IsMbox(head) ? new MailFile(file, true) : IsMail(head) ? new MailFile(file, false) : null;
    }

    /// <summary>The mails in it, from the first.</summary>
    public MailLines Lines(bool headersOnly) => new(File, IsMbox, headersOnly);

    /// <summary>Shows every mail's headers to <paramref name="scan"/>.</summary>
    public void Scan(MailScan scan)
    {
        using var lines = Lines(headersOnly: true);
        while (lines.Read())
        {
            if (MailHead.Read(lines.Mail) is { } headers)
            {
                scan.Take(headers, lines.Separator, IsMbox ? File.Path : null);
            }
        }
    }

    // Headers to the first empty line, or to the end of what was looked at, and among them those that make a mail.
    private static bool IsMail(IReadOnlyList<string> head)
    {
        var headers = head.TakeWhile(line => line.Length > 0).ToList();
        return headers.Count > 2 && headers.TrueForAll(line => Header().IsMatch(line))
            && headers.Exists(line => line.StartsWith("From:", StringComparison.OrdinalIgnoreCase))
            && headers.Exists(line => Place().IsMatch(line));
    }

    [GeneratedRegex(@"^(?:[A-Za-z][A-Za-z0-9_-]{0,60}:|[ \t])")]
    private static partial Regex Header();

    [GeneratedRegex(@"^(?:Message-ID|Date|Received|Return-Path):", RegexOptions.IgnoreCase)]
    private static partial Regex Place();
}
