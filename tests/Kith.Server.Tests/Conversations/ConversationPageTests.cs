using System.Net;
using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Importing;
using Kith.People;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Conversations;

public sealed class ConversationPageTests(Chromium chromium)
{
    private const int Long = 450;

    [Theory, EachEngine]
    public async Task A_permanent_address_leads_to_the_page_with_the_message(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        Take(site.Database, Enumerable.Range(1, Long).Select(i => Said(i)));
        Assert.Equal("/conversations/1#m1", await LeadsTo(site, "/conversations/1/1"));
        Assert.Equal("/conversations/1?page=2#m201", await LeadsTo(site, "/conversations/1/201"));
        Assert.Equal("/conversations/1?page=3#m450", await LeadsTo(site, "/conversations/1/450"));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync("/conversations/1/451")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync("/conversations/1?page=4")).StatusCode);
    }

    [Fact]
    public async Task The_browser_shows_the_message_that_was_asked_for()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        Take(site.Database, Enumerable.Range(1, Long).Select(i => Said(i)));
        await using var watched = await chromium.Open(site.Url);
        await watched.Page.GotoAsync("/conversations/1/333");
        await Assertions.Expect(watched.Page.Locator("#m333:target")).ToBeInViewportAsync();
    }

    // As a stream whose messages stand in its topics.
    [Theory, EachEngine]
    public async Task Of_a_conversation_in_which_nothing_was_said_itself_it_is_not_said_that_all_was_removed(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "zulip-archive");
        var stream = site.Database.Read(connection => connection.QueryFirst<(long Id, string Title)>("select id, title from conversations where head = 0 order by id"));
        var page = await site.Http.GetStringAsync($"/conversations/{stream.Id}");
        Assert.DoesNotContain("removed at the source", page);
        Assert.Contains("Its messages are in its topics or threads.", page);
        Assert.Contains($"<a href=\"/conversations?q={Uri.EscapeDataString(stream.Title)}\">", page);

        new Import(site.Database, TimeProvider.System).Run("given", "quay", [new ConversationEntry("quay", "An empty quay", ConversationKind.Channel, Visibility.Community)], "Harbour");
        var quay = site.Database.Read(connection => connection.QueryFirst<long>("select id from conversations where title = 'An empty quay'"));
        Assert.Contains("Nothing was said here.", await site.Http.GetStringAsync($"/conversations/{quay}"));
    }

    [Theory, EachEngine]
    public async Task Only_participants_read_what_was_said_in_private(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        Take(site.Database, [Said(1)], Visibility.Participants);
        foreach (var path in (string[])["/conversations/1", "/conversations/1/1", "/api/conversations/1", "/api/conversations/1/1"])
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await site.Http.GetAsync(path)).StatusCode));
        }
        Assert.DoesNotContain("harbour talk", await site.Http.GetStringAsync("/conversations"));
    }

    [Theory, EachEngine]
    public async Task Only_communities_of_which_a_reader_may_see_something_are_named(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        Take(site.Database, [Said(1)]);
        Take(site.Database, [Said(2)], Visibility.Community, source: "other", community: "Hidden Cove");
        using var member = site.SignIn(Role.Member, "Ada Lindqvist", "Hidden Cove");
        using var other = site.SignIn(Role.Member, "Bo Tanaka");
        Assert.DoesNotContain("Hidden Cove", await site.Http.GetStringAsync("/conversations"));
        foreach (var path in (string[])["/conversations", "/find"])
        {
            Assert.DoesNotContain("Hidden Cove", await other.Http.GetStringAsync(path));
            Assert.Contains("Hidden Cove", await member.Http.GetStringAsync(path));
        }
    }

    [Theory, EachEngine]
    public async Task The_number_of_somebody_who_was_merged_leads_to_who_they_are(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        Take(site.Database, Enumerable.Range(1, 4).Select(i => Said(i)));
        Assert.Equal(HttpStatusCode.OK, (await site.Http.GetAsync("/people/2")).StatusCode);
        site.Database.Write(transaction => PeopleStore.Decide(transaction, 0, PersonDecisionKind.Merge, new(1), new(2), "they said so"));
        var moved = await site.Http.GetAsync("/people/2");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/people/1"), (moved.StatusCode, moved.Headers.Location?.ToString()));
        Assert.Contains("they said so", await site.Http.GetStringAsync("/people/1"));
    }

    [Fact]
    public async Task Answers_stand_under_what_began_the_thread_where_the_source_has_threads()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        Take(site.Database, [Said(1), Said(2), Said(3) with { ReplyTo = "1" }], source: "slack");
        var page = await site.Http.GetStringAsync("/conversations/1");
        var order = (int[])[page.IndexOf("id=\"m1\""), page.IndexOf("class=\"thread\""), page.IndexOf("id=\"m3\""), page.IndexOf("id=\"m2\"")];
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
    }

    [Theory, EachEngine]
    public async Task What_is_typed_is_looked_for_in_titles_as_it_stands(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        foreach (var title in (string[])["Маяк и Öl", "100% Äpfel", "tide_table", "tide table", "Is it? No!"])
        {
            Take(site.Database, [Said(1)], source: title, title: title);
        }
        async Task<string> Found(string typed)
        {
            using var rows = System.Text.Json.JsonDocument.Parse(await site.Http.GetStringAsync($"/api/conversations?q={Uri.EscapeDataString(typed)}"));
            return string.Join(", ", rows.RootElement.EnumerateArray().Select(row => row.GetProperty("title").GetString()).Order(StringComparer.Ordinal));
        }
        Assert.Equal("100% Äpfel", await Found("0% Ä"));
        Assert.Equal("tide_table", await Found("E_T"));
        Assert.Equal("tide table, tide_table", await Found("TIDE"));
        Assert.Equal("Is it? No!", await Found("no!"));
        Assert.Equal("100% Äpfel", await Found("äPFEL"));
        Assert.Equal("Маяк и Öl", await Found("маяк И öl"));
    }

    private static async Task<string?> LeadsTo(RunningSite site, string path) => (await site.Http.GetAsync(path)).Headers.Location?.ToString();

    private static MessageEntry Said(int i) => new("harbour", i.ToString(), i % 2 == 0 ? "ada" : "bo", 1_700_000_000_000 + i * 60_000L, $"harbour talk, message {i}");

    private static void Take(Database database, IEnumerable<Entry> messages, Visibility visibility = Visibility.Public, string source = "spoken", string title = "harbour talk", string community = "Harbour")
    {
        using var archive = Archive.Open(AppContext.BaseDirectory);
        var channel = new ConversationEntry("harbour", title, ConversationKind.Channel, visibility, Members: ["ada", "bo"]);
        new Import(database, TimeProvider.System).Run(archive, new Spoken(source, [channel, .. messages]), new ImportOptions(), community, source);
    }

    private sealed class Spoken(string format, IReadOnlyList<Entry> entries) : IImporter
    {
        public string Format => format;

        public string Reads => Format;

        public bool Recognises(Archive archive) => true;

        public string? SourceKey(Archive archive) => null;

        public IEnumerable<Entry> Read(Archive archive, ImportOptions options) => entries;
    }
}
