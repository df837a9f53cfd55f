using System.Security.Claims;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Server;
using Kith.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kith.Benchmarks.Rooms;

/// <summary>A public gathering that is live, and members who are signed in: what clients need to begin.</summary>
/// <param name="Gathering">Its number.</param>
/// <param name="Cookies">For each member the cookie of a session, as <c>name=value</c>.</param>
public sealed record Stage(long Gathering, IReadOnlyList<string> Cookies)
{
    /// <summary>Sets it in a database, beside what is there.</summary>
    public static Stage Set(Database database, int members)
    {
        using var site = Site.Build(database, TimeProvider.System, new(System.Net.IPAddress.Loopback, 0));
        var cookie = site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var (room, secrets) = database.Write(transaction =>
        {
            var home = CommunityStore.Named(transaction, "Harbour");
            var accounts = Enumerable.Range(1, members).Select(number => AccountStore.Add(transaction, $"Member {number}", null, now)).ToList();
            accounts.ForEach(account => AccountStore.Join(transaction, account, home, Role.Member, now));
            var host = AccountStore.Find(transaction.Connection!, accounts[0])!.Identity;
            var plan = new GatheringPlan(ConversationKind.Chat, Visibility.Public, "The hour", "", now, 60, "Etc/UTC");
            var gathering = Planning.Schedule(transaction, new NewGathering(home, plan, host, [host], []), now);
            GatheringStore.Take(transaction, gathering, GatheringStep.Open, now);
            return (gathering, accounts.Select(account => Sessions.Begin(transaction, account, "bench", now, now + 86_400_000)).ToList());
        });
        return new Stage(room.Value, [.. secrets.Select(secret => CookieOf(cookie, secret))]);
    }

    /// <summary>Writes it to a file: the gathering in the first line, then a cookie a line.</summary>
    public void Write(string path) => File.WriteAllLines(path, Cookies.Prepend(Gathering.ToString()));

    /// <summary>Reads such a file.</summary>
    public static Stage Read(string path) => File.ReadAllLines(path) is [var gathering, .. var cookies] ? new(long.Parse(gathering), cookies) : throw new InvalidDataException(path);

    private static string CookieOf(CookieAuthenticationOptions options, string secret)
    {
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity([new System.Security.Claims.Claim("Microsoft.AspNetCore.Authentication.Cookies-SessionId", secret)], IdentityConstants.ApplicationScheme)), IdentityConstants.ApplicationScheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }
}
