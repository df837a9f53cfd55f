using Kith.Importing.Text;
using Kith.People;
using MimeKit;

namespace Kith.Importing.Mail;

/// <summary>Who wrote to whom: people by mail address, with the fullest name that was seen.</summary>
/// <param name="lists">Addresses of the mailing lists themselves.</param>
internal sealed class MailPeople(IReadOnlySet<string> lists)
{
    /// <summary>More recipients than this are not people that somebody turned to.</summary>
    public const int Most = 500;

    // The mails of a thread go to the same people: their headers need not be read each time.
    private const int Remembered = 2000;

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MailAddress[]> headersRead = new(StringComparer.Ordinal);

    /// <summary>Who wrote the mail; null if it does not say.</summary>
    public MailAddress? Author(HeaderList headers)
    {
        var from = In(headers, HeaderId.From).Concat(In(headers, HeaderId.Sender)).FirstOrDefault();
        if (from is null)
        {
            return null;
        }
        // Lists that must not send in others' names write "Ann B via List <list@host>", and the address elsewhere.
        var via = from.Name?.IndexOf(" via ", StringComparison.OrdinalIgnoreCase) ?? -1;
        if (via <= 0 && !IsList(from))
        {
            return from;
        }
        var name = via > 0 ? from.Name![..via].Trim(' ', '\'', '"') : from.Name;
        var real = new[] { HeaderId.ReplyTo, HeaderId.Cc }.SelectMany(header => In(headers, header))
            .Concat(Original(headers)).FirstOrDefault(other => other.Address is not null && !IsList(other) && (other.Name is null || other.Name == name));
        return real is not null ? real with { Name = real.Name ?? name } : new MailAddress(null, name) is { Key.Length: > 0 } only ? only : from;
    }

    /// <summary>Whom it was sent to, and to whom a copy, without lists and without its author.</summary>
    public IEnumerable<(Conversations.AddressKind Kind, MailAddress To)> Recipients(HeaderList headers, string author) =>
        In(headers, HeaderId.To).Select(to => (Conversations.AddressKind.To, to))
            .Concat(In(headers, HeaderId.Cc).Select(to => (Conversations.AddressKind.Cc, to)))
            .Where(one => one.to.Address is not null && one.to.Key != author && !IsList(one.to))
            .DistinctBy(one => one.to.Key).Take(Most);

    /// <summary>An entry, if this says more about somebody than was known.</summary>
    public PersonEntry? Meet(MailAddress somebody)
    {
        var name = somebody.Name ?? somebody.Address!;
        if (names.TryGetValue(somebody.Key, out var known) && PersonName.Best([known, name]) == known)
        {
            return null;
        }
        names[somebody.Key] = name;
        var isBot = BotName.Is(name) || (somebody.Address is { } address && BotName.IsAddress(address));
        // A name that is only the address is none: it must not hide one that an earlier archive told.
        return new PersonEntry(somebody.Key, somebody.Name, somebody.Address, isBot);
    }

    private MailAddress[] In(HeaderList headers, HeaderId id)
    {
        if (headers[id] is not { Length: > 0 } value)
        {
            return [];
        }
        if (!headersRead.TryGetValue(value, out var addresses))
        {
            if (headersRead.Count >= Remembered)
            {
                headersRead.Clear();
            }
            headersRead[value] = addresses = [.. MailAddress.In(value)];
        }
        return addresses;
    }

    private bool IsList(MailAddress one) => one.IsList || (one.Address is not null && lists.Contains(one.Address));

    private static IEnumerable<MailAddress> Original(HeaderList headers) =>
        headers.Where(header => header.Field.Equals("X-Original-From", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => InternetAddressList.TryParse(ParserOptions.Default, header.Value, out var list) ? list.Mailboxes : [])
            .Select(box => new MailAddress(TextEncoding.Clean(box.Address).ToLowerInvariant(), null));
}
