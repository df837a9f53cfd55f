using System.Text;
using System.Text.Json;
using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Importing;
using Kith.Importing.Slack;
using Kith.People;
using Kith.Server.Importing;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Kith.Tests.Importing;

namespace Kith.Server.Tests.Importing;

/// <summary>What could not be read is told to stewards as far as they may know of it.</summary>
public sealed class IssuesPageTests
{
    // A broken message in a channel for all, one in a private channel of Ada's, and a folder of which nobody knows who may read it.
    private static Scratch Export() => new(
        File("users.json", """[{"id": "U1", "profile": {"real_name": "Ada Lindqvist"}}, {"id": "U2", "profile": {"real_name": "Bo Tanaka"}}]"""),
        File("channels.json", """[{"id": "C1", "name": "general", "members": ["U1", "U2"]}]"""),
        File("groups.json", """[{"id": "G1", "name": "the-merger", "members": ["U1"]}]"""),
        File("general/2024-03-04.json", """[{"type": "message", "text": "x"}, {"type": "message", "user": "U1", "ts": "1709543000.1", "text": "hi"}]"""),
        File("the-merger/2024-03-04.json", """[{"type": "message", "text": "x"}, {"type": "message", "user": "U1", "ts": "1709543000.1", "text": "psst"}]"""),
        File("forgotten/2024-03-04.json", """[{"type": "message", "user": "U1", "ts": "1709543000.1", "text": "psst"}]"""));

    private static (string, byte[]) File(string path, string json) => (path, Encoding.UTF8.GetBytes(json));

    [Theory, EachEngine]
    public async Task Stewards_are_told_of_their_own_community_and_of_nothing_in_conversations_they_may_not_read(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var export = Export();
        new Import(site.Database, TimeProvider.System).Run(export.Archive, new SlackExport(), new ImportOptions(IncludePrivate: true), "Harbour", "club");
        using var home = site.SignIn(Role.Steward, "Sten Home");
        using var away = site.SignIn(Role.Steward, "Ava Away", "Elsewhere");
        using var operating = site.SignIn(Role.Operator, "Ola Operator");

        var seen = new List<string>();
        foreach (var who in (SignedIn[])[home, away, operating])
        {
            var page = await who.Http.GetStringAsync("/issues");
            var json = await who.Http.GetStringAsync("/api/issues");
            var told = ((string[])["general", "the-merger", "forgotten"]).Where(name => page.Contains(name, StringComparison.Ordinal) || json.Contains(name, StringComparison.Ordinal));
            var withheld = page.Contains("2 things are in conversations that you may not read", StringComparison.Ordinal);
            seen.Add($"{who.Account.Name}: {string.Join(' ', told)}{(withheld ? ", and 2 more" : "")}");
        }
        Assert.Equal(["Sten Home: general, and 2 more", "Ava Away: ", "Ola Operator: general, and 2 more"], seen);
        Assert.Contains("Everything could be read", await away.Http.GetStringAsync("/issues"));

        // Whose channel it is sees its file; whoever is at the machine holds the archive.
        var ada = site.Database.Read(PeopleStore.Load).People.Single(person => person.Name == "Ada Lindqvist");
        Assert.Equal(["general/2024-03-04.json", "the-merger/2024-03-04.json"], Files(site.Database.Read(connection => ImportStore.Issues(connection, Reader.As(ada), null)).Shown));
        Assert.Equal(["forgotten", "general/2024-03-04.json", "the-merger/2024-03-04.json"], Files(site.Database.Read(ImportStore.Issues)));
    }

    // As the page of imports and kith issues count it.
    [Theory, EachEngine]
    public async Task A_line_that_stands_for_many_things_counts_as_many(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        new Import(site.Database, TimeProvider.System).Run("given", "lines",
        [
            new ImportIssue("lines.txt", 3, "No time."), new ImportIssue("lines.txt", 0, "129 more lines: no time.") { Things = 129 },
            new ImportIssue("closed.txt", 0, "30 more lines: no time.") { Things = 30, Conversation = "closed" },
        ], "Harbour");
        using var steward = site.SignIn(Role.Steward, "Sten Home");
        var page = await steward.Http.GetStringAsync("/issues");
        Assert.Contains("160 things could not be read", await steward.Http.GetStringAsync("/import"));
        Assert.Contains("160 things could not be read. The rest", page);
        Assert.Contains("30 things are in conversations that you may not read", page);
    }

    [Theory]
    [InlineData(1, 0, "1 thing could not be read")]
    [InlineData(0, 1, "1 thing was taken in with a note")]
    [InlineData(0, 2000, "2,000 things were taken in with a note")]
    [InlineData(3, 1, "3 things could not be read, 1 was taken in with a note")]
    [InlineData(1, 2, "1 thing could not be read, 2 were taken in with a note")]
    public void What_was_read_and_noted_is_not_called_unread(long unread, long notes, string said) => Assert.Equal(said, IssueWords.Of(unread, notes));

    [Theory, EachEngine]
    public async Task Notes_are_counted_beside_what_could_not_be_read(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        var summary = new Import(site.Database, TimeProvider.System).Run("given", "lines",
        [
            new ImportIssue("lines.txt", 3, "No time."), new ImportIssue("lines.txt", 4, "That of the line before was taken.") { IsNote = true }, new ImportIssue("lines.txt", 4, "That of the line before was taken.") { IsNote = true },
            new ImportIssue("closed.txt", 1, "That of the line before was taken.") { IsNote = true, Conversation = "closed" },
        ], "Harbour");
        Assert.Equal((1, 2), (summary.Issues, summary.Notes));
        using var steward = site.SignIn(Role.Steward, "Sten Home");
        const string Said = "1 thing could not be read, 2 were taken in with a note";
        Assert.Contains(Said, await steward.Http.GetStringAsync("/import"));
        var page = await steward.Http.GetStringAsync("/issues");
        Assert.Contains(Said, page);
        Assert.Single(page.Split("given, a note")[1..]);
        Assert.Contains("1 thing is in conversations that you may not read", page);
        Assert.Contains("\"issues\":1,\"notes\":2", await steward.Http.GetStringAsync("/api/sources"));
        var kinds = JsonDocument.Parse(await steward.Http.GetStringAsync("/api/issues")).RootElement.EnumerateArray().Select(issue => issue.GetProperty("kind").GetString());
        Assert.Equal(["unread", "note"], kinds);
        Assert.Equal([ImportStore.IssueKind.Unread, ImportStore.IssueKind.Note], site.Database.Read(ImportStore.Issues).Where(issue => issue.File == "lines.txt").Select(issue => issue.Kind));
    }

    [Theory, EachEngine]
    public async Task Archives_of_other_communities_are_not_named(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "mbox/harbour.mbox");
        using var home = site.SignIn(Role.Steward, "Sten Home");
        using var away = site.SignIn(Role.Steward, "Ava Away", "Elsewhere");
        foreach (var path in (string[])["/", "/api", "/import", "/api/sources"])
        {
            Assert.Contains("harbour.mbox", await home.Http.GetStringAsync(path));
            Assert.DoesNotContain("harbour.mbox", await away.Http.GetStringAsync(path));
        }
    }

    [Theory, EachEngine]
    public async Task An_archive_with_private_talk_is_named_only_to_operators(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "mbox/harbour.mbox");
        site.Database.Write(transaction => transaction.Connection!.Execute("update conversations set visibility = 2 where id = (select min(id) from conversations where head > 0)", transaction: transaction));
        using var home = site.SignIn(Role.Steward, "Sten Home");
        using var operating = site.SignIn(Role.Operator, "Ola Operator");
        foreach (var path in (string[])["/", "/api", "/import", "/api/sources"])
        {
            Assert.DoesNotContain("harbour.mbox", await home.Http.GetStringAsync(path));
        }
        Assert.Contains("harbour.mbox", await operating.Http.GetStringAsync("/api/sources"));
        Assert.Contains("with private talk: its name is for those who took part", await home.Http.GetStringAsync("/import"));
        Assert.DoesNotContain("with private talk", await operating.Http.GetStringAsync("/import"));
    }

    private static IEnumerable<string> Files(IEnumerable<ImportStore.IssueRow> issues) => issues.Select(issue => issue.File).Order(StringComparer.Ordinal);
}
