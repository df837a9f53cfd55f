using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using Kith.Accounts;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Accounts;

/// <summary>What strangers and other sites try.</summary>
public sealed class SafetyTests(Chromium chromium)
{
    private const string Script = "<img src=x onerror=document.title='pwned'><script>document.title='pwned'</script>";

    [Fact]
    public async Task A_token_that_is_missing_forged_or_somebody_elses_changes_nothing()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        using var eve = site.SignIn(Role.Member, "Eve Adler");
        var evesToken = Regex.Match(await eve.Http.GetStringAsync("/"), "name=\"csrf\" content=\"([^\"]+)\"").Groups[1].Value;

        foreach (var token in (string[])["", "CfDJ8forged", evesToken])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/account/name") { Content = new FormUrlEncodedContent([KeyValuePair.Create("name", "Pwned")]), Headers = { { "X-CSRF-Token", token } } };
            using var answer = await ada.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
        Assert.Equal("Ada Lindqvist", site.Database.Read(connection => AccountStore.Find(connection, ada.Account.Id))!.Name);
        Assert.Equal("/account?done=0", await ada.Http.Led("/account/name", ("name", "Ada L.")));
    }

    [Fact]
    public async Task A_page_that_was_open_before_signing_out_changes_nothing_afterwards()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        var token = Regex.Match(await ada.Http.GetStringAsync("/"), "name=\"csrf\" content=\"([^\"]+)\"").Groups[1].Value;
        await ada.Http.Led("/sign-out");

        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/name") { Content = new FormUrlEncodedContent([KeyValuePair.Create("name", "Pwned")]), Headers = { { "X-CSRF-Token", token } } };
        using var answer = await ada.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.BadRequest, "Ada Lindqvist"), (answer.StatusCode, site.Database.Read(connection => AccountStore.Find(connection, ada.Account.Id))!.Name));
    }

    [Fact]
    public async Task Script_in_any_field_is_shown_as_what_it_is()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        using var rut = site.SignIn(Role.Steward, "Rut Vega");
        var home = rut.Account.Roles.Keys.Single();
        var secret = site.Database.Write(transaction => Invitations.Make(transaction, home, Role.Member, 1, 1, Script, olga.Account.Id, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
        using var eve = site.Visit();
        Assert.StartsWith("/account/welcome?community=", await eve.Led($"/join/{secret}", ("name", Script), ("email", "eve@example.org"), ("password", "seven grey gulls")));
        Assert.Contains(Script, await eve.Send("/account/claims", ("person", Script)).Said());
        site.Database.Write(transaction =>
        {
            Claims.Add(transaction, rut.Account.Id, rut.Account.Identity, Script, 1);
            Invitations.Make(transaction, home, Role.Member, 1, 1, Script, null, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            Notices.Add(transaction, olga.Account.Identity, Script, "/people", 1);
        });
        await using var watched = await chromium.Open(site.Url, cookie: olga.Cookie);

        foreach (var path in (string[])["/members", "/claims", "/invitations", "/notices", "/people", $"/sign-in?to={Uri.EscapeDataString("/" + Script)}", "/account"])
        {
            await watched.Page.GotoAsync(path);
            Assert.DoesNotContain("pwned", await watched.Page.TitleAsync());
            Assert.Equal((path, 0), (path, await watched.Page.Locator("main img").CountAsync()));
        }
        Assert.Empty(watched.Complaints);
    }

    [Theory, EachEngine]
    public async Task A_character_that_no_database_keeps_is_no_fault_of_the_server(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        foreach (var path in (string[])["/find?q=a%00b", "/people?q=a%00b", "/conversations?q=a%00b", "/conversations?community=a%00b", "/gatherings?community=a%00b", "/api/path?from=a%00b&to=Ada", "/sign-in?to=/%00", "/calendar.ics?key=1.%00", "/join/a%00b"])
        {
            using var answer = await ada.Http.GetAsync(path);
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
        }
        foreach (var (path, field) in ((string, string)[])[("/sign-in", "email"), ("/proposals", "title"), ("/account/name", "name"), ("/account/claims", "person"), ("/password/a%00b", "password"), ("/gatherings/new", "Title")])
        {
            using var answer = await ada.Http.Send(path, (field, "a\0b"), ("password", "seven grey gulls"), ("When", "2099-06-01T16:00"), ("Zone", "Europe/London"));
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Only_the_names_of_this_server_are_answered_to()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new SiteOptions { Url = new Uri("https://kith.example.org") }, TimeProvider.System);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        async Task<HttpStatusCode> By(string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = host } };
            return (await site.Http.SendAsync(request)).StatusCode;
        }

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest), (await By("kith.example.org"), await By("localhost"), await By("evil.example")));
    }

    [Fact]
    public async Task Behind_https_cookies_keep_to_this_host_and_the_browser_to_https()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new SiteOptions { Url = new Uri("https://kith.example.org"), BehindProxy = true }, TimeProvider.System);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        site.Database.Write(transaction => transaction.Connection!.Execute("update accounts set email = 'olga@example.org'", transaction: transaction));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = "kith.example.org" } };
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await site.Http.SendAsync(request);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();

        Assert.StartsWith("__Host-kith-csrf=", cookie);
        Assert.Contains("secure", cookie);
        Assert.Contains("httponly", cookie);
        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Equal("__Host-kith", olga.Cookie.Name);
    }

    [Fact]
    public async Task Who_does_things_too_fast_is_told_to_wait_and_others_are_not()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new SiteOptions { PostsPerSecond = 1 }, TimeProvider.System);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        using var bo = site.SignIn(Role.Member, "Bo Tanaka");
        var answer = await ada.Http.Send("/account/name", ("name", "Ada Lindqvist"));
        for (var i = 0; i < 500 && answer.StatusCode == HttpStatusCode.Found; i++)
        {
            answer = await ada.Http.Send("/account/name", ("name", "Ada Lindqvist"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        Assert.Contains("That was too fast. Try again in", await answer.Content.ReadAsStringAsync());
        Assert.Equal("/account?done=0", await bo.Http.Led("/account/name", ("name", "Bo Tanaka")));
    }

    [Fact]
    public async Task Whoever_knocks_too_often_is_told_to_wait()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        using var eve = site.Visit();
        var statuses = new List<string>();
        for (var i = 0; i < 200 && !statuses.Contains("429"); i++)
        {
            statuses.Add(await eve.Led("/sign-in", ("email", $"somebody{i}@example.org"), ("password", "seven grey gulls")));
        }

        Assert.Equal("429", statuses[^1]);
        Assert.True(statuses.Count > 40, "a class that comes in at once is let in");
    }

    [Theory]
    [InlineData("mail.example.org", null, null)]
    [InlineData("smtp://user@mail.example.org", "mail.example.org", 587)]
    [InlineData("smtps://user:pa%40ss@mail.example.org", "mail.example.org", 465)]
    [InlineData("http://mail.example.org", null, null)]
    public void An_address_of_a_mail_server_is_read_or_refused(string address, string? host, int? port)
    {
        if (port is null)
        {
            Assert.Equal("--smtp", Assert.Throws<InvalidInputException>(() => Kith.Server.Accounts.MailServer.Parse(address, "kith@example.org")).Where);
            return;
        }
        var server = Kith.Server.Accounts.MailServer.Parse(address, "kith@example.org");
        Assert.Equal((host, port), (server.Host, server.Port));
    }
}
