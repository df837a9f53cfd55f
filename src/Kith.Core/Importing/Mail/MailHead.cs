using Kith.Importing.Text;
using MimeKit;
using MimeKit.Utils;

namespace Kith.Importing.Mail;

/// <summary>What the headers of a mail say about its place among others.</summary>
/// <param name="Id">Its Message-ID without brackets; of a mail without one, a fingerprint.</param>
/// <param name="References">Ids of the mails before it in the thread, oldest first.</param>
/// <param name="InReplyTo">Id of the mail it answers, if it says.</param>
internal sealed record MailHead(string Id, IReadOnlyList<string> References, string? InReplyTo)
{
    private const int LongestId = 500;

    /// <summary>Reads the headers.</summary>
    public static MailHead Of(HeaderList headers)
    {
        var inReplyTo = Ids(headers[HeaderId.InReplyTo]).FirstOrDefault();
        var id = Ids(headers[HeaderId.MessageId]).FirstOrDefault() ?? Made($"{headers[HeaderId.From]}\n{headers[HeaderId.Date]}\n{headers[HeaderId.Subject]}");
        return new MailHead(id, [.. Ids(headers[HeaderId.References]).Where(other => other != id)], inReplyTo == id ? null : inReplyTo);
    }

    /// <summary>An id for a mail that has none of its own, of what tells it from others.</summary>
    public static string Made(string of) => $"{Fingerprint.Of(of)}@no-message-id";

    /// <summary>The headers of a mail; null if it has none that can be read.</summary>
    public static HeaderList? Read(Stream mail)
    {
        try
        {
            mail.Position = 0;
            var headers = HeaderList.Load(mail);
            return headers.Contains(HeaderId.From) || headers.Contains(HeaderId.MessageId) || headers.Contains(HeaderId.Date) ? headers : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Ids(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
        {
            return [];
        }
        var ids = header.Contains('<') ? MimeUtils.EnumerateReferences(header) : header.Split(' ', '\t', '\r', '\n').Where(word => word.Contains('@'));
        return ids.Select(id => TextEncoding.Clean(id).Trim()).Where(id => id.Length is > 0 and < LongestId);
    }
}
