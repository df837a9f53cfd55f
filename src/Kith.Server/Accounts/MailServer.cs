using System.Net;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Kith.Server.Accounts;

/// <summary>Where mail goes out.</summary>
/// <param name="Host">Of the SMTP server.</param>
/// <param name="Port">Usually 587, or 465 with TLS from the start.</param>
/// <param name="Security">How the line is kept secret.</param>
/// <param name="User">Null: without signing in.</param>
/// <param name="Password">Of the user.</param>
/// <param name="From">The sender of every mail.</param>
public sealed record MailServer(string Host, int Port, SecureSocketOptions Security, string? User, string? Password, MailboxAddress From)
{
    /// <summary>Reads <c>smtp://user:password@host:587</c> or <c>smtps://…</c>, and the address of the sender.</summary>
    /// <exception cref="InvalidInputException">It is no such address.</exception>
    public static MailServer Parse(string address, string? from)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0 || uri.AbsolutePath is not ("/" or ""))
        {
            throw new InvalidInputException("That is no address of a mail server.", "--smtp", "Write it like smtp://user:password@mail.example.org:587, or smtps:// for TLS from the start.");
        }
        if (!MailboxAddress.TryParse(from ?? "", out var sender) || !sender.Address.Contains('@'))
        {
            throw new InvalidInputException("Mail needs a sender.", "--mail-from", "Write it like kith@example.org or \"Kith <kith@example.org>\".");
        }
        var user = uri.UserInfo.Length == 0 ? null : uri.UserInfo.Split(':', 2);
        var isSecure = uri.Scheme == "smtps";
        // A password never goes over a line that others can read; on this machine there is no line.
        var security = isSecure ? SecureSocketOptions.SslOnConnect : user is not null && !uri.IsLoopback ? SecureSocketOptions.StartTls : SecureSocketOptions.StartTlsWhenAvailable;
        return new MailServer(uri.Host, uri.Port > 0 ? uri.Port : isSecure ? 465 : 587, security,
            user is null ? null : Uri.UnescapeDataString(user[0]), user is [_, var password] ? Uri.UnescapeDataString(password) : null, sender);
    }

    /// <summary>A connection that is ready to send; the caller disposes of it.</summary>
    internal async Task<SmtpClient> Connect(CancellationToken stop)
    {
        var client = new SmtpClient { Timeout = 30_000 };
        try
        {
            await client.ConnectAsync(Host, Port, Security, stop);
            if (User is not null)
            {
                await client.AuthenticateAsync(new NetworkCredential(User, Password), stop);
            }
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    // Sent twice because a node died in between, it is known to be one mail by its number.
    internal MimeMessage Message(Kith.Accounts.Mail mail, string site) => new()
    {
        From = { From },
        To = { MailboxAddress.Parse(mail.To) },
        Subject = mail.Subject,
        MessageId = $"{mail.Id}.kith@{site}",
        Headers = { { "Auto-Submitted", "auto-generated" } },
        Body = new TextPart("plain") { Text = mail.Body },
    };
}
