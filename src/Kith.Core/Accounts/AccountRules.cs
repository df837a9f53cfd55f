using Kith.Store;

namespace Kith.Accounts;

/// <summary>What a name, a mail address and a password have to be. Pure.</summary>
public static class AccountRules
{
    /// <summary>Characters of a name.</summary>
    public const int LongestName = 100;

    /// <summary>Characters of a mail address (RFC 5321).</summary>
    public const int LongestEmail = 254;

    /// <summary>Characters of a password (NIST SP 800-63B-4: at least 8 beside another factor, 15 alone; we take the length in between and ask for nothing else).</summary>
    public const int ShortestPassword = 10;

    /// <summary>Characters of a password: enough for a sentence, too little to keep the server busy with hashing.</summary>
    public const int LongestPassword = 256;

    /// <summary>A name as it is kept: without what nobody sees, which would let it pass for another.</summary>
    /// <exception cref="InvalidInputException">Nothing is left, or too much.</exception>
    public static string Name(string? typed)
    {
        var name = Typed.Visible(typed);
        return name.Length is > 0 and <= LongestName && name.Any(char.IsLetterOrDigit)
            ? name
            : throw new InvalidInputException("That is no name.", "name", $"Write the name by which others know you, in up to {LongestName} characters.");
    }

    /// <summary>A mail address as it is kept and looked for: in lower case.</summary>
    public static string Email(string typed) => typed.Trim().ToLowerInvariant();

    /// <summary>A mail address that mail can be sent to.</summary>
    /// <exception cref="InvalidInputException">It has not the form of one.</exception>
    public static string CheckedEmail(string? typed)
    {
        var email = Email(typed ?? "");
        var at = email.LastIndexOf('@');
        var ok = email.Length <= LongestEmail && at > 0 && at < email.Length - 1 && email.IndexOf('@') == at
            && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '(' or ')' or ',' or ';' or '"' or '\\')
            && !email[(at + 1)..].StartsWith('.') && !email.EndsWith('.');
        return ok ? email : throw new InvalidInputException($"{(email.Length == 0 ? "That" : email)} is no mail address.", "email", "Write it like ada@example.org.");
    }

    /// <summary>A password that may be taken.</summary>
    /// <exception cref="InvalidInputException">It is too short, too long, or a word that guessers try first.</exception>
    public static string CheckedPassword(string? typed, string? email)
    {
        var password = typed ?? "";
        if (password.Length is < ShortestPassword or > LongestPassword)
        {
            throw new InvalidInputException($"The password has {password.Length} characters.", "password", $"Take {ShortestPassword} to {LongestPassword}; a few words in a row are good.");
        }
        var guessed = password.Distinct().Count() < 4 || (email is not null && email.Split('@')[0] is { Length: > 3 } own && password.StartsWith(own, StringComparison.OrdinalIgnoreCase) && password.Length < own.Length + 5);
        return guessed ? throw new InvalidInputException("That password is among the first to be guessed.", "password", "Take a few words in a row that belong together for you alone.") : password;
    }
}
