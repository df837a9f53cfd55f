using System.Data.Common;
using System.Globalization;
using System.Security.Claims;
using Kith.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Kith.Server.Accounts;

/// <summary>Lets people in and out: who comes in gets a session of their own.</summary>
internal sealed class Entrance(Present present, CredentialStore credentials, SignInManager<Credentials> signIn, IPasswordHasher<Credentials> hasher, IHttpContextAccessor accessor)
{
    // Checked where there is no such account, so that the time of the answer does not tell.
    private static readonly Credentials Nobody = new() { Id = default, Stamp = "" };
    private static string? nobodysHash;

    private HttpContext Context => accessor.HttpContext!;

    /// <summary>The account of a mail address and its password; null if they do not go together, or were tried too often.</summary>
    public async Task<AccountId?> Check(string email, string password)
    {
        if (password.Length > AccountRules.LongestPassword)
        {
            return null;
        }
        if (credentials.Find(email) is not { PasswordHash: not null } known)
        {
            hasher.VerifyHashedPassword(Nobody, nobodysHash ??= hasher.HashPassword(Nobody, Secret.New()), password);
            return null;
        }
        return (await signIn.CheckPasswordSignInAsync(known, password, lockoutOnFailure: true)).Succeeded ? known.Id : null;
    }

    /// <summary>An address to pass on.</summary>
    public string Here(SiteOptions options, string path) => options.Absolute(path, Context.Request);

    /// <summary>What is kept of a password.</summary>
    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    /// <summary>Begins a session. One that the browser had is over: what anybody knew of it opens nothing of this one.</summary>
    public async Task Begin(AccountId account)
    {
        await Context.SignOutAsync(IdentityConstants.ApplicationScheme);
        var principal = new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, account.Value.ToString(CultureInfo.InvariantCulture))], IdentityConstants.ApplicationScheme));
        // The request's own handler would renew the session that has just ended instead of beginning one.
        var handler = ActivatorUtilities.CreateInstance<CookieAuthenticationHandler>(Context.RequestServices);
        var scheme = await Context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>().GetSchemeAsync(IdentityConstants.ApplicationScheme);
        await handler.InitializeAsync(scheme!, Context);
        await handler.SignInAsync(principal, new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>The secret of the session that asks, or null.</summary>
    public string? Session => Context.User.FindFirstValue(SessionTickets.SecretClaim);

    /// <summary>Gives an account a password and ends all its sessions but the one that asks, if it is one of them.</summary>
    public void SetPassword(AccountId account, string password)
    {
        var hash = Hash(password);
        present.Database.Write(transaction => SetPassword(transaction, account, hash));
    }

    /// <summary>The same in a transaction, with a <see cref="Hash"/> made before it: that takes its time.</summary>
    public void SetPassword(DbTransaction transaction, AccountId account, string hash)
    {
        AccountStore.SetPassword(transaction, account, hash);
        Sessions.EndOthers(transaction, account, Session);
    }
}
