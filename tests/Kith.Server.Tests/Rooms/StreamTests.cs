using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Dapper;
using Kith.Accounts;
using Kith.Benchmarks.Rooms;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Rooms;

public sealed class StreamTests
{
    // On which half a minute passes in half a second.
    private sealed class QuickClock : TimeProvider
    {
        public override long GetTimestamp() => base.GetTimestamp() * 60;
    }

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static async Task<JsonElement> Say(SignedIn who, long gathering, object said, HttpStatusCode expected = HttpStatusCode.Created)
    {
        var answer = await who.Http.PostAsJsonAsync($"/api/gatherings/{gathering}/messages", said);
        Assert.Equal((expected, "application/" + (answer.IsSuccessStatusCode ? "json" : "problem+json")), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    // Reads a stream until its last event is of that number.
    private static async Task<IReadOnlyList<SseItem<string>>> Hear(HttpClient http, long gathering, long until, string after = "?after=0", string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/gatherings/{gathering}/events{after}");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }
        using var patience = new CancellationTokenSource(Patience);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        Assert.Equal(("text/event-stream", "no"), (answer.Content.Headers.ContentType?.MediaType, answer.Headers.GetValues("X-Accel-Buffering").Single()));
        var heard = new List<SseItem<string>>();
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(patience.Token)).EnumerateAsync(patience.Token))
        {
            heard.Add(item);
            if (item.EventId == until.ToString())
            {
                break;
            }
        }
        return heard;
    }

    [Theory, EachEngine]
    public async Task What_one_says_another_hears_and_whoever_was_away_hears_it_later(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        var gathering = Stage.Set(site.Database, 1).Gathering;
        using var ann = site.SignIn(Role.Member, "Ann Lee");
        using var bo = site.SignIn(Role.Member, "Bo Tanaka");
        var hearing = Hear(bo.Http, gathering, 2);

        var first = await Say(ann, gathering, new { key = "a", text = "Hello @Bo Tanaka, and @Nobody" });
        var again = await Say(ann, gathering, new { key = "a", text = "Hello" }, HttpStatusCode.OK);
        var reply = await Say(bo, gathering, new { key = "a", text = "Hello!", reply_to = 1 });

        Assert.Equal((1, 1, 2), (first.GetProperty("seq").GetInt64(), again.GetProperty("seq").GetInt64(), reply.GetProperty("seq").GetInt64()));
        Assert.Equal($"/gatherings/{gathering}#m1", first.GetProperty("url").GetString());
        var heard = await hearing;
        Assert.Equal(["1 message", "2 message"], heard.Select(item => $"{item.EventId} {item.EventType}"));
        var data = JsonDocument.Parse(heard[0].Data).RootElement;
        Assert.Equal((1, "message", 1, ann.Account.Identity.Value, "Hello @Bo Tanaka, and @Nobody"), (
            data.GetProperty("number").GetInt64(), data.GetProperty("kind").GetString(), data.GetProperty("seq").GetInt64(), data.GetProperty("author").GetInt64(),
            data.GetProperty("message").GetProperty("text").GetString()));
        Assert.Equal(["2"], (await Hear(bo.Http, gathering, 2, lastEventId: "1")).Select(item => item.EventId));
        Assert.Equal($"m{bo.Account.Identity}", site.Database.Read(connection => connection.ExecuteScalar<string>("select addressed from messages where conversation_id = @gathering and seq = 1", new { gathering })));
    }

    [Theory, EachEngine]
    public async Task Whoever_asks_for_the_head_of_a_stream_does_not_wait_for_its_end(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        var gathering = Stage.Set(site.Database, 1).Gathering;
        using var ann = site.SignIn(Role.Member, "Ann Lee");
        using var patience = new CancellationTokenSource(Patience);
        using var head = await ann.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/api/gatherings/{gathering}/events"), HttpCompletionOption.ResponseContentRead, patience.Token);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (head.StatusCode, head.Content.Headers.ContentType?.MediaType));
    }

    [Theory, EachEngine]
    public async Task Who_may_not_read_hears_nothing_and_who_may_not_speak_is_told_why(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        var gathering = Stage.Set(site.Database, 1).Gathering;
        using var ann = site.SignIn(Role.Member, "Ann");
        using var stranger = site.SignIn(Role.Member, "Cy", community: "Elsewhere");
        using var visitor = site.Visit();

        await Say(stranger, gathering, new { key = "a", text = "Hello" }, HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.PostAsJsonAsync($"/api/gatherings/{gathering}/messages", new { key = "a", text = "Hello" })).StatusCode);
        await Say(ann, gathering, new { key = "a", text = " " }, HttpStatusCode.BadRequest);
        await Say(ann, gathering, new { text = "Hello" }, HttpStatusCode.BadRequest);
        await Say(ann, gathering, new { key = "a", text = "Hello", reply_to = 9 }, HttpStatusCode.BadRequest);
        await Say(ann, gathering, new { key = "a", text = "Hello", question = 9 }, HttpStatusCode.BadRequest);
        await Say(ann, gathering, new { key = "a", text = "Hello" });

        Assert.Single(await Hear(visitor, gathering, 1));
        site.Database.Write(transaction => transaction.Connection!.Execute("update conversations set visibility = 1 where id = @gathering", new { gathering }, transaction));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/api/gatherings/{gathering}/events")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.GetAsync($"/api/gatherings/{gathering}/events")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.Http.GetAsync("/api/gatherings/999/events")).StatusCode);
        await Say(stranger, gathering, new { key = "a", text = "Hello" }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stream_ends_when_its_session_does()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new SiteOptions { PostsPerSecond = 0 }, new QuickClock());
        var gathering = Stage.Set(site.Database, 1).Gathering;
        using var ann = site.SignIn(Role.Member, "Ann");
        using var answer = await ann.Http.GetAsync($"/api/gatherings/{gathering}/events", HttpCompletionOption.ResponseHeadersRead);
        var stream = await answer.Content.ReadAsStreamAsync();

        site.Database.Write(transaction => transaction.Connection!.Execute("delete from sessions", transaction: transaction));

        // Within the half minute after which it is looked at again.
        await stream.CopyToAsync(Stream.Null).WaitAsync(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Whoever_has_no_script_says_it_by_a_form()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        var gathering = Stage.Set(site.Database, 1).Gathering;
        using var ann = site.SignIn(Role.Member, "Ann");

        var answer = await ann.Http.PostAsync($"/gatherings/{gathering}/messages", new FormUrlEncodedContent(new Dictionary<string, string> { ["text"] = "Hello", ["question"] = "", ["reply_to"] = "" }));

        Assert.Equal((HttpStatusCode.SeeOther, $"/gatherings/{gathering}#m1"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task Nobody_opens_more_streams_than_they_have_windows()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        var gathering = Stage.Set(site.Database, 1).Gathering;
        using var ann = site.SignIn(Role.Member, "Ann");
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < Kith.Server.Rooms.StreamLimit.Most; i++)
        {
            open.Add(await ann.Http.GetAsync($"/api/gatherings/{gathering}/events", HttpCompletionOption.ResponseHeadersRead));
        }

        using var refused = await ann.Http.GetAsync($"/api/gatherings/{gathering}/events", HttpCompletionOption.ResponseHeadersRead);

        Assert.All(open, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        open.ForEach(answer => answer.Dispose());
    }

    [Fact]
    public async Task Visitors_follow_up_to_a_limit_from_one_address_and_in_all_and_members_still_do()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new SiteOptions { PostsPerSecond = 0, BehindProxy = true, VisitorStreams = 3, VisitorStreamsPerAddress = 2 }, TimeProvider.System);
        var gathering = Stage.Set(site.Database, 1).Gathering;
        site.Database.Write(transaction => transaction.Connection!.Execute("update conversations set visibility = 0 where id = @gathering", new { gathering }, transaction));
        using var ann = site.SignIn(Role.Member, "Ann");
        Task<HttpResponseMessage> Follow(string from, long? room = null)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/api/gatherings/{room ?? gathering}/events");
            request.Headers.Add("X-Forwarded-For", from);
            return site.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        }
        async Task<string> Said(string from)
        {
            using var answer = await Follow(from);
            return answer.IsSuccessStatusCode ? "followed" : $"{(int)answer.StatusCode} {answer.Headers.RetryAfter} {(await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()}";
        }
        async Task<HttpStatusCode> Status(string from)
        {
            using var answer = await Follow(from, room: 999);
            return answer.StatusCode;
        }
        const string Hint = "Members have places of their own: sign in, or try again in a minute.";
        // Whoever rents a server has many addresses of IPv6.
        var open = new List<HttpResponseMessage> { await Follow("2001:db8:1:2::1"), await Follow("2001:db8:1:2ff::ffff") };
        Assert.Equal($"429 60 As many visitors follow from your address as there are places for. {Hint}", await Said("2001:db8:1:3::2"));
        // Nothing is read for whoever is turned away; whoever finds nothing takes no place.
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests], [await Status("192.0.2.1"), await Status("192.0.2.1"), await Status("2001:db8:1:3::2")]);
        open.Add(await Follow("192.0.2.1"));
        Assert.Equal($"429 60 As many visitors follow as there are places for. {Hint}", await Said("192.0.2.2"));
        Assert.All(open, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        using (var member = await ann.Http.GetAsync($"/api/gatherings/{gathering}/events", HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Equal(HttpStatusCode.OK, member.StatusCode);
        }

        open[0].Dispose();
        // The server hears of it a little later.
        var began = TimeProvider.System.GetTimestamp();
        while (await Said("192.0.2.2") != "followed")
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "No place was given back.");
        }
        open.ForEach(answer => answer.Dispose());
    }

    // Whoever wants more places makes themselves a guest once more.
    [Fact]
    public async Task Guests_from_one_address_share_the_places_of_its_visitors_and_each_has_no_more_windows_than_anybody()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new SiteOptions { PostsPerSecond = 0, BehindProxy = true, VisitorStreams = 40, VisitorStreamsPerAddress = 2 }, TimeProvider.System);
        var gathering = Stage.Set(site.Database, 1).Gathering;
        using var kim = site.SignIn(Role.Guest, "Kim", guestOf: gathering);
        using var lou = site.SignIn(Role.Guest, "Lou", guestOf: gathering);
        using var ann = site.SignIn(Role.Member, "Ann");
        var open = new List<HttpResponseMessage>();
        async Task<HttpStatusCode> Follow(SignedIn who, string from)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/api/gatherings/{gathering}/events");
            request.Headers.Add("X-Forwarded-For", from);
            open.Add(await who.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
            return open[^1].StatusCode;
        }
        const string Hall = "192.0.2.1";
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.OK],
            [await Follow(kim, Hall), await Follow(lou, Hall), await Follow(kim, Hall), await Follow(lou, Hall), await Follow(ann, Hall)]);
        for (var more = 1; more < Kith.Server.Rooms.StreamLimit.Most; more++)
        {
            Assert.Equal(HttpStatusCode.OK, await Follow(kim, $"192.0.3.{more}"));
        }
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (await Follow(kim, "192.0.4.1"), await Follow(lou, "192.0.4.1")));

        open[0].Dispose();
        var began = TimeProvider.System.GetTimestamp();
        while (await Follow(lou, Hall) != HttpStatusCode.OK)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "No place was given back.");
        }
        open.ForEach(answer => answer.Dispose());
    }

    // A proxy before it of which it was not told: all visitors come from 127.0.0.1.
    [Fact]
    public async Task Visitors_through_a_proxy_that_is_not_believed_are_not_taken_for_one_household()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new SiteOptions { PostsPerSecond = 0, VisitorStreams = 3, VisitorStreamsPerAddress = 1 }, TimeProvider.System);
        var gathering = Stage.Set(site.Database, 1).Gathering;
        site.Database.Write(transaction => transaction.Connection!.Execute("update conversations set visibility = 0 where id = @gathering", new { gathering }, transaction));
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 4; i++)
        {
            answers.Add(await site.Http.GetAsync($"/api/gatherings/{gathering}/events", HttpCompletionOption.ResponseHeadersRead));
        }
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers.Select(answer => answer.StatusCode));
        answers.ForEach(answer => answer.Dispose());
    }
}
