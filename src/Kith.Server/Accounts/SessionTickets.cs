using System.Security.Claims;
using Kith.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Claim = System.Security.Claims.Claim;

namespace Kith.Server.Accounts;

/// <summary>Keeps who is signed in in the database; the cookie holds a secret that finds it there.</summary>
internal sealed class SessionTickets(Present present, Acquaintance acquaintance) : ITicketStore
{
    /// <summary>How long a session lasts after it was last renewed, which happens when half of that is over.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    // To the minute is nobody's business, and a write for every page.
    private const long Seen = 5 * 60_000;

    private long Now => present.Now;

    public Task<string> StoreAsync(AuthenticationTicket ticket) => StoreAsync(ticket, null!, CancellationToken.None);

    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var account = new AccountId(long.Parse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!));
        var device = Device.Of(httpContext?.Request.Headers.UserAgent.ToString());
        return Task.FromResult(present.Database.Write(transaction =>
        {
            Sessions.Forget(transaction, Now);
            return Sessions.Begin(transaction, account, device, Now, Now + (long)Lasts.TotalMilliseconds);
        }));
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        present.Database.Write(transaction => Sessions.Seen(transaction, key, Now, Now + (long)Lasts.TotalMilliseconds));
        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var session = acquaintance.Session(key);
        if (session is not null && session.SeenAt < Now - Seen)
        {
            present.Database.Write(transaction => Sessions.Seen(transaction, key, Now, session.ExpiresAt));
        }
        return Task.FromResult(session is null ? null : TicketOf(session, key));
    }

    public Task RemoveAsync(string key)
    {
        present.Database.Write(transaction => Sessions.End(transaction, key));
        return Task.CompletedTask;
    }

    private static AuthenticationTicket TicketOf(Session session, string secret)
    {
        var principal = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, session.Account.ToString()), new Claim(SecretClaim, secret)], IdentityConstants.ApplicationScheme));
        var expires = Times.Of(session.ExpiresAt);
        return new AuthenticationTicket(principal, new AuthenticationProperties { IsPersistent = true, IssuedUtc = expires - Lasts, ExpiresUtc = expires }, IdentityConstants.ApplicationScheme);
    }

    /// <summary>The secret of the session, for the length of a request: it is how a session knows itself among others.</summary>
    internal const string SecretClaim = "kith:session";
}
