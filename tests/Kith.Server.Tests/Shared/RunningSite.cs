using System.Net;
using System.Security.Claims;
using Dapper;
using Kith.Accounts;
using Kith.Expertise;
using Kith.Importing;
using Kith.Store;
using Kith.Tests;
using Kith.Tests.Importing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Claim = System.Security.Claims.Claim;
using Cookie = Microsoft.Playwright.Cookie;

namespace Kith.Server.Tests.Shared;

/// <summary>A server on a free port with a database of its own, filled from samples.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private readonly TestDatabase data;
    private readonly Func<int, WebApplication> build;
    private WebApplication server;

    private RunningSite(TestDatabase store, WebApplication app, Func<int, WebApplication> again)
    {
        (data, server, build) = (store, app, again);
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Url) };
    }

    public string Url => server.Urls.First();

    public HttpClient Http { get; }

    public Database Database => data.Database;

    /// <summary>Imports the named samples and serves.</summary>
    public static Task<RunningSite> Start(Engine engine, params string[] samples) => Start(engine, new SiteOptions { PostsPerSecond = 0 }, TimeProvider.System, samples);

    /// <inheritdoc cref="Start(Engine, string[])"/>
    public static async Task<RunningSite> Start(Engine engine, SiteOptions options, TimeProvider time, params string[] samples)
    {
        var store = TestDatabase.On(engine);
        foreach (var sample in samples)
        {
            using var archive = Archive.Open(Samples.PathOf(sample));
            new Import(store.Database, TimeProvider.System).Run(archive, Formats.For(archive), new ImportOptions(), "Harbour");
        }
        await Derived.Refresh(store.Database);
        WebApplication Build(int port) => Site.Build(store.Database, time, new IPEndPoint(IPAddress.Loopback, port), options);
        var app = Build(0);
        await app.StartAsync();
        return new RunningSite(store, app, Build);
    }

    /// <summary>Ends the server and starts it again at the same address.</summary>
    public async Task Restart()
    {
        var port = new Uri(Url).Port;
        await server.StopAsync();
        await server.DisposeAsync();
        server = build(port);
        await server.StartAsync();
    }

    /// <summary>The services of the server.</summary>
    public IServiceProvider Services => server.Services;

    /// <summary>Somebody who is signed in: an account of that role in a community, which is made if there is none of that name.</summary>
    /// <param name="role">From guest to operator.</param>
    /// <param name="name">As shown.</param>
    /// <param name="community">By name; where the samples go, if none is given.</param>
    /// <param name="guestOf">Number of the one gathering of a guest, who takes part in it.</param>
    public SignedIn SignIn(Role role, string name, string? community = null, long? guestOf = null)
    {
        var (account, secret) = Database.Write(transaction =>
        {
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            var home = CommunityStore.Named(transaction, community ?? "Harbour");
            var id = AccountStore.Add(transaction, name, null, now, role == Role.Operator, guestOf);
            if (role is Role.Member or Role.Host or Role.Steward)
            {
                AccountStore.Join(transaction, id, home, role, now);
            }
            var made = AccountStore.Find(transaction.Connection!, id)!;
            if (guestOf is not null)
            {
                transaction.Connection!.Execute("insert into participants (conversation_id, identity_id) values (@guestOf, @identity)", new { guestOf, identity = made.Identity.Value }, transaction);
            }
            return (made, Sessions.Begin(transaction, id, "a test", now, now + 86_400_000));
        });
        return new SignedIn(Url, account, CookieOf(secret));
    }

    /// <summary>A visitor without an account, whose requests bring the token that forms bring.</summary>
    public HttpClient Visit() => SignedIn.Client(Url, null);

    /// <summary>The cookie of a new session of an account.</summary>
    public Cookie CookieOf(AccountId account)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        return CookieOf(Database.Write(transaction => Sessions.Begin(transaction, account, "a test", now, now + 86_400_000)));
    }

    private Cookie CookieOf(string secret)
    {
        var options = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim("Microsoft.AspNetCore.Authentication.Cookies-SessionId", secret)], IdentityConstants.ApplicationScheme)), IdentityConstants.ApplicationScheme);
        return new Cookie { Name = options.Cookie.Name!, Value = options.TicketDataFormat.Protect(ticket), Url = Url };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await server.StopAsync();
        await server.DisposeAsync();
        data.Dispose();
    }
}
