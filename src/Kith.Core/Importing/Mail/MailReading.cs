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

    // The mails that were given out, by id.
    private readonly Dictionary<ulong, MailGist> taken = [];

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
        var (head, at) = (MailHead.Of(mail.Headers), MailTime.Of(mail.Headers, lines.Separator));
        before = at ?? before;
        var words = text.Of(mail);
        var gist = MailGist.Of(mail.Headers, words.Body);
        var isAnother = taken.TryGetValue(Fingerprint.Hash(head.Id), out var first) && !gist.IsThatOf(first);
        head = isAnother ? head with { Id = gist.IdBeside(head.Id) } : head;
        if (taken.ContainsKey(Fingerprint.Hash(head.Id)))
        {
            return [];
        }
        var (time, issue) = Dated(head, at, path, lines.Line);
        if (time is not { } sent)
        {
            return [issue!];
        }
        // Only now: of one that was left out a copy that says when it was sent may follow.
        taken.Add(Fingerprint.Hash(head.Id), gist);
        ImportIssue? shared = isAnother ? new(path, lines.Line, "An earlier mail has the same Message-ID and another date, subject or beginning; this one was taken for a mail without one.") { IsNote = true } : null;
        return [.. ((ImportIssue?[])[issue, shared]).OfType<ImportIssue>(), .. Entries(mail, head, author, sent, words, name)];
    }

    private (long? At, ImportIssue? Issue) Dated(MailHead head, long? at, string path, long line) =>
        at is not null ? (at, null)
        : Near(head, path) is var (near, whose) ? (near, new(path, line, $"The mail has no date that can be; that of the mail {whose} was taken.") { IsNote = true })
        : (null, new(path, line, "The mail has no date that can be, nor has one that it answers; it was left out."));

    // About when a mail without a date was sent: an answer stands behind what it answers. A mailbox is mostly in order of arrival.
    private (long At, string Whose)? Near(MailHead head, string path) =>
        scan.Threads.At(head.Id) is { } copied ? (copied, "of the same Message-ID")
        : head.References.Append(head.InReplyTo).OfType<string>().Reverse().Select(scan.Threads.At).FirstOrDefault(at => at is not null) is { } answered ? (answered + 1, "that it answers")
        : before is { } last ? (last, "before it")
        : scan.First(path) is { } first ? (first, "after it")
        : null;

    private IEnumerable<Entry> Entries(MimeMessage mail, MailHead head, MailAddress author, long at, (string Body, Markup Markup) words, string? name)
    {
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
        yield return new MessageEntry(thread, head.Id, author.Key, at, words.Body, words.Markup, head.References.Count > 0 ? head.InReplyTo ?? head.References[^1] : head.InReplyTo)
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
