using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kith.Accounts;
using Kith.Importing;
using Kith.Server.Network;
using Kith.Server.Shared;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Kith.Tests.Importing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Server.Tests.Network;

public sealed class MapEndpointTests(ReadSites sites)
{
    [Theory, EachEngine]
    public async Task The_course_fits_the_map_and_no_other(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "zulip-archive", "mbox/harbour.mbox");
        var map = await site.Http.GetFromJsonAsync<JsonElement>("/api/map");
        var (version, ties) = (map.GetProperty("version").GetInt64(), map.GetProperty("ties").GetProperty("from").GetArrayLength());
        var course = await site.Http.GetByteArrayAsync($"/api/map/course?version={version}");
        var (at, count) = (0, 0);
        for (; at < course.Length; count++)
        {
            at += 1 + 2 * course[at];
        }
        Assert.Equal((ties, course.Length), (count, at));
        Assert.Equal(HttpStatusCode.Conflict, (await site.Http.GetAsync($"/api/map/course?version={version - 1}")).StatusCode);
    }

    // On which no map is drawn soon enough, so that it is asked how much there is to draw.
    private sealed class ImpatientClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(1) ? TimeSpan.Zero : dueTime, period);
    }

    [Theory, EachEngine]
    public async Task What_is_not_there_at_once_is_waited_for_where_it_is_not_much(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, new SiteOptions(), new ImpatientClock(), "mbox/harbour.mbox");
        Assert.Contains("class=\"map-table\"", await site.Http.GetStringAsync("/map"));
        Assert.DoesNotContain("is being counted", await site.Http.GetStringAsync("/network"));
    }

    [Theory, EachEngine]
    public async Task Colours_say_the_community_only_to_whoever_may_know_of_several(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "mbox/harbour.mbox");
        using (var archive = Archive.Open(Samples.PathOf("slack")))
        {
            new Import(site.Database, TimeProvider.System).Run(archive, Formats.For(archive), new ImportOptions(), "Elsewhere");
        }
        using var member = site.SignIn(Role.Member, "Mia Member");
        using var operating = site.SignIn(Role.Operator, "Ola Operator");
        const string Offer = "<option value=\"community\"";
        Assert.DoesNotContain(Offer, await member.Http.GetStringAsync("/map"));
        Assert.Contains(Offer, await operating.Http.GetStringAsync("/map"));
    }

    [Theory]
    [InlineData("course?version=yesterday", "\"yesterday\" does not fit version. ")]
    [InlineData("topic", "q is missing. ")]
    public async Task What_an_api_address_lacks_or_cannot_mean_is_said_without_types(string address, string said)
    {
        var answer = await sites.Empty.Http.GetAsync("/api/map/" + address);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith(said, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("colour=rainbow", "Nothing is coloured by")]
    [InlineData("backbone=many", "no number for this")]
    [InlineData("backbone=101", "Give one from 0 to 100")]
    [InlineData("steps=3", "Give one from 1 to 2")]
    [InlineData("at=soon", "is no time")]
    [InlineData("at=2024-13", "is no time")]
    [InlineData("page=0", "Give one from 1")]
    public async Task What_an_address_cannot_mean_is_said_in_a_sentence(string query, string said)
    {
        var answer = await sites.Empty.Http.GetAsync("/map?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(said, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public void The_next_page_of_the_table_keeps_all_that_the_address_says()
    {
        var said = new MapQuery(Topic: "lens", Person: "2", Steps: "2", From: "1", To: "3", Colour: "topic", Backbone: "40", At: "2024-05", Page: "2");
        var next = QueryHelpers.ParseQuery(MapAsked.Of(said, sites.Full.Services.GetRequiredService<Present>()).OnPage(3).Split('?')[1]);
        Assert.Equal(
            typeof(MapQuery).GetProperties().Select(each => (each.Name.ToLowerInvariant(), each.Name == "Page" ? "3" : (string)each.GetValue(said)!)),
            next.Select(each => (each.Key, each.Value.ToString())).OrderBy(each => Array.FindIndex(typeof(MapQuery).GetProperties(), property => property.Name.Equals(each.Key, StringComparison.OrdinalIgnoreCase))));
    }

    [Fact]
    public async Task Somebody_nobody_knows_is_said_to_be_nobody_and_everybody_is_shown()
    {
        var page = await sites.Full.Http.GetStringAsync("/map?person=Nobody+Of+This+Name");
        Assert.Contains("There is nobody called", page);
        Assert.Contains("class=\"map-table\"", page);
    }

    [Theory, EachEngine]
    public async Task Without_script_the_address_narrows_the_lists(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "zulip-archive", "mbox/harbour.mbox");
        var all = await site.Http.GetStringAsync("/map");
        var near = await site.Http.GetStringAsync("/map?person=2");
        var then = await site.Http.GetStringAsync("/map?at=1990");
        Assert.Contains("Strongest ties", all);
        Assert.True(Rows(near) > 1 && Rows(near) <= Rows(all));
        Assert.Contains(" among them.", near);
        Assert.Contains("Nobody of whom that is known has a tie at that time.", then);
    }

    [Theory, EachEngine]
    public async Task Communities_are_named_to_those_who_may_read_there(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "mbox/harbour.mbox");
        using var ada = site.SignIn(Role.Member, "Ada");
        var seen = await ada.Http.GetFromJsonAsync<JsonElement>("/api/map/communities");
        Assert.Equal("Harbour", seen.GetProperty("names").EnumerateArray().Single().GetString());
        Assert.NotEqual(0, seen.GetProperty("ids").GetArrayLength());
    }

    private static int Rows(string page) => page.Split("<td class=\"soft\">around ").Length - 1;
}
