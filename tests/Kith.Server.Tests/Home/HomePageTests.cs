using System.Text.Json;
using Dapper;
using Kith.Accounts;
using Kith.Server.Tests.Rooms;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Kith.Tests.Importing;

namespace Kith.Server.Tests.Home;

public sealed class HomePageTests
{
    [Theory, EachEngine]
    public async Task The_first_page_of_an_empty_installation_offers_what_its_reader_may_do(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        var before = await site.Http.GetStringAsync("/");
        Assert.Contains("Set up the first account", before);
        Assert.DoesNotContain("/gatherings/new", before);
        using var ann = site.SignIn(Role.Member, "Ann Lind");
        using var rut = site.SignIn(Role.Steward, "Rut Vega");
        foreach (var (who, imports) in (IEnumerable<(SignedIn, bool)>)[(ann, false), (rut, true)])
        {
            var page = await who.Http.GetStringAsync("/");
            Assert.Contains("Nothing is here yet", page);
            Assert.Contains("<a href=\"/gatherings/new\">Set one up</a>.", page);
            Assert.Equal((imports, imports), (page.Contains("drop it on the import page", StringComparison.Ordinal), page.Contains("kith demo", StringComparison.Ordinal)));
        }
    }

    [Theory, EachEngine]
    public async Task Members_are_told_the_name_of_an_archive_and_not_where_on_the_server_it_lies(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "mbox/harbour.mbox", "zulip-archive");
        using var member = site.SignIn(Role.Member, "Mia Member");
        using var home = JsonDocument.Parse(await member.Http.GetStringAsync("/api"));
        Assert.Equal(["harbour.mbox", "zulip-archive"], home.RootElement.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("path").GetString()));
        var page = await member.Http.GetStringAsync("/");
        Assert.Contains("harbour.mbox", page);
        Assert.DoesNotContain(Samples.Root, page);
    }

    [Fact]
    public async Task Of_what_is_live_it_is_said_until_when()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        Assert.Matches(@"Live now[\s\S]*Tides and how to read them[\s\S]*until <time [^>]*>\d\d:\d\d</time>", await live.Ann.Http.GetStringAsync("/"));

        live.Site.Database.Write(transaction => transaction.Connection!.Execute("update gatherings set starts_at = starts_at - 86400000 where conversation_id = @Id", new { live.Id }, transaction));
        Assert.Matches(@"Live now[\s\S]*Tides and how to read them[\s\S]*over time", await live.Ann.Http.GetStringAsync("/"));
        Assert.DoesNotMatch("until <time", await live.Ann.Http.GetStringAsync("/"));
    }

    [Theory, EachEngine]
    public async Task One_of_a_kind_is_not_told_in_the_plural(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "srt");
        using var member = site.SignIn(Role.Member, "Mia Member");
        var page = await member.Http.GetStringAsync("/");
        Assert.Contains("<dt>conversation</dt><dd>1</dd>", page);
        Assert.Contains("<dt>people</dt>", page);
    }
}
