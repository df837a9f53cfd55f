using System.Text.Json;
using Kith.Conversations;
using Kith.Importing.Json;

namespace Kith.Importing.Zulip;

/// <summary>To whom the messages of a recipient went: 1 one person, 2 a stream, 3 a group.</summary>
internal readonly record struct ZulipRecipient(long Type, long Target);

/// <summary>The tables of a Zulip export that messages refer to.</summary>
internal sealed class ZulipRealm
{
    private static readonly string[] Tables =
    [
        "zerver_realm", "zerver_userprofile", "zerver_userprofile_crossrealm", "zerver_userprofile_mirrordummy", "zerver_stream", "zerver_recipient", "zerver_subscription", "zerver_reaction",
    ];

    private readonly Dictionary<long, PersonEntry> people = [];
    private readonly Dictionary<string, long?> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (string Name, Visibility Visibility)> streams = [];
    private readonly Dictionary<long, ZulipRecipient> recipients = [];
    private readonly Dictionary<long, List<long>> subscribers = [];
    private readonly List<(long Message, string Sign, long Person)> reactions = [];
    private readonly List<ImportIssue> issues = [];
    private readonly Dictionary<string, string> signs = new(StringComparer.Ordinal);

    /// <summary>A name that every export of this organisation gives; null if the export does not hold it.</summary>
    public string? Key { get; private set; }

    /// <summary>Everybody in the tables, in order.</summary>
    public IEnumerable<PersonEntry> People => people.Values;

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<ImportIssue> Issues => issues;

    /// <summary>Reads the tables out of the files that hold them.</summary>
    public static ZulipRealm Of(IEnumerable<ArchiveFile> files)
    {
        var realm = new ZulipRealm();
        foreach (var row in files.SelectMany(file => JsonRows.Read(file, Tables)))
        {
            if (row.Issue is not null)
            {
                realm.issues.Add(row.Issue);
            }
            else
            {
                realm.Take(row.Name, row.Value);
            }
        }
        realm.reactions.Sort((a, b) => a.Message.CompareTo(b.Message));
        return realm;
    }

    /// <summary>Where a message's recipient is; null if the tables do not say.</summary>
    public ZulipRecipient? Recipient(long id) => recipients.TryGetValue(id, out var recipient) ? recipient : null;

    /// <summary>Name and visibility of a stream; null if the tables do not have it: then nobody knows who may read it.</summary>
    public (string Name, Visibility Visibility)? Stream(long id) => streams.TryGetValue(id, out var stream) ? stream : null;

    /// <summary>Keys of those who get the messages of a recipient.</summary>
    public IEnumerable<string> Subscribers(long recipient) => subscribers.GetValueOrDefault(recipient, []).Distinct().Order().Select(KeyOf);

    /// <summary>Name of somebody; null if not known.</summary>
    public string? NameOf(string id) => long.TryParse(id, out var number) && people.TryGetValue(number, out var person) ? person.Name : null;

    /// <summary>Key of somebody mentioned by name; null if there is nobody or several of that name.</summary>
    public string? ByName(string name) => byName.GetValueOrDefault(name) is { } id ? KeyOf(id) : null;

    /// <summary>Reactions to a message by sign.</summary>
    public IReadOnlyList<(string Sign, IReadOnlyList<string> By)> Reactions(long message)
    {
        var (low, high) = (0, reactions.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = reactions[middle].Message < message ? (middle + 1, high) : (low, middle);
        }
        var end = low;
        while (end < reactions.Count && reactions[end].Message == message)
        {
            end++;
        }
        return end == low
            ? []
            : [.. reactions[low..end].GroupBy(one => one.Sign).Select(sign => (sign.Key, (IReadOnlyList<string>)[.. sign.Select(one => KeyOf(one.Person)).Distinct()]))];
    }

    /// <summary>The key of a number.</summary>
    public static string KeyOf(long id) => id.ToString();

    private void Take(string table, JsonElement row)
    {
        if (row.Id("id") is not { } id)
        {
            return;
        }
        switch (table)
        {
            case "zerver_realm":
                Key ??= row.Named("uuid") ?? row.Named("string_id") ?? row.Named("name");
                break;
            case "zerver_stream" when row.Named("name") is { } name:
                streams[id] = (name, row.Flag("invite_only") ? Visibility.Participants : row.Flag("is_web_public") ? Visibility.Public : Visibility.Community);
                break;
            case "zerver_recipient" when row.Id("type") is { } type && row.Id("type_id") is { } target:
                recipients[id] = new ZulipRecipient(type, target);
                break;
            case "zerver_subscription" when row.Id("recipient") is { } recipient && row.Id("user_profile") is { } subscriber && row.Field("active").ValueKind != JsonValueKind.False:
                (subscribers.TryGetValue(recipient, out var all) ? all : subscribers[recipient] = []).Add(subscriber);
                break;
            case "zerver_reaction" when row.Id("message") is { } message && row.Id("user_profile") is { } by && row.Named("emoji_name") is { } sign:
                reactions.Add((message, signs.TryGetValue(sign, out var same) ? same : signs[sign] = sign, by));
                break;
            default:
                if (table.StartsWith("zerver_userprofile", StringComparison.Ordinal))
                {
                    TakePerson(id, row, table);
                }
                break;
        }
    }

    private void TakePerson(long id, JsonElement row, string table)
    {
        var address = row.Named("delivery_email") ?? row.Named("email");
        var system = table == "zerver_userprofile_crossrealm";
        var name = row.Named("full_name") ?? (system ? SystemName(address) : null) ?? KeyOf(id);
        people[id] = new PersonEntry(KeyOf(id), name, system || IsHidden(address) ? null : address, row.Flag("is_bot") || system);
        byName[name] = byName.ContainsKey(name) ? null : id;
    }

    // notification-bot@zulip.com is "Notification Bot".
    private static string? SystemName(string? address) => address is null
        ? null
        : string.Join(' ', address.Split('@')[0].Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..])) is { Length: > 0 } name ? name : null;

    // Where addresses may not be seen, Zulip gives user12@server instead.
    private static bool IsHidden(string? address) =>
        address is not null && address.StartsWith("user", StringComparison.Ordinal) && address.IndexOf('@') is var at and > 4 && address[4..at].All(char.IsAsciiDigit);
}
