using Kith.Importing.Text;
using MimeKit;

namespace Kith.Importing.Mail;

/// <summary>
/// By what two mails of one Message-ID are known to be the same, come by two ways. On one of them a list may put a tag before the
/// subject, a foot under the words, and itself in the place of who wrote them; when it arrived says nothing.
/// </summary>
/// <param name="Sent">What its Date says, UTC milliseconds; null if that can't be.</param>
/// <param name="Words">A number for its subject and its first line.</param>
internal readonly record struct MailGist(long? Sent, ulong Words)
{
    // Of a line that never ends.
    private const int Enough = 200;

    /// <summary>Of a mail.</summary>
    /// <param name="headers">Its headers.</param>
    /// <param name="body">Its words.</param>
    public static MailGist Of(HeaderList headers, string body) =>
        // Every word in brackets is taken for a tag: which of them are depends on what else is in the archive.
        new(MailTime.Sent(headers), Fingerprint.Hash($"{MailSubject.Title(headers[HeaderId.Subject], _ => true)}\n{FirstLine(body)}"));

    /// <summary>Whether a mail of the same Message-ID is the same. One without a date may be a copy of one that has it.</summary>
    public bool IsThatOf(MailGist other) => Words == other.Words && (Sent == other.Sent || Sent is null || other.Sent is null);

    /// <summary>What a mail is known by if its Message-ID is that of another one.</summary>
    public string IdBeside(string id) => MailHead.Made($"{id}\n{Sent}\n{Words}");

    // Letters and digits: where one of the two is HTML, marks come between.
    private static string FirstLine(string body)
    {
        foreach (var line in body.AsSpan().EnumerateLines())
        {
            if (Letters(line) is { Length: > 0 } letters)
            {
                return letters;
            }
        }
        return "";
    }

    private static string Letters(ReadOnlySpan<char> line)
    {
        Span<char> letters = stackalloc char[Enough];
        var count = 0;
        foreach (var c in line)
        {
            if (char.IsLetterOrDigit(c) && count < Enough)
            {
                letters[count++] = c;
            }
        }
        return letters[..count].ToString();
    }
}
