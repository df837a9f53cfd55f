using Kith.Importing.Text;

namespace Kith.Importing.Mail;

/// <summary>
/// Archives of mail: mbox files (also packed), folders of them, Maildir, single mails. A thread is a conversation, its list the
/// channel it belongs to; bodies stay as they were written, quotes and all (see <see cref="Conversations.OwnWords"/>).
/// </summary>
public sealed class Mbox : IImporter
{
    /// <inheritdoc/>
    public string Format => "mbox";

    /// <inheritdoc/>
    public string Reads => "mail (mbox, Maildir)";

    /// <inheritdoc/>
    public bool Recognises(Archive archive) => archive.Files.Any(file => MailFile.Of(file) is not null);

    /// <summary>The list's id, if there is a list; addresses and ids of mails are unique in the world anyway.</summary>
    public string? SourceKey(Archive archive)
    {
        var scan = new MailScan();
        foreach (var file in archive.Files.Select(MailFile.Of).OfType<MailFile>().Take(3))
        {
            using var lines = file.Lines(headersOnly: true);
            for (var mails = 0; mails < 20 && lines.Read(); mails++)
            {
                if (MailHead.Read(lines.Mail) is { } headers)
                {
                    scan.Take(headers, lines.Separator, null);
                }
            }
        }
        return scan.Mostly?.Id;
    }

    /// <inheritdoc/>
    public IEnumerable<Entry> Read(Archive archive, ImportOptions options)
    {
        var all = archive.Files.Select(file => (File: file, Mail: MailFile.Of(file))).ToList();
        var files = all.Select(each => each.Mail).OfType<MailFile>().ToList();
        var others = all.Where(each => each.Mail is null && each.File.Length != 0 && (all.Count == 1 || Path.GetExtension(each.File.Path).ToLowerInvariant() is ".mbox" or ".mbx" or ".eml"));
        var scan = new MailScan();
        foreach (var file in files)
        {
            file.Scan(scan);
        }
        var reading = new MailReading(scan);
        return others.Select(each => NoMail(each.File)).Concat(files.SelectMany(file => reading.Read(file, file.IsMbox ? FilePath.Name(FilePath.Parts(archive, file.File)) : null)));
    }

    private static Entry NoMail(ArchiveFile file) => new ImportIssue(file.Path, 0, "This holds no mail; it should be an mbox, a Maildir or a mail with its headers.");
}
