using Kith.Conversations;
using Kith.Importing.Text;
using MimeKit;

namespace Kith.Importing.Mail;

/// <summary>The second pass over an archive: mails become entries.</summary>
/// <param name="scan">What the first pass showed.</param>
internal sealed class MailReading(MailScan scan)
{
    private readonly MailPeople people = new(scan.Lists);
    private readonly MailText text = new();
    private readonly HashSet<ulong> opened = [];
    private readonly HashSet<string> lists = new(StringComparer.Ordinal);

    // When the mail before in the same file was sent.
    private long? before;

    /// <summary>The entries of one file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What the archive calls it: the list's name where no mail names one.</param>
    public IEnumerable<Entry> Read(MailFile file, string? name)
    {
        using var lines = file.Lines(headersOnly: false);
        before = null;
        while (lines.Read())
        {
            foreach (var entry in lines.Issues.Concat(Mail(lines, file.File.Path, name)))
            {
                yield return entry;
            }
        }
        foreach (var issue in lines.Issues)
        {
            yield return issue;
        }
    }

    private IEnumerable<Entry> Mail(MailLines lines, string path, string? name)
    {
        var mail = Parse(lines.Mail);
        if (mail is null)
        {
            return [new ImportIssue(path, lines.Line, "The mail has no headers that can be read; it was left out.")];
        }
        if (people.Author(mail.Headers) is not { } author)
        {
            return [new ImportIssue(path, lines.Line, "The mail does not say who it is from; it was left out.")];
        }
        if (MailTime.Of(mail.Headers, lines.Separator) is { } at)
        {
            before = at;
            return Entries(mail, author, at, name);
        }
        return Near(MailHead.Of(mail.Headers), path) is var (near, whose)
            ? Entries(mail, author, near, name).Prepend(new ImportIssue(path, lines.Line, $"The mail has no date that can be; that of the mail {whose} was taken."))
            : [new ImportIssue(path, lines.Line, "The mail has no date that can be, nor has one that it answers; it was left out.")];
    }

    // About when a mail without a date was sent: an answer stands behind what it answers. A mailbox is mostly in order of arrival.
    private (long At, string Whose)? Near(MailHead head, string path) =>
        head.References.Append(head.InReplyTo).OfType<string>().Reverse().Select(scan.Threads.At).FirstOrDefault(at => at is not null) is { } answered ? (answered + 1, "that it answers")
        : before is { } last ? (last, "before it")
        : scan.First(path) is { } first ? (first, "after it")
        : null;

    private IEnumerable<Entry> Entries(MimeMessage mail, MailAddress author, long at, string? name)
    {
        var head = MailHead.Of(mail.Headers);
        var thread = scan.Threads.Root(head.Id, head.References, head.InReplyTo);
        if (opened.Add(Fingerprint.Hash(thread)))
        {
            var list = MailScan.List(mail.Headers) ?? scan.Mostly ?? (name is null ? null : (name, name));
            if (list is { } channel && lists.Add(channel.Id))
            {
                yield return new ConversationEntry(channel.Id, channel.Name, ConversationKind.Channel, Visibility.Community);
            }
            yield return new ConversationEntry(thread, MailSubject.Title(mail.Headers[HeaderId.Subject], IsTag), ConversationKind.MailThread, Visibility.Community, list?.Id);
        }
        var recipients = people.Recipients(mail.Headers, author.Key).ToList();
        foreach (var person in recipients.Select(one => one.To).Prepend(author).Select(people.Meet).OfType<PersonEntry>())
        {
            yield return person;
        }
        var (body, markup) = text.Of(mail);
        yield return new MessageEntry(thread, head.Id, author.Key, at, body, markup, head.References.Count > 0 ? head.InReplyTo ?? head.References[^1] : head.InReplyTo)
        {
            Addressed = [.. recipients.Select(one => (one.Kind, one.To.Key))],
        };
    }

    private bool IsTag(string tag) => scan.IsTag(tag);

    private static MimeMessage? Parse(MemoryStream bytes)
    {
        try
        {
            bytes.Position = 0;
            var mail = new MimeParser(bytes, MimeFormat.Entity).ParseMessage();
            return mail.Headers.Count > 0 ? mail : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
