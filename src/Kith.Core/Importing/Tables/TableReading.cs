using System.Globalization;
using Kith.Conversations;
using Kith.Importing.Text;
using Kith.People;
using NodaTime;

namespace Kith.Importing.Tables;

/// <summary>Turns the rows of one table into entries: an act of somebody towards others, in a conversation without words.</summary>
/// <param name="file">The table.</param>
/// <param name="title">What it is called.</param>
/// <param name="zone">Zone of times that name none.</param>
/// <param name="known">Keys of the people introduced before.</param>
internal sealed class TableReading(ArchiveFile file, string title, DateTimeZone zone, HashSet<string> known)
{
    private const int MostIssues = 50;

    // Equal rows far apart are the same row exported twice; and memory must not grow with the table.
    private const int Remembered = 1_000_000;

    private readonly Fingerprint keys = new();
    private readonly HashSet<string> kinds = new(StringComparer.Ordinal);
    private readonly string conversation = title.ToLowerInvariant();
    private ImportIssue? last;
    private long wrong, rows;

    /// <summary>The conversation that the rows belong to.</summary>
    public Entry Conversation => new ConversationEntry(conversation, title, ConversationKind.Record, Visibility.Community);

    /// <summary>What a row adds.</summary>
    public IEnumerable<Entry> Take(RowText text, long line)
    {
        var (row, reason) = Row.Read(text, zone);
        if (row is null)
        {
            return Issue(line, reason!);
        }
        if (rows++ % Remembered == 0)
        {
            keys.Forget();
        }
        var strange = row.Strange is { } kind && kinds.Count <= MostIssues && kinds.Add(kind)
            ? Issue(line, $"No kind of interaction is called \"{kind}\"; it counts as a mention. Known are reply, mention, mail-to, mail-cc, thanks, reaction, turn, co-presence, introduction and met.") : [];
        return [.. strange, .. row.To.Prepend(row.From).Where(person => known.Add(person.Key)).Select(Introduced), Message(row)];
    }

    /// <summary>An issue, unless there were too many.</summary>
    public IEnumerable<Entry> Issue(long line, string reason)
    {
        last = new ImportIssue(file.Path, line, reason);
        return ++wrong <= MostIssues ? [last] : [];
    }

    /// <summary>What is known only at the end of the table: how many more issues there were, or the one that there was.</summary>
    public IEnumerable<Entry> End() => (wrong - MostIssues) switch
    {
        <= 0 => [],
        1 => [last!],
        var more => [new ImportIssue(file.Path, 0, $"{more} more rows were like these.") { Things = more }],
    };

    private MessageEntry Message(Row row)
    {
        var to = row.To.Select(person => person.Key).ToList();
        var stem = string.Create(CultureInfo.InvariantCulture, $"{row.At}-{Fingerprint.Of($"{row.From.Key}\n{string.Join('\n', to)}\n{row.Act.Stored}\n{row.Context}")}");
        return new MessageEntry(conversation, keys.Next(stem), row.From.Key, row.At, row.Context)
        {
            Act = row.Act,
            Addressed = to.ConvertAll(person => (row.Act.Kind switch { "mailto" => AddressKind.To, "mailcc" => AddressKind.Cc, _ => AddressKind.Mention }, person)),
        };
    }

    private static PersonEntry Introduced(RowPerson person) =>
        new(person.Key, person.Name, person.Email, BotName.Is(person.Name ?? "") || (person.Email is not null && BotName.IsAddress(person.Email)));
}
