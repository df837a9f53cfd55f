using System.Text.Json;
using Kith.Importing.Json;

namespace Kith.Importing.Slack;

/// <summary>A channel, private channel or direct conversation of a Slack export.</summary>
/// <param name="Id">Slack's id.</param>
/// <param name="Name">Its name; of direct conversations, the id.</param>
/// <param name="List">Which of the four lists it stands in: channels, groups, mpims, dms.</param>
/// <param name="Members">Ids of its members.</param>
internal sealed record SlackChannel(string Id, string Name, string List, IReadOnlyList<string> Members)
{
    /// <summary>Whether only its members may read it.</summary>
    public bool IsPrivate => List != SlackWorkspace.Public;

    /// <summary>Whether it is a talk among a few by name.</summary>
    public bool IsDirect => List is "mpims" or "dms";
}

/// <summary>Who and what a Slack export is about: its lists of users and channels.</summary>
internal sealed class SlackWorkspace
{
    /// <summary>Name of the list of channels that every member of the workspace may read.</summary>
    public const string Public = "channels";

    private static readonly string[] Lists = [Public, "groups", "mpims", "dms"];

    private readonly Dictionary<string, PersonEntry> people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> botUsers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlackChannel> byFolder = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> channelNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> teams = new(StringComparer.Ordinal);
    private readonly List<ImportIssue> issues = [];

    private SlackWorkspace(string root) => Root = root;

    /// <summary>Folder in the archive that holds the lists and the channels' folders, with its slash; often empty.</summary>
    public string Root { get; }

    /// <summary>Everybody listed, in order.</summary>
    public IEnumerable<PersonEntry> People => people.Values;

    /// <summary>What could not be read in the lists.</summary>
    public IReadOnlyList<ImportIssue> Issues => issues;

    /// <summary>Whether there is a list of users or channels at all.</summary>
    public bool IsListed => people.Count > 0 || byFolder.Count > 0;

    /// <summary>The team that most users belong to; null if the list does not say.</summary>
    public string? Team => teams.Count == 0 ? null : teams.MaxBy(team => team.Value).Key;

    /// <summary>Reads the lists of an archive.</summary>
    public static SlackWorkspace Of(Archive archive)
    {
        var top = archive.Files.Where(IsJson).Select(file => file.Path).MinBy(path => path.Count(c => c == '/')) ?? "";
        var workspace = new SlackWorkspace(top[..(top.LastIndexOf('/') + 1)]);
        foreach (var file in archive.Files.Where(file => IsJson(file) && file.Path.Length == workspace.Root.Length + file.Name.Length))
        {
            workspace.Read(file);
        }
        return workspace;
    }

    /// <summary>Whether a row is a channel of Slack.</summary>
    public static bool IsChannel(JsonElement row) => row.Named("id") is ['C' or 'G' or 'D', ..] && row.Named("name") is not null;

    /// <summary>The channel whose messages are in this folder; null if no list has it.</summary>
    public SlackChannel? InFolder(string folder) => byFolder.GetValueOrDefault(folder);

    /// <summary>Name of somebody by id; null if not listed.</summary>
    public string? NameOf(string id) => people.GetValueOrDefault(id)?.Name;

    /// <summary>Name of a channel by id; null if not listed.</summary>
    public string? ChannelName(string id) => channelNames.GetValueOrDefault(id);

    /// <summary>The user as whom a bot appears in the list; null if it does not.</summary>
    public string? UserOfBot(string bot) => botUsers.GetValueOrDefault(bot);

    /// <summary>Adds somebody whom the list lacks. False if known.</summary>
    public bool TryAdd(PersonEntry person) => people.TryAdd(person.Key, person);

    private static bool IsJson(ArchiveFile file) => file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private void Read(ArchiveFile file)
    {
        var list = file.Name[..^".json".Length].ToLowerInvariant();
        foreach (var row in JsonRows.Read(file))
        {
            if (row.Issue is not null)
            {
                issues.Add(row.Issue);
            }
            else if (row.Value.Named("id") is { } id)
            {
                Take(id, row.Value, list);
            }
        }
    }

    private void Take(string id, JsonElement value, string list)
    {
        if (list == "users" || (!Lists.Contains(list) && value.Field("profile").ValueKind == JsonValueKind.Object))
        {
            TakeUser(id, value);
        }
        else if (Lists.Contains(list) || value.Field("members").ValueKind == JsonValueKind.Array)
        {
            TakeChannel(id, value, Lists.Contains(list) ? list : ListOf(id, value));
        }
    }

    private void TakeUser(string id, JsonElement user)
    {
        var profile = user.Field("profile");
        people[id] = Person(id, user, isBot: user.Flag("is_bot") || id == "USLACKBOT");
        if (profile.Named("bot_id") is { } bot)
        {
            botUsers[bot] = id;
        }
        if (user.Named("team_id") is { } team)
        {
            teams[team] = teams.GetValueOrDefault(team) + 1;
        }
    }

    /// <summary>Somebody as a user or a message's <c>user_profile</c> describes them.</summary>
    public static PersonEntry Person(string id, JsonElement user, bool isBot = false)
    {
        var profile = user.Field("profile");
        var name = profile.Named("real_name") ?? user.Named("real_name") ?? profile.Named("display_name") ?? user.Named("display_name") ?? user.Named("name");
        return new PersonEntry(id, name ?? id, profile.Named("email"), isBot);
    }

    private void TakeChannel(string id, JsonElement value, string list)
    {
        var name = value.Named("name") ?? id;
        var members = value.Items("members").Select(member => member.AsText()).Where(member => !string.IsNullOrWhiteSpace(member)).OfType<string>();
        var channel = new SlackChannel(id, name, list, [.. members]);
        byFolder[name] = byFolder[id] = channel;
        channelNames[id] = name;
    }

    // A list whose name says nothing: private, unless the channel says that it is not.
    private static string ListOf(string id, JsonElement channel) =>
        channel.Flag("is_im") || id.StartsWith('D') ? "dms"
        : channel.Flag("is_mpim") ? "mpims"
        : channel.Field("is_private").ValueKind == JsonValueKind.False || channel.Field("is_general").ValueKind is JsonValueKind.True or JsonValueKind.False ? Public
        : "groups";
}
