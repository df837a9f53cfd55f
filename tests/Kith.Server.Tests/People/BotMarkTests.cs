using System.Net.Http.Json;
using System.Text.Json;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Importing;
using Kith.People;
using Kith.Server.Accounts;
using Kith.Server.Tests.Accounts;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.People;

public sealed class BotMarkTests
{
    [Theory, EachEngine]
    public async Task A_steward_of_the_community_says_on_the_page_who_is_a_bot(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        new Import(site.Database, TimeProvider.System).Run("given", "pier",
        [
            new ConversationEntry("pier", "Pier", ConversationKind.Topic, Visibility.Community),
            Says("Ada Lindqvist", 1, "Which lamp hangs at the pier?"), Says("loogle", 2, "The lamp: no results."), Says("Bo Tanaka", 3, "The lamp is a paraffin one."),
        ], "Harbour");
        using var steward = site.SignIn(Role.Steward, "Rut Vega");
        using var host = site.SignIn(Role.Host, "Ho Lin");
        using var far = site.SignIn(Role.Steward, "Fay Far", "Elsewhere");
        using var operating = site.SignIn(Role.Operator, "Ola Operator");
        async Task<string> Knows() => string.Join(", ", (await steward.Http.GetFromJsonAsync<JsonElement>("/api/find?q=lamp")).EnumerateArray().Select(each => each.GetProperty("person").GetString()).Order());

        Assert.Equal((true, false, false), (await Offers(steward), await Offers(host), await Offers(far)));
        Assert.Equal("Ada Lindqvist, Bo Tanaka, loogle", await Knows());
        Assert.Equal(("403", "400"), (await host.Http.Led("/people/2/bot"), await far.Http.Led("/people/2/bot")));

        Assert.Equal("/people/2#known", await steward.Http.Led("/people/2/bot", ("why", "it answers searches")));
        var said = await steward.Http.GetAsync("/people/2").Said();
        Assert.Contains("A bot: it has no ties", said);
        Assert.Contains("was marked as a bot (it answers searches)", said);
        Assert.DoesNotContain("Knows", said);
        Assert.Equal("Ada Lindqvist, Bo Tanaka", await Knows());
        Assert.Equal(["Bo Tanaka"], (await steward.Http.GetFromJsonAsync<JsonElement>("/api/people/1/ties")).EnumerateArray().Select(tie => tie.GetProperty("person").GetString()));
        Assert.Equal("400", await steward.Http.Led("/people/2/bot"));

        Assert.Equal("/people/2#known", await operating.Http.Led("/people/2/human"));
        Assert.Equal("Ada Lindqvist, Bo Tanaka, loogle", await Knows());
    }

    // What was said by mistake does not stay on the page of whom it is about.
    [Theory, EachEngine]
    public async Task Who_marked_somebody_takes_it_back_on_the_page(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        Give(site, "pier", "Harbour", Says("Ada Lindqvist", 1, "Which lamp hangs at the pier?"), Says("Bo Tanaka", 2, "The lamp is a paraffin one."));
        using var steward = site.SignIn(Role.Steward, "Rut Vega");
        using var host = site.SignIn(Role.Host, "Ho Lin");
        async Task<bool> TakesBack(SignedIn who) => (await who.Http.GetStringAsync("/people/2")).Contains("action=\"/people/2/marks/1/undo\"", StringComparison.Ordinal);
        Assert.Equal("/people/2#known", await steward.Http.Led("/people/2/bot", ("why", "a slip")));
        Assert.Equal((true, false, false), (await TakesBack(steward), await TakesBack(host), (await steward.Http.GetStringAsync("/people/2")).Contains("action=\"/people/2/human\"", StringComparison.Ordinal)));
        Assert.Equal(("403", "400"), (await host.Http.Led("/people/2/marks/1/undo"), await steward.Http.Led("/people/1/marks/1/undo")));

        Assert.Equal("/people/2#known", await steward.Http.Led("/people/2/marks/1/undo"));
        Assert.DoesNotContain("a slip", await steward.Http.GetStringAsync("/people/2"));
        Assert.Equal(1, (await steward.Http.GetFromJsonAsync<JsonElement>("/api/people/2/ties")).GetArrayLength());
        Assert.Equal("400", await steward.Http.Led("/people/2/marks/1/undo"));
        Assert.True(await Offers(steward));
    }

    // A merge is the operator's to undo.
    [Theory, EachEngine]
    public async Task No_other_decision_is_taken_back_as_a_mark(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        Give(site, "pier", "Harbour", Says("Ada Lindqvist", 1, "Which lamp hangs at the pier?"), Says("Bo Tanaka", 2, "The lamp is a paraffin one."));
        using var steward = site.SignIn(Role.Steward, "Rut Vega");
        site.Database.Write(transaction => PeopleStore.Decide(transaction, 1, PersonDecisionKind.Merge, new(1), new(2), null));

        Assert.DoesNotContain("/marks/1/undo", await steward.Http.GetStringAsync("/people/1"));
        Assert.Equal("400", await steward.Http.Led("/people/1/marks/1/undo"));
    }

    // A bot has no ties anywhere: no community says so for another.
    [Theory, EachEngine]
    public async Task Of_somebody_in_the_archives_of_two_communities_a_steward_of_both_says_it(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        Give(site, "pier", "Harbour", Says("Ada Lindqvist", 1, "Which lamp hangs at the pier?"), Says("loogle", 2, "The lamp: no results."));
        Give(site, "quay", "Elsewhere", Says("loogle", 3, "Good morning."));
        using var steward = site.SignIn(Role.Steward, "Rut Vega");
        using var far = site.SignIn(Role.Steward, "Fay Far", "Elsewhere");
        site.Database.Write(transaction => PeopleStore.Decide(transaction, 1, PersonDecisionKind.Merge, new(2), new(3), null));

        Assert.Equal((false, false), (await Offers(steward), await Offers(far)));
        Assert.Equal(("400", "400"), (await steward.Http.Led("/people/2/bot"), await far.Http.Led("/people/2/bot")));
        site.Database.Write(transaction => AccountStore.Join(transaction, steward.Account.Id, far.Account.Roles.Keys.Single(), Role.Steward, 1));
        Assert.True(await Offers(steward));
        Assert.Equal("/people/2#known", await steward.Http.Led("/people/2/bot"));
    }

    // An import says anew whose the source is; what it brought before stays where it was.
    [Theory, EachEngine]
    public async Task Of_somebody_in_a_source_that_was_imported_for_two_communities_a_steward_of_both_says_it(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        Give(site, "pier", "Harbour", Says("Ada Lindqvist", 1, "Which lamp hangs at the pier?"), Says("loogle", 2, "The lamp: no results."));
        Give(site, "pier", "Elsewhere", Says("Ada Lindqvist", 1, "Which lamp hangs at the pier?"), Says("loogle", 2, "The lamp: no results."));
        using var steward = site.SignIn(Role.Steward, "Rut Vega");
        using var far = site.SignIn(Role.Steward, "Fay Far", "Elsewhere");

        Assert.Equal(("400", "400"), (await steward.Http.Led("/people/2/bot"), await far.Http.Led("/people/2/bot")));
    }

    [Theory, EachEngine]
    public async Task Who_was_marked_as_a_bot_is_none_once_they_have_an_account(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        Give(site, "pier", "Harbour", Says("Ada Lindqvist", 1, "Which lamp hangs at the pier?"), Says("Bo Tanaka", 2, "The lamp is a paraffin one."));
        using var operating = site.SignIn(Role.Operator, "Ola Operator");
        using var bo = site.SignIn(Role.Member, "Bo T.");
        async Task<int> Ties() => (await operating.Http.GetFromJsonAsync<JsonElement>("/api/people/1/ties")).GetArrayLength();
        Assert.Equal(1, await Ties());
        Assert.Equal("/account?done=5", await bo.Http.Led("/account/claims", ("person", "2"), ("word", "I am no program")));
        Assert.Equal("/people/2#known", await operating.Http.Led("/people/2/bot"));
        Assert.Equal(0, await Ties());

        Assert.Equal("/claims", await operating.Http.Led("/claims/1/confirm"));
        Assert.Equal(1, await Ties());
        Assert.DoesNotContain("A bot: it has no ties", await operating.Http.GetStringAsync("/people/2"));
        Assert.False(await Offers(operating));
    }

    // By the link of a mail; whoever gives another address later is no more whom archives know by this one.
    [Theory, EachEngine]
    public async Task Who_proves_the_address_of_one_marked_as_a_bot_has_their_ties_until_they_have_another(Engine engine)
    {
        await using var smtp = SmtpServer.Start();
        await using var site = await RunningSite.Start(engine, new SiteOptions { Url = new Uri("http://localhost"), Mail = MailServer.Parse(smtp.Address, "Kith <kith@example.org>"), PostsPerSecond = 0 }, TimeProvider.System);
        new Import(site.Database, TimeProvider.System).Run("given", "pier",
        [
            new ConversationEntry("pier", "Pier", ConversationKind.Topic, Visibility.Community), new PersonEntry("Bo Tanaka", Email: "bo@example.org"),
            Says("Ada Lindqvist", 1, "Which lamp hangs at the pier?"), Says("Bo Tanaka", 2, "The lamp is a paraffin one."), Says("Cy Adler", 3, "It is out."),
        ], "Harbour");
        using var operating = site.SignIn(Role.Operator, "Ola Operator");
        using var bo = site.SignIn(Role.Member, "Bo T.");
        var ada = site.Database.Read(PeopleStore.Identities).Single(identity => identity.Name == "Ada Lindqvist").Id;
        var archived = site.Database.Read(PeopleStore.Identities).Single(identity => identity.Name == "Bo Tanaka").Id;
        // Whom she answers follows from who spoke between.
        async Task<string> Ties() => string.Join(", ", (await operating.Http.GetFromJsonAsync<JsonElement>($"/api/people/{ada}/ties")).EnumerateArray().Select(tie => tie.GetProperty("person").GetString()));
        Assert.Equal("Bo Tanaka", await Ties());
        Assert.Equal($"/people/{archived}#known", await operating.Http.Led($"/people/{archived}/bot"));
        Assert.Equal("/account?done=1", await bo.Http.Led("/account/email", ("email", "bo@example.org")));
        Assert.Equal("Cy Adler", await Ties());

        Assert.Contains("It is your address.", await bo.Http.Send(await smtp.NextLink()).Said());
        Assert.Equal("Bo Tanaka", await Ties());

        Assert.Equal("/account?done=1", await bo.Http.Led("/account/email", ("email", "tanaka@example.org")));
        Assert.Equal("Cy Adler", await Ties());
    }

    private static void Give(RunningSite site, string source, string community, params MessageEntry[] said) => new Import(site.Database, TimeProvider.System)
        .Run("given", source, [new ConversationEntry("pier", "Pier", ConversationKind.Topic, Visibility.Community), .. said], community);

    private static async Task<bool> Offers(SignedIn who) => (await who.Http.GetStringAsync("/people/2")).Contains("action=\"/people/2/bot\"", StringComparison.Ordinal);

    private static MessageEntry Says(string author, long at, string body) => new("pier", $"m{at}", author, 1_700_000_000_000 + at * 60_000, body);
}
