using System.Net;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Importing;
using Kith.Network;
using Kith.People;
using Kith.Server.Accounts;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Accounts;

public sealed class SetUpTests(Chromium chromium)
{
    private static readonly (string, string)[] Filled = [("community", "Harbour"), ("name", "Olga Berg"), ("email", "Olga@Example.org"), ("password", "seven grey gulls")];

    private static string Link(RunningSite site) => OneTimeLinkOf(site.Database)!;

    private static string? OneTimeLinkOf(Database database) => SetUp.Link(database, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    [Theory, EachEngine]
    public async Task The_link_of_the_first_start_makes_the_operator_once(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "zulip-archive");
        using var first = site.Visit();
        using var second = site.Visit();
        var link = Link(site);

        Assert.Equal("/", await first.Led(link, Filled));
        Assert.Equal("404", await second.Led(link, Filled));

        Assert.Null(OneTimeLinkOf(site.Database));
        Assert.Contains("\"role\":\"operator\"", await first.GetStringAsync("/api/me"));
        Assert.Contains("\"role\":\"anyone\"", await second.GetStringAsync("/api/me"));
        var made = site.Database.Read(connection => AccountStore.Find(connection, "olga@example.org"))!;
        Assert.Equal((true, true, Role.Steward), (made.IsOperator, made.IsProved, made.Roles.Values.Single()));
    }

    [Theory, EachEngine]
    public async Task Ties_follow_at_once_where_one_marked_as_a_bot_sets_up(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        MessageEntry Says(string author, int at, string body) => new("pier", $"m{at}", author, 1_700_000_000_000 + (at * 60_000), body);
        new Import(site.Database, TimeProvider.System).Run("given", "pier",
        [
            new ConversationEntry("pier", "Pier", ConversationKind.Topic, Visibility.Community), new PersonEntry("Olga", Email: "olga@example.org"),
            Says("Ada", 1, "Which lamp hangs at the pier?"), Says("Olga", 2, "The lamp is a paraffin one."), Says("Cy", 3, "It is out."),
        ], "Harbour");
        string Ties()
        {
            new Kith.Ties.Fold(site.Database).Run();
            var now = Snapshot.Load(site.Database, TimeProvider.System);
            return string.Join(", ", now.All.Select(tie => $"{now.Everyone.Find(tie.Person)!.Name}-{now.Everyone.Find(tie.Other)!.Name}"));
        }
        var olga = site.Database.Read(PeopleStore.Identities).Single(identity => identity.Name == "Olga").Id;
        site.Database.Write(transaction => Bots.Decide(transaction, new PersonId(olga.Value), isBot: true, why: null, now: 1));
        Assert.Equal("Ada-Cy", Ties());

        using var first = site.Visit();
        Assert.Equal("/", await first.Led(Link(site), Filled));

        Assert.Equal("Olga Berg-Ada, Olga Berg-Cy", Ties());
    }

    [Fact]
    public async Task A_new_start_makes_the_link_of_the_last_one_worthless()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        var (old, present) = (Link(site), Link(site));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), ((await site.Http.GetAsync(old)).StatusCode, (await site.Http.GetAsync(present)).StatusCode));
    }

    [Fact]
    public async Task A_server_that_others_reach_answers_nothing_else_until_then()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new SiteOptions { BehindProxy = true }, TimeProvider.System, "zulip-archive");
        using var visitor = site.Visit();
        foreach (var path in (string[])["/", "/people", "/api/people", "/conversations/1", "/sign-in", "/nowhere"])
        {
            Assert.Equal((path, HttpStatusCode.ServiceUnavailable), (path, (await visitor.GetAsync(path)).StatusCode));
        }
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/dist/kith.css")).StatusCode);

        await using var watched = await chromium.Open(site.Url, script: false);
        await watched.Page.GotoAsync(Link(site));
        await watched.Page.FillAsync("#community", "Harbour");
        await watched.Page.FillAsync("#name", "Olga Berg");
        await watched.Page.FillAsync("#email", "olga@example.org");
        await watched.Page.FillAsync("#password", "seven grey gulls");
        await watched.Page.ClickAsync("main button");
        await watched.Page.GetByText("Sign out").WaitForAsync();

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
        Assert.Equal("/sign-in?to=%2Fpeople", (await visitor.GetAsync("/people")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task What_was_filled_in_wrongly_is_told_and_the_link_still_works()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var visitor = site.Visit();
        var link = Link(site);

        Assert.Contains("The password has 5 characters.", await visitor.Send(link, ("community", "Harbour"), ("name", "Olga"), ("email", "olga@example.org"), ("password", "gulls")).Said());
        Assert.Contains("olga is no mail address.", await visitor.Send(link, ("community", "Harbour"), ("name", "Olga"), ("email", "olga"), ("password", "seven grey gulls")).Said());
        Assert.Contains("That is no name for a community.", await visitor.Send(link, ("community", " "), ("name", "Olga"), ("email", "olga@example.org"), ("password", "seven grey gulls")).Said());
        Assert.Equal("/", await visitor.Led(link, Filled));
    }
}
