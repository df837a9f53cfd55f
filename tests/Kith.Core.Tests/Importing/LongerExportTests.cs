using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Kith.Importing;
using Kith.Importing.Discord;
using Kith.Importing.Slack;
using Kith.Importing.Zulip;
using Kith.Store;

namespace Kith.Tests.Importing;

/// <summary>An export, and what the same source would have exported earlier.</summary>
public sealed class LongerExportTests
{
    [Theory, EachEngine]
    public void A_longer_slack_export_adds_what_is_new(Engine engine) =>
        SameInAnyOrder(engine, new SlackExport(), "slack", file => file.Path.Contains("2024-03-05") ? null : Bytes(file));

    [Theory, EachEngine]
    public void A_longer_zulip_archive_adds_what_is_new(Engine engine) =>
        SameInAnyOrder(engine, new ZulipArchive(), "zulip-archive", file => Before(file, "timestamp", 1_710_300_000));

    [Theory, EachEngine]
    public void A_longer_zulip_export_adds_what_is_new(Engine engine) =>
        SameInAnyOrder(engine, new ZulipExport(), "zulip-export", file => file.Name == "messages-000002.json" ? null : Bytes(file));

    [Theory, EachEngine]
    public void A_longer_discord_export_adds_what_is_new(Engine engine) =>
        SameInAnyOrder(engine, new DiscordExport(), "discord", file => file.Path.Contains("pier") ? Earlier(file) : Bytes(file));

    // The last one too, after which nothing came.
    [Theory, EachEngine]
    public void What_a_longer_discord_export_lacks_was_deleted(Engine engine)
    {
        using var newer = Archive.Open(Samples.PathOf("discord"));
        using var early = Archive.Of(newer.Path, newer.Files.Select(file => Samples.File(file.Path, WithRegrets(file))));

        Assert.Contains(After(engine, new DiscordExport(), early), message => message.Contains("Not for all"));
        Assert.Equal(After(engine, new DiscordExport(), newer), After(engine, new DiscordExport(), early, newer, early));
    }

    [Theory, EachEngine]
    public void Parts_of_a_discord_channel_stay_when_they_are_imported_again(Engine engine)
    {
        static byte[] Part(int day) => JsonSerializer.SerializeToUtf8Bytes(new
        {
            guild = new { id = "1" }, channel = new { id = "2", type = "GuildTextChat", name = "pier" }, exportedAt = "2024-09-10T12:00:00Z",
            messages = new[] { new { id = $"{day}", type = "Default", timestamp = $"2024-09-0{day}T07:00:00Z", content = "word", author = new { id = "3", name = "ada" } } }, messageCount = 1,
        });
        using var archive = Archive.Of("x", [Samples.File("pier.json", Part(1)), Samples.File("pier [part 2].json", Part(5))]);

        Assert.Equal(2, After(engine, new DiscordExport(), archive).Count);
        Assert.Equal(2, After(engine, new DiscordExport(), archive, archive).Count);
    }

    /// <summary>The older and then the newer, or the newer and then the older, is the same as the newer alone.</summary>
    private static void SameInAnyOrder(Engine engine, IImporter importer, string sample, Func<ArchiveFile, byte[]?> older)
    {
        using var newer = Archive.Open(Samples.PathOf(sample));
        using var early = Archive.Of(newer.Path, newer.Files.Select(file => (file.Path, Bytes: older(file))).Where(file => file.Bytes is not null).Select(file => Samples.File(file.Path, file.Bytes!)));
        var alone = After(engine, importer, newer);

        Assert.NotEqual(alone, After(engine, importer, early));
        Assert.Equal(alone, After(engine, importer, early, newer));
        Assert.Equal(alone, After(engine, importer, newer, early));
        Assert.Equal(alone, After(engine, importer, early, newer, early, newer));
    }

    private static List<string> After(Engine engine, IImporter importer, params Archive[] archives)
    {
        using var test = TestDatabase.On(engine);
        foreach (var archive in archives)
        {
            new Import(test.Database, TimeProvider.System).Run(archive, importer, new ImportOptions(IncludePrivate: true), "Harbour");
        }
        return test.Database.Read(connection => connection.Query(
            """
            select c.key as conversation, c.title, m.key, i.name, m.at, m.body, m.reply_to, m.edited_at
            from messages m join conversations c on c.id = m.conversation_id join identities i on i.id = m.author_id
            where m.deleted_at is null order by c.key, m.key
            """).Select(row => JsonSerializer.Serialize((IDictionary<string, object?>)row)).ToList());
    }

    private static byte[] Earlier(ArchiveFile file)
    {
        var export = JsonNode.Parse(Bytes(file))!;
        export["exportedAt"] = "2024-09-02T07:45:30Z";
        export["messages"] = new JsonArray([.. export["messages"]!.AsArray().Where(message => message!["timestamp"]!.GetValue<DateTimeOffset>() < DateTimeOffset.Parse("2024-09-02T07:45:30Z")).Select(message => message!.DeepClone())]);
        export["messageCount"] = export["messages"]!.AsArray().Count;
        return JsonSerializer.SerializeToUtf8Bytes(export);
    }

    private static byte[] WithRegrets(ArchiveFile file)
    {
        var export = JsonNode.Parse(Bytes(file))!;
        var messages = export["messages"]!.AsArray();
        var last = messages[^1]!.DeepClone();
        (last["id"], last["content"], last["timestamp"]) = ("9999", "Not for all", "2024-09-09T12:00:00Z");
        messages.Add(last);
        (export["messageCount"], export["exportedAt"]) = (messages.Count, "2024-09-09T13:00:00Z");
        return JsonSerializer.SerializeToUtf8Bytes(export);
    }

    private static byte[] Before(ArchiveFile file, string time, long end)
    {
        if (JsonNode.Parse(Bytes(file)) is not JsonArray rows)
        {
            return Bytes(file);
        }
        return JsonSerializer.SerializeToUtf8Bytes(rows.Where(row => row![time]!.GetValue<long>() < end));
    }

    private static byte[] Bytes(ArchiveFile file)
    {
        using var stream = file.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
