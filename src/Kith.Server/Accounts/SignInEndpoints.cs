using Kith.Accounts;
using Kith.Conversations;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Accounts;

/// <summary>Signing in and out, and new passwords.</summary>
internal static class SignInEndpoints
{
    private const string Old = "This link was used, or is too old, or was copied in part.";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("").For(Role.Anyone);
        routes.MapGet("/sign-in", (Present present, string? to) => Page(present, to));
        routes.MapPost("/sign-in", SignIn).Knocking();
        routes.MapPost("/sign-out", (Delegate)SignOut);
        routes.MapGet("/forgot", (SiteOptions options) => new RazorComponentResult<ForgotPage>(new { Mails = options.Mail is not null }));
        routes.MapPost("/forgot", Forgot).Knocking();
        routes.MapGet("/password/{secret}", NewPassword);
        routes.MapPost("/password/{secret}", SetPassword).Knocking();
    }

    private static RazorComponentResult<SignInPage> Page(Present present, string? to, string? email = null, InvalidInputException? problem = null) => Problems.Form<SignInPage>(new
    {
        To = Local(to), Email = email, Problem = problem, Open = present.Database.Read(CommunityStore.All).Where(community => community.IsOpen).ToList(),
    }, problem);

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<SignInPage>>> SignIn(
        Present present, Entrance entrance, [FromForm] string? email, [FromForm] string? password, [FromForm] string? to)
    {
        // One answer to whatever is wrong: who has an account here is nobody's business.
        if (await entrance.Check(email ?? "", password ?? "") is not { } account)
        {
            return Page(present, to, email, new("This mail address and password do not go together, or were tried too often.", "password", "Check both; after ten wrong ones, wait five minutes."));
        }
        await entrance.Begin(account);
        return TypedResults.LocalRedirect(Local(to));
    }

    private static async Task<RedirectHttpResult> SignOut(HttpContext context)
    {
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return TypedResults.LocalRedirect("/");
    }

    private static RazorComponentResult<SaidPage> Forgot(Present present, SiteOptions options, [FromForm] string? email)
    {
        var now = present.Now;
        if (options.Mail is not null)
        {
            present.Database.Write(transaction =>
            {
                if (AccountStore.Find(transaction.Connection!, email ?? "") is { Email: { } to } account)
                {
                    var secret = OneTimeLinks.Make(transaction, LinkPurpose.Password, account.Id, to, now);
                    Outbox.Add(transaction, to, "A new password for Kith",
                        $"Somebody, probably you, asked for a new password for {account.Name} at {options.Absolute("/")}.\n\nChoose it here, within a day:\n{options.Absolute($"/password/{secret}")}\n\nIf it was not you, do nothing.");
                }
            });
        }
        return new(new { Title = "Look into your mail", Text = "If there is an account with this address, a link is on its way. It works once, for a day." });
    }

    private static Results<RazorComponentResult<NewPasswordPage>, RazorComponentResult<NotFoundPage>> NewPassword(Present present, string secret)
    {
        return present.Database.Read(connection => OneTimeLinks.Find(connection, LinkPurpose.Password, secret, present.Now) is { Account: { } id } ? AccountStore.Find(connection, id) : null) is { } account
            ? NewPasswordPage(account, secret)
            : Problems.NoPage(Old);
    }

    private static RazorComponentResult<NewPasswordPage> NewPasswordPage(Account account, string secret, InvalidInputException? problem = null) =>
        Problems.Form<NewPasswordPage>(new { Action = $"/password/{secret}", account.Name, account.Email, Problem = problem }, problem);

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<NewPasswordPage>, RazorComponentResult<NotFoundPage>>> SetPassword(
        Present present, Entrance entrance, string secret, [FromForm] string? password)
    {
        var found = present.Database.Read(connection => OneTimeLinks.Find(connection, LinkPurpose.Password, secret, present.Now) is { Account: { } id } ? AccountStore.Find(connection, id) : null);
        if (found is not { } account)
        {
            return Problems.NoPage(Old);
        }
        try
        {
            AccountRules.CheckedPassword(password, account.Email);
        }
        catch (InvalidInputException problem)
        {
            return NewPasswordPage(account, secret, problem);
        }
        var hash = entrance.Hash(password!);
        var used = present.Database.Write(transaction => WhoIsWho.Change(transaction, _ =>
        {
            if (OneTimeLinks.Use(transaction, LinkPurpose.Password, secret, present.Now) is not { } link)
            {
                return false;
            }
            // It came by mail: so the address is theirs.
            if (link.Email is { } email && email == account.Email && !account.IsProved)
            {
                AccountStore.Prove(transaction, account, present.Now);
            }
            entrance.SetPassword(transaction, account.Id, hash);
            return true;
        }));
        if (!used)
        {
            return Problems.NoPage(Old);
        }
        await entrance.Begin(account.Id);
        return TypedResults.LocalRedirect("/");
    }

    /// <summary>A path of this server; what leads elsewhere leads home.</summary>
    internal static string Local(string? to) => to is { Length: > 0 } && to[0] == '/' && (to.Length == 1 || (to[1] != '/' && to[1] != '\\')) && !to.Any(char.IsControl) ? to : "/";
}
