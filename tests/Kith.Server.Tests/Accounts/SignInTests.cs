using System.Net;
using Dapper;
using Kith.Accounts;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Accounts;

public sealed class SignInTests
{
    private const string Password = "seven grey gulls";

    // Comes by invitation, as members do.
    private static async Task<HttpClient> Join(RunningSite site, string name, string email, string password = Password)
    {
        if (!site.Database.Read(AccountStore.Any))
        {
            site.SignIn(Role.Operator, "Olga Berg").Dispose();
        }
        var secret = site.Database.Write(transaction => Invitations.Make(transaction, CommunityStore.Named(transaction, "Harbour"), Role.Member, 1, 1, "", null, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
        var visitor = site.Visit();
        Assert.StartsWith("/account/welcome?community=", await visitor.Led($"/join/{secret}", ("name", name), ("email", email), ("password", password)));
        return visitor;
    }

    private static (string, string)[] With(string email, string password, string to = "/") => [("email", email), ("password", password), ("to", to)];

    private static async Task<bool> IsSignedIn(HttpClient http) => (await http.GetStringAsync("/api/me")).Contains("\"role\":\"member\"", StringComparison.Ordinal);

    [Theory, EachEngine]
    public async Task Mail_address_and_password_open_a_session_that_outlives_the_server(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var joined = await Join(site, "Ada Lindqvist", "ada@example.org");
        using var ada = site.Visit();

        Assert.Equal("/people", await ada.Led("/sign-in", With(" ADA@example.org", Password, "/people")));

        Assert.True(await IsSignedIn(ada));
        await site.Restart();
        Assert.True(await IsSignedIn(ada));
    }

    [Fact]
    public async Task Unknown_and_wrong_get_the_same_answer()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var joined = await Join(site, "Ada Lindqvist", "ada@example.org");
        using var visitor = site.Visit();

        var wrong = await visitor.Send("/sign-in", With("ada@example.org", "eight grey gulls")).Said();
        var unknown = await visitor.Send("/sign-in", With("eve@example.org", "eight grey gulls")).Said();

        Assert.Contains("do not go together", wrong);
        Assert.Equal(wrong, unknown);
    }

    [Fact]
    public async Task After_ten_wrong_passwords_the_right_one_does_not_open_either_for_a_while()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var joined = await Join(site, "Ada Lindqvist", "ada@example.org");
        using var visitor = site.Visit();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("400", await visitor.Led("/sign-in", With("ada@example.org", $"wrong gulls {i}")));
        }

        Assert.Equal("400", await visitor.Led("/sign-in", With("ada@example.org", Password)));
        site.Database.Write(transaction => transaction.Connection!.Execute("update accounts set locked_until = 1", transaction: transaction));
        Assert.Equal("/", await visitor.Led("/sign-in", With("ada@example.org", Password)));
    }

    [Theory]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/people?q=a%20b", "/people?q=a%20b")]
    public async Task Signing_in_leads_to_pages_of_this_server_alone(string to, string expected)
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var joined = await Join(site, "Ada Lindqvist", "ada@example.org");
        using var visitor = site.Visit();

        Assert.Equal(expected, await visitor.Led("/sign-in", With("ada@example.org", Password, to)));
    }

    [Fact]
    public async Task Whoever_signs_in_again_is_the_second_one_and_the_first_session_is_over()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var joined = await Join(site, "Ada Lindqvist", "ada@example.org");
        using var other = await Join(site, "Bo Tanaka", "bo@example.org");

        Assert.Equal("/", await other.Led("/sign-in", With("ada@example.org", Password)));

        Assert.Contains("\"name\":\"Ada Lindqvist\"", await other.GetStringAsync("/api/me"));
        Assert.Equal(0, site.Database.Read(connection => connection.ExecuteScalar<long>("select count(*) from sessions s join accounts a on a.id = s.account_id where a.name = 'Bo Tanaka'")));
    }

    [Theory, EachEngine]
    public async Task A_link_for_a_new_password_is_used_up_only_when_the_password_is_set(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var ada = await Join(site, "Ada Lindqvist", "ada@example.org");
        var account = site.Database.Read(connection => AccountStore.All(connection).Single(each => each.Email == "ada@example.org").Id);
        var secret = site.Database.Write(transaction => OneTimeLinks.Make(transaction, LinkPurpose.Password, account, null, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
        using var visitor = site.Visit();
        // The database fails where the password is written.
        Execute("alter table accounts rename column password_hash to kept");
        Assert.StartsWith("5", await visitor.Led($"/password/{secret}", ("password", "nine grey gulls")));
        Execute("alter table accounts rename column kept to password_hash");
        Assert.Equal("/", await visitor.Led($"/password/{secret}", ("password", "nine grey gulls")));
        using var desk = site.Visit();
        Assert.Equal("/", await desk.Led("/sign-in", With("ada@example.org", "nine grey gulls")));
        Assert.Equal("404", await visitor.Led($"/password/{secret}", ("password", "ten grey gulls!")));

        void Execute(string sql) => site.Database.Write(transaction => Dapper.SqlMapper.Execute(transaction.Connection!, sql, transaction: transaction));
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var desk = await Join(site, "Ada Lindqvist", "ada@example.org");
        using var phone = site.Visit();
        await phone.Led("/sign-in", With("ada@example.org", Password));

        Assert.Equal("400", await desk.Led("/account/password", ("old", "eight grey gulls"), ("password", "nine grey gulls")));
        Assert.Equal("/account?done=2", await desk.Led("/account/password", ("old", Password), ("password", "nine grey gulls")));

        Assert.Equal((true, false), (await IsSignedIn(desk), await IsSignedIn(phone)));
        Assert.Equal("400", await phone.Led("/sign-in", With("ada@example.org", Password)));
        Assert.Equal("/", await phone.Led("/sign-in", With("ada@example.org", "nine grey gulls")));
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_one_by_one_or_all_others_at_once()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var desk = await Join(site, "Ada Lindqvist", "ada@example.org");
        using var eve = await Join(site, "Eve Adler", "eve@example.org");
        var others = new List<HttpClient>();
        for (var i = 0; i < 3; i++)
        {
            others.Add(site.Visit());
            await others[i].Led("/sign-in", With("ada@example.org", Password));
        }
        var account = site.Database.Read(connection => AccountStore.Find(connection, "ada@example.org"))!.Id;
        var sessions = site.Database.Read(connection => Sessions.Of(connection, account, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
        Assert.Equal(4, sessions.Count);

        Assert.Equal("/account?done=3", await eve.Led("/account/sessions/end", ("session", sessions[0].Hash)));
        Assert.Equal("True True True", string.Join(' ', await Task.WhenAll(others.Select(IsSignedIn))));
        await others[0].Led("/account/sessions/end", ("session", ""));

        Assert.Equal("True False False", string.Join(' ', await Task.WhenAll(others.Select(IsSignedIn))));
        Assert.False(await IsSignedIn(desk));
        others.ForEach(other => other.Dispose());
    }

    [Fact]
    public async Task A_session_that_is_too_old_opens_nothing()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        Assert.True(await IsSignedIn(ada.Http));

        site.Database.Write(transaction => transaction.Connection!.Execute("update sessions set expires_at = 1", transaction: transaction));

        Assert.False(await IsSignedIn(ada.Http));
        Assert.Equal(HttpStatusCode.Found, (await ada.Http.GetAsync("/people")).StatusCode);
    }

    [Fact]
    public async Task An_account_that_was_ended_is_gone_but_what_was_said_stays()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = await Join(site, "Ada Lindqvist", "ada@example.org");

        Assert.Equal("400", await ada.Led("/account/end", ("sure", "Eve")));
        Assert.Equal("/", await ada.Led("/account/end", ("sure", "Ada Lindqvist")));

        Assert.False(await IsSignedIn(ada));
        Assert.Equal("400", await ada.Led("/sign-in", With("ada@example.org", Password)));
        Assert.Equal("Ada Lindqvist", site.Database.Read(connection => connection.ExecuteScalar<string>("select name from identities where name = 'Ada Lindqvist'")));
    }
}
