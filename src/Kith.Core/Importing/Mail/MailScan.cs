using System.Text.RegularExpressions;
using Kith.Importing.Text;
using MimeKit;

namespace Kith.Importing.Mail;

/// <summary>A first pass over the headers: which mails belong together, and what the lists are called.</summary>
internal sealed partial class MailScan
{
    private readonly Dictionary<string, int> tags = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Mails, string Name)> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> firsts = new(StringComparer.Ordinal);
    private int subjects;

    /// <summary>The threads.</summary>
    public MailThreads Threads { get; } = new();

    /// <summary>Addresses of the lists.</summary>
    public IReadOnlySet<string> Lists => lists;

    /// <summary>The list that most mails went through; null if none did.</summary>
    public (string Id, string Name)? Mostly => ids.Count == 0 ? null : ids.MaxBy(pair => pair.Value.Mails) is var (id, list) ? (id, list.Name) : null;

    /// <summary>When the first mail of a mailbox that says so was sent.</summary>
    public long? First(string mailbox) => firsts.TryGetValue(mailbox, out var at) ? at : null;

    /// <summary>Whether a word in brackets before a subject is a list's own: the list is called so, or a third of all subjects have it.</summary>
    public bool IsTag(string tag) => lists.Any(list => list.StartsWith($"{tag}@", StringComparison.OrdinalIgnoreCase)) || tags.GetValueOrDefault(tag) * 3 >= subjects && tags.GetValueOrDefault(tag) > 2 && !tag.StartsWith("patch", StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes the headers of one mail in.</summary>
    /// <param name="headers">Of the mail.</param>
    /// <param name="separator">The rest of the line "From …" before it.</param>
    /// <param name="mailbox">Path of the file in which others follow it; null if it is there alone.</param>
    public void Take(HeaderList headers, string separator, string? mailbox)
    {
        var at = MailTime.Of(headers, separator);
        if (mailbox is not null && at is { } time)
        {
            firsts.TryAdd(mailbox, time);
        }
        var head = MailHead.Of(headers);
        Threads.Add(head.Id, head.References, head.InReplyTo, at);
        subjects++;
        if (MailSubject.Tag(headers[HeaderId.Subject]) is { } tag && (tags.Count < 1000 || tags.ContainsKey(tag)))
        {
            tags[tag] = tags.GetValueOrDefault(tag) + 1;
        }
        if (List(headers) is { } list && (ids.Count < 10_000 || ids.ContainsKey(list.Id)))
        {
            ids[list.Id] = (ids.GetValueOrDefault(list.Id).Mails + 1, list.Name);
            lists.Add(list.Id.IndexOf('.') is > 0 and var dot ? $"{list.Id[..dot]}@{list.Id[(dot + 1)..]}" : list.Id);
            lists.UnionWith(headers.Where(header => (header.Field is "List-Post" or "X-BeenThere") && header.Value.Length < 1000).SelectMany(header => Address().Matches(header.Value)).Select(match => match.Value.ToLowerInvariant()));
        }
    }

    /// <summary>Id and name of the list that a mail went through; null if none.</summary>
    public static (string Id, string Name)? List(HeaderList headers)
    {
        var match = headers[HeaderId.ListId] is { Length: < 1000 } value ? ListId().Match(TextEncoding.Clean(value)) : Match.Empty;
        if (!match.Success)
        {
            return null;
        }
        var id = match.Groups["id"].Value.ToLowerInvariant();
        var name = match.Groups["name"].Value.Trim(' ', '"', '\'');
        return (id, name.Length > 0 ? name : id.Split('.')[0]);
    }

    [GeneratedRegex(@"^(?<name>[^<]*)<(?<id>[^\s<>]+)>|^(?<id>[^\s<>]+\.[^\s<>]+)$")]
    private static partial Regex ListId();

    [GeneratedRegex(@"[^\s<>:,@]+@[^\s<>,@?]+")]
    private static partial Regex Address();
}
