using System.Data.Common;
using System.Net.Sockets;
using Kith.Accounts;
using Kith.Server.Shared;
using Kith.Store;
using MailKit;
using MailKit.Security;

namespace Kith.Server.Accounts;

/// <summary>Sends what waits in the outbox, on one node at a time, and tries again until a mail server takes it, or for days in vain.</summary>
internal sealed class Postman(Present present, SiteOptions options, ILogger<Postman> log) : BackgroundService
{
    private const long KeptAfterSending = 7 * TimeSpan.MillisecondsPerDay;

    // What happened longer ago is no news: a server that gets its mail server later does not tell the past.
    private const long News = TimeSpan.MillisecondsPerDay;

    /// <summary>How often it looks.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private Database Database => present.Database;

    private long Now => present.Now;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Mail is not { } server)
        {
            return;
        }
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                using var alone = Exclusive.TryTake(Database, "outbox");
                if (alone is not null)
                {
                    Collect();
                    await Deliver(server, stoppingToken);
                }
            }
            // It would end the server.
            catch (DbException failure)
            {
                log.LogWarning(failure, "Mail could not be sent: the database could not be reached. It is tried again.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // Notices become mails, for those who want them and have an address that is theirs.
    private void Collect()
    {
        var waiting = Database.Read(connection => Notices.Unmailed(connection));
        if (waiting.Count == 0)
        {
            return;
        }
        var everyone = Database.Read(Kith.People.PeopleStore.Load);
        foreach (var notice in waiting)
        {
            var identities = everyone.Of(notice.To)?.Identities.Select(identity => identity.Id) ?? [notice.To];
            Database.Write(transaction =>
            {
                var account = identities.Select(identity => AccountStore.Of(transaction.Connection!, identity)).FirstOrDefault(found => found is { IsProved: true });
                if (account is { Email: { } to } && notice.At > Now - News && notice.ReadAt is null && AccountStore.Mails(transaction.Connection!, account.Id))
                {
                    Outbox.Add(transaction, to, notice.Text, $"{notice.Text}\n\n{options.Absolute(notice.Url)}\n\n-- \nYou have an account at {options.Absolute("/")}. Your account page says whether you get such mails.");
                }
                Notices.Mailed(transaction, notice.Id, Now);
            });
        }
    }

    private async Task Deliver(MailServer server, CancellationToken stop)
    {
        var due = Database.Read(connection => Outbox.Due(connection, Now));
        if (due.Count == 0)
        {
            return;
        }
        var at = 0;
        try
        {
            using var client = await server.Connect(stop);
            for (; at < due.Count; at++)
            {
                try
                {
                    await client.SendAsync(server.Message(due[at], options.Url?.Host ?? "localhost"), stop);
                    Database.Write(transaction => Outbox.Sent(transaction, due[at].Id, Now));
                }
                catch (MailKit.Net.Smtp.SmtpCommandException e)
                {
                    Failed(due[at], e);
                }
                catch (MimeKit.ParseException e)
                {
                    Failed(due[at], e);
                }
            }
            await client.DisconnectAsync(quit: true, stop);
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException or ServiceNotConnectedException or ServiceNotAuthenticatedException or TimeoutException or NotSupportedException)
        {
            foreach (var mail in due.Skip(at))
            {
                Failed(mail, e);
            }
        }
        Database.Write(transaction => Outbox.Forget(transaction, Now - KeptAfterSending));
    }

    // Whoever looks after the installation learns of it where they sign in: a mail about mails that are refused would be refused too.
    private void Failed(Mail mail, Exception why)
    {
        var forGood = why is MailKit.Net.Smtp.SmtpCommandException { StatusCode: >= MailKit.Net.Smtp.SmtpStatusCode.SyntaxError } or MimeKit.ParseException;
        var isOver = Database.Write(transaction =>
        {
            var over = Outbox.Failed(transaction, mail, Now, why.Message, forGood);
            foreach (var account in over ? AccountStore.All(transaction.Connection!).Where(account => account.IsOperator) : [])
            {
                Notices.AddUnmailed(transaction, account.Identity, $"A mail to {mail.To} can't be delivered: {why.Message}", "/claims#mail", Now);
            }
            return over;
        });
        log.LogWarning("Mail {Id} was not taken by the mail server and {What}: {Why}", mail.Id, isOver ? "is given up" : "will be tried again", why.Message);
    }
}
