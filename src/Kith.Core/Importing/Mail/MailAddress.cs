using System.Text.RegularExpressions;
using Kith.Importing.Text;
using MimeKit;

namespace Kith.Importing.Mail;

/// <summary>Somebody in the headers of a mail.</summary>
/// <param name="Address">In lower case; null if software has hidden it.</param>
/// <param name="Name">As shown, tidied; null if there is none.</param>
internal sealed partial record MailAddress(string? Address, string? Name)
{
    /// <summary>The address, or the name where there is no address; empty if there is neither.</summary>
    public string Key => Address ?? Name?.ToLowerInvariant() ?? "";

    /// <summary>Whether it is a mailing list's, as far as the address itself can tell: then it is nobody.</summary>
    public bool IsList { get; } = Address is not null && ListAddress().IsMatch(Address);

    /// <summary>The addresses of a header. Archives write "ann at example.org (Ann B)": that is undone.</summary>
    public static IEnumerable<MailAddress> In(string value)
    {
        if (!value.Contains('@'))
        {
            return Parts(value).Select(Unmasked).OfType<MailAddress>();
        }
        // Google shortens addresses to "ann...@example.org", which is no address.
        return !value.Contains("...@", StringComparison.Ordinal) && InternetAddressList.TryParse(ParserOptions.Default, value, out var list)
            ? list.Mailboxes.Select(box => Tidy(box.Address, box.Name)).OfType<MailAddress>()
            : Parts(value).Select(part => Loose().Match(part)).Where(match => match.Success).Select(match => Tidy(match.Groups["address"].Value, match.Groups["name"].Value)).OfType<MailAddress>();
    }

    private static IEnumerable<string> Parts(string value) => value.Split(',').Where(part => part.Length < 500);

    private static MailAddress? Unmasked(string text)
    {
        var match = Masked().Match(text);
        return match.Success
            ? Tidy($"{match.Groups["local"].Value}@{match.Groups["host"].Value.Replace(" dot ", ".", StringComparison.OrdinalIgnoreCase)}", match.Groups["name"].Value)
            : Tidy(null, text);
    }

    private static MailAddress? Tidy(string? address, string? name)
    {
        var clean = address is null ? null : TextEncoding.Clean(address).Trim().Trim('\'', '"', '<', '>').ToLowerInvariant();
        // A shortened address may be that of several people.
        var known = clean is { Length: < 255 } && Whole().IsMatch(clean) ? clean : null;
        var called = TidyName(name, clean);
        return known is null && called is null ? null : new MailAddress(known, called);
    }

    private static string? TidyName(string? name, string? address)
    {
        var clean = Spaces().Replace(TextEncoding.Clean(name ?? "").Replace('\n', ' '), " ").Trim(' ', '\'', '"', '(', ')', ',', '<', '>');
        if (clean.Length is 0 or > 200 || clean.Contains('@') || string.Equals(clean, address, StringComparison.OrdinalIgnoreCase) || !clean.Any(char.IsLetterOrDigit))
        {
            return null;
        }
        // "Lee, Ann" is Ann Lee, but "Lee, Ann, and others" is not.
        return LastFirst().Match(clean) is { Success: true } turned ? $"{turned.Groups["first"].Value} {turned.Groups["last"].Value}" : clean;
    }

    [GeneratedRegex(@"^\s*(?:(?<name>[^<]*?)\s*<)?(?<local>[^\s<>@()""]+)\s+(?:at|\[at\])\s+(?<host>[^\s<>@()""]+(?: dot [^\s<>()]+)*)\s*>?\s*(?:\((?<name>.*)\))?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Masked();

    [GeneratedRegex(@"^(?<name>[^<(]*?)\s*<?(?<address>[^\s<>]+@[^\s<>]+)>?\s*(?:\((?<name>.*)\))?")]
    private static partial Regex Loose();

    [GeneratedRegex(@"^[^\s@<>()\[\],;:""\\]+(?<!\.\.\.)@[^\s@<>()\[\],;:""\\]+$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?<last>[^\s,]+(?: [^\s,]+)?), (?<first>[^\s,]+(?: [^\s,]+)?)$")]
    private static partial Regex LastFirst();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"@(?:[^@]*\.)?(?:lists?\d*|vger|listserv|mailman|googlegroups|yahoogroups|groups)\.|^[^@]*-(?:list|lists|devel|announce|discuss|users|commits|bugs|owner|request)@|^undisclosed")]
    private static partial Regex ListAddress();
}
