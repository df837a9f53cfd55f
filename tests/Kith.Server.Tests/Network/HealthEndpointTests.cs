using System.Net.Http.Json;
using System.Text.Json;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Importing;
using Kith.Network.Health;
using Kith.Server.Network;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Network;

public sealed class HealthEndpointTests(Chromium chromium)
{
    [Theory, EachEngine]
    public async Task Neither_the_page_nor_its_json_tells_a_steward_of_one_community_what_few_people_did_in_another(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        Talk(site, "Harbour", people: 12);
        site.Database.Write(transaction => CommunityStore.Named(transaction, "Silent"));
        Assert.Contains("How the community is connected, for those who look after it:", await site.Http.GetStringAsync("/network"));
        Talk(site, "Elsewhere", people: 5);
        using var steward = site.SignIn(Role.Steward, "Rut Vega");
        using var operating = site.SignIn(Role.Operator, "Ola Operator");

        Assert.Equal((0, 1), await Told(steward.Http));
        Assert.Equal((1, 0), await Told(operating.Http));
        Assert.Contains("1 period of 30 days is left out", await steward.Http.GetStringAsync("/network"));
        Assert.Contains("How the 2 communities of this server are connected, counted together as one, for those who look after them:", await steward.Http.GetStringAsync("/network"));
        Assert.DoesNotContain("left out", await operating.Http.GetStringAsync("/network"));
    }

    [Fact]
    public async Task What_is_left_out_stands_apart_from_what_is_above_and_below()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        Talk(site, "Harbour", people: 12, daysBefore: 120);
        Talk(site, "Elsewhere", people: 5);
        using var steward = site.SignIn(Role.Steward, "Rut Vega");
        await using var watched = await chromium.Open(site.Url, 390, cookie: steward.Cookie);
        await watched.Page.GotoAsync("/network");
        var (lead, said, figures) = (await watched.Page.Locator(".lead").BoundingBoxAsync(), await watched.Page.Locator("text=left out").BoundingBoxAsync(), await watched.Page.Locator(".figures").BoundingBoxAsync());
        Assert.InRange(said!.Y - lead!.Y - lead.Height, 8, 40);
        Assert.InRange(figures!.Y - said.Y - said.Height, 8, 40);
    }

    // Of an archive that ends long ago "the last 90 days" would be taken for those before today.
    [Fact]
    public async Task The_page_says_as_of_when_it_is()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        Talk(site, "Harbour", people: 12, daysBefore: 400);
        using var steward = site.SignIn(Role.Steward, "Rut Vega");
        var told = await steward.Http.GetStringAsync("/network");
        var until = DateOnly.Parse((await steward.Http.GetFromJsonAsync<JsonElement>("/api/network")).GetProperty("periods").EnumerateArray().Last().GetProperty("until").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(until < DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-300));
        Assert.Contains($"All as of {until.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture)}: the last 90 days are those up to then.", told);
        Assert.DoesNotContain("all communities here together", told);
    }

    // The middle one of three is left out.
    [Fact]
    public void A_period_that_is_left_out_keeps_its_place_in_the_course()
    {
        static HealthPeriod Ending(int day, int active) => new(day, active, null, default, null, default, default, null, default, null, null, default, default);
        var spoke = HealthWords.Of(new([Ending(100, 20), Ending(160, 30)], []) { LeftOut = 1 })[0];
        Assert.Equal([20, null, 30], spoke.Course);
        Assert.Equal("60 days before: 20", spoke.Then);
    }

    [Fact]
    public void A_figure_of_which_nothing_may_be_said_in_any_period_has_no_course()
    {
        static HealthPeriod Ending(int day, int? arrived) => new(day, 20, arrived, default, null, default, default, null, default, null, null, default, default);
        var figures = HealthWords.Of(new([Ending(100, null), Ending(130, 5)], []));
        Assert.Contains("<svg", HealthWords.Course(figures[1]).Value);
        Assert.Equal("", HealthWords.Course(figures[2]).Value ?? "");
    }

    private static async Task<(int Periods, int LeftOut)> Told(HttpClient http)
    {
        var health = await http.GetFromJsonAsync<JsonElement>("/api/network");
        return (health.GetProperty("periods").GetArrayLength(), health.GetProperty("left_out").GetInt32());
    }

    private static void Talk(RunningSite site, string community, int people, int daysBefore = 0) => new Import(site.Database, TimeProvider.System).Run("given", community,
        [
            new ConversationEntry("talk", "Talk", ConversationKind.Topic, Visibility.Community),
            .. Enumerable.Range(0, people).Select(i => new MessageEntry("talk", $"m{i}", $"{community} {i}", 1_700_000_000_000 - daysBefore * 86_400_000L + i * 60_000, "The kale is up.")),
        ], community);
}
