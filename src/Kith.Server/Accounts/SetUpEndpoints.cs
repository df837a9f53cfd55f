using System.Data.Common;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Accounts;

/// <summary>The first account.</summary>
internal static class SetUpEndpoints
{
    public static void MapSetUp(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("/set-up/{secret}").For(Role.Anyone);
        routes.MapGet("", Page);
        routes.MapPost("", First).Knocking();
    }

    private static Results<RazorComponentResult<SetUpPage>, RazorComponentResult<NotFoundPage>> Page(Present present, string secret)
    {
        var communities = present.Database.Read(CommunityStore.All);
        return Works(present, secret) ? Form(secret, communities.Count > 0 ? communities[0].Name : null, null, null) : Gone();
    }

    private static bool Works(Present present, string secret) => present.Database.Read(connection =>
        !AccountStore.Any(connection) && OneTimeLinks.Find(connection, LinkPurpose.SetUp, secret, present.Now) is not null);

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<SetUpPage>, RazorComponentResult<NotFoundPage>>> First(
        Present present, Entrance entrance, string secret, [FromForm] string? community, [FromForm] string? name, [FromForm] string? email, [FromForm] string? password)
    {
        if (!Works(present, secret))
        {
            return Gone();
        }
        AccountId? account;
        try
        {
            var (known, address) = (AccountRules.Name(name), AccountRules.CheckedEmail(email));
            var hash = string.IsNullOrEmpty(password) ? null : entrance.Hash(AccountRules.CheckedPassword(password, address));
            account = present.Database.Write(transaction => WhoIsWho.Change(transaction, _ => Make(transaction, secret, community, known, address, hash, present.Now)));
        }
        catch (InvalidInputException problem)
        {
            return Form(secret, community, name, email, problem);
        }
        if (account is not { } made)
        {
            return Gone();
        }
        await entrance.Begin(made);
        return TypedResults.LocalRedirect(string.IsNullOrEmpty(password) ? "/account#passkeys" : "/");
    }

    // The address needs no proof: whoever reads the terminal of the server could read every mail in it.
    private static AccountId? Make(DbTransaction transaction, string secret, string? community, string name, string email, string? hash, long now)
    {
        if (AccountStore.Any(transaction.Connection!) || OneTimeLinks.Use(transaction, LinkPurpose.SetUp, secret, now) is null)
        {
            return null;
        }
        var home = CommunityStore.Named(transaction, community);
        var id = AccountStore.Add(transaction, name, email, now, isOperator: true);
        AccountStore.Join(transaction, id, home, Role.Steward, now);
        AccountStore.Prove(transaction, AccountStore.Find(transaction.Connection!, id)!, now);
        if (hash is not null)
        {
            AccountStore.SetPassword(transaction, id, hash);
        }
        OneTimeLinks.Void(transaction, LinkPurpose.SetUp, null);
        return id;
    }

    private static RazorComponentResult<SetUpPage> Form(string secret, string? community, string? name, string? email, InvalidInputException? problem = null) =>
        Problems.Form<SetUpPage>(new { Action = $"/set-up/{secret}", Community = community, Name = name, Email = email, Problem = problem }, problem);

    private static RazorComponentResult<NotFoundPage> Gone() => Problems.NoPage("This link was used or is too old. As long as there is no account, starting the server again prints a new one.");
}
