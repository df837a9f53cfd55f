using System.Globalization;
using System.Text.RegularExpressions;
using Kith.Importing.Text;
using MimeKit;
using MimeKit.Utils;

namespace Kith.Importing.Mail;

/// <summary>When a mail was sent: its Date, unless that can't be; then when it arrived.</summary>
internal static partial class MailTime
{
    // A clock may be a few days off and a mail may be held for months; a mail that arrives before it is sent has a wrong date.
    private const long Early = 3 * TimeSpan.MillisecondsPerDay, Late = 400 * TimeSpan.MillisecondsPerDay;

    /// <summary>UTC milliseconds; null if nothing says when.</summary>
    /// <param name="headers">Of the mail.</param>
    /// <param name="separator">The rest of the line "From …" before it.</param>
    public static long? Of(HeaderList headers, string separator)
    {
        var sent = Sent(headers);
        var arrived = headers.Where(header => header.Id == HeaderId.Received).Select(header => Parse(header.Value[(header.Value.LastIndexOf(';') + 1)..])).FirstOrDefault(time => time is not null)
            ?? Asctime(separator);
        return sent is null || arrived is not null && (sent - arrived > Early || arrived - sent > Late) ? arrived ?? sent : sent;
    }

    /// <summary>UTC milliseconds of what the Date says, if it can be read, even if nobody can have sent it then.</summary>
    public static long? Sent(HeaderList headers) => Parse(headers[HeaderId.Date]);

    private static long? Parse(string? text) =>
        text is not null && DateUtils.TryParse(text, out var time) && time.ToUnixTimeMilliseconds() is var at && Moment.IsPossible(at) ? at : null;

    // Wed Dec  1 08:26:40 2010, at times with an offset before or after the year.
    private static long? Asctime(string separator)
    {
        var match = Stamp().Match(separator);
        return match.Success && DateTimeOffset.TryParse(
            $"{match.Groups["day"].Value} {match.Groups["month"].Value} {match.Groups["year"].Value} {match.Groups["time"].Value} {(match.Groups["zone"] is { Success: true } zone ? zone.Value : "+0000")}",
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.ToUnixTimeMilliseconds() is var at && Moment.IsPossible(at) ? at : null;
    }

    [GeneratedRegex(@"(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+(?<day>\d{1,2})\s+(?<time>\d\d:\d\d(?::\d\d)?)\s+(?:(?<zone>[+-]\d{4})\s+|[A-Z]{2,5}\s+)?(?<year>\d{4})(?:\s+(?<zone>[+-]\d{4}))?")]
    private static partial Regex Stamp();
}
