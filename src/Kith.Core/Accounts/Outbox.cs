using System.Data.Common;
using Dapper;
using Kith.Store;

namespace Kith.Accounts;

/// <summary>A mail that is to go out.</summary>
/// <param name="Id">Its number.</param>
/// <param name="To">A mail address.</param>
/// <param name="Subject">In one line.</param>
/// <param name="Body">Plain text.</param>
/// <param name="Tries">How often it failed.</param>
public sealed record Mail(long Id, string To, string Subject, string Body, long Tries);

/// <summary>A mail that nobody tries to send any more.</summary>
/// <param name="To">A mail address.</param>
/// <param name="Subject">In one line.</param>
/// <param name="Failure">What the mail server said last.</param>
/// <param name="At">UTC milliseconds at which it was given up.</param>
public sealed record GivenUp(string To, string Subject, string Failure, long At);

/// <summary>
/// Mail that waits to be sent. It is written in the transaction of what it tells, so that neither is there without the other;
/// the server sends it and tries again until it is taken, or for days in vain.
/// </summary>
public static class Outbox
{
    /// <summary>Milliseconds between the first two tries; each pause is twice the one before, up to <see cref="LongestPause"/>.</summary>
    public const long FirstPause = 15_000;

    /// <summary>Milliseconds: an hour.</summary>
    public const long LongestPause = TimeSpan.MillisecondsPerHour;

    /// <summary>
    /// How often a mail is tried that a mail server refused for good (a reply of 500 and more, RFC 5321): about a day, in
    /// which a fault of the server's settings can be mended.
    /// </summary>
    public const long TriesRefused = 30;

    /// <summary>How often one is tried that nobody took: about a week.</summary>
    public const long TriesUnheard = 174;

    private const int LongestFailure = 500;

    /// <summary>Adds a mail.</summary>
    /// <param name="transaction">Of what it tells.</param>
    /// <param name="to">A mail address.</param>
    /// <param name="subject">In one line.</param>
    /// <param name="body">Plain text.</param>
    public static void Add(DbTransaction transaction, string to, string subject, string body) => transaction.Connection!.Execute(
        "insert into outbox (id, recipient, subject, body) values (@id, @to, @subject, @body)",
        new { id = Counters.Reserve(transaction, "outbox", 1), to, subject = subject.ReplaceLineEndings(" "), body }, transaction);

    /// <summary>What is due at <paramref name="now"/> (UTC milliseconds), oldest first.</summary>
    public static IReadOnlyList<Mail> Due(DbConnection connection, long now, int count = 50) => connection.Query<Mail>(
        """
        select id as Id, recipient as "To", subject as Subject, body as Body, tries as Tries
        from outbox where sent_at is null and given_up_at is null and next_at <= @now order by next_at, id limit @count
        """, new { now, count }).AsList();

    /// <summary>A mail server took it.</summary>
    public static void Sent(DbTransaction transaction, long id, long now) =>
        transaction.Connection!.Execute("update outbox set sent_at = @now, failure = null where id = @id", new { now, id }, transaction);

    /// <summary>It was not taken: it is tried again after a pause, or given up.</summary>
    /// <param name="transaction">Open.</param>
    /// <param name="mail">Which.</param>
    /// <param name="now">UTC milliseconds.</param>
    /// <param name="why">What the mail server said.</param>
    /// <param name="forGood">Whether it said that it never will.</param>
    /// <returns>Whether it was given up.</returns>
    public static bool Failed(DbTransaction transaction, Mail mail, long now, string why, bool forGood)
    {
        var next = now + Math.Min(LongestPause, FirstPause << (int)Math.Min(mail.Tries, 20));
        var isOver = mail.Tries + 1 >= (forGood ? TriesRefused : TriesUnheard);
        transaction.Connection!.Execute("update outbox set tries = tries + 1, next_at = @next, failure = @why, given_up_at = @over where id = @Id",
            new { next, why = Typed.Cut(why, LongestFailure), over = isOver ? now : default(long?), mail.Id }, transaction);
        return isOver;
    }

    /// <summary>How many wait, and what the mail server said last.</summary>
    public static (long Waiting, string? Failure) State(DbConnection connection) => connection.QuerySingle<(long, string?)>(
        """
        select count(*), (select failure from outbox where sent_at is null and given_up_at is null and failure is not null order by next_at desc limit 1)
        from outbox where sent_at is null and given_up_at is null
        """);

    /// <summary>What was given up, the latest first.</summary>
    public static IReadOnlyList<GivenUp> GivenUp(DbConnection connection) => connection.Query<GivenUp>(
        """select recipient as "To", subject as Subject, failure as Failure, given_up_at as At from outbox where given_up_at is not null order by given_up_at desc, id""").AsList();

    /// <summary>Tries again what was given up.</summary>
    public static void Again(DbTransaction transaction) =>
        transaction.Connection!.Execute("update outbox set given_up_at = null, tries = 0, next_at = 0 where given_up_at is not null", transaction: transaction);

    /// <summary>Takes out what was sent or given up before <paramref name="before"/> (UTC milliseconds): it held words that were for one person.</summary>
    public static void Forget(DbTransaction transaction, long before) =>
        transaction.Connection!.Execute("delete from outbox where sent_at < @before or given_up_at < @before", new { before }, transaction);
}
