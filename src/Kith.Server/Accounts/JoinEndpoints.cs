using System.Data.Common;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Accounts;

/// <summary>Becoming a member, by invitation or where a community is open; proving a mail address; being a guest.</summary>
internal static class JoinEndpoints
{
    private const string Old = "This link was used up, taken back or is too old. Ask for a new one.";

    public static void MapJoin(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("").For(Role.Anyone);
        routes.MapGet("/join/{secret}", Invited);
        routes.MapPost("/join/{secret}", Accept).Knocking();
        routes.MapGet("/sign-up", Open);
        routes.MapPost("/sign-up", SignUp).Knocking();
        routes.MapGet("/prove/{secret}", Prove);
        routes.MapPost("/prove/{secret}", Proved).Knocking();
        routes.MapPost("/gatherings/{id:long}/join-as-guest", AsGuest).Knocking();
    }

    private static Results<RazorComponentResult<JoinPage>, RazorComponentResult<NotFoundPage>> Invited(Present present, string secret)
    {
        return Find(present, secret) is var (invitation, community) ? Form($"/join/{secret}", community, invitation.Role, mayBeEmpty: true) : Problems.NoPage(Old);
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<JoinPage>, RazorComponentResult<NotFoundPage>>> Accept(
        Present present, SiteOptions options, Entrance entrance, Me me, string secret, [FromForm] string? name, [FromForm] string? email, [FromForm] string? password)
    {
        if (Find(present, secret) is not var (invitation, community))
        {
            return Problems.NoPage(Old);
        }
        if (me.Account is { GuestOf: null } account)
        {
            return present.Database.Write(transaction => account.In(community.Id) >= invitation.Role || Take(transaction, secret, account.Id, present.Now)) ? Welcome(community) : Problems.NoPage(Old);
        }
        AccountId? made;
        try
        {
            var entry = Entry.Checked(entrance, name, email, password, mayBeEmpty: true);
            made = present.Database.Write(transaction =>
            {
                if (Invitations.Find(transaction.Connection!, secret, present.Now) is null)
                {
                    return default(AccountId?);
                }
                var id = entry.Add(transaction, options, me, present.Now);
                return Take(transaction, secret, id, present.Now) ? id : throw new InvalidInputException("Somebody else was faster: the invitation is used up.", "invitation", "Ask for a new one.");
            });
        }
        catch (InvalidInputException problem)
        {
            return Form($"/join/{secret}", community, invitation.Role, mayBeEmpty: true, name, email, problem);
        }
        if (made is not { } someone)
        {
            return Problems.NoPage(Old);
        }
        await entrance.Begin(someone);
        return Welcome(community);
    }

    private static Results<RazorComponentResult<JoinPage>, RazorComponentResult<NotFoundPage>> Open(Present present, long? community) =>
        IsOpen(present, community) is { } open ? Form($"/sign-up?community={open.Id}", open, Role.Member, mayBeEmpty: false) : NotOpen();

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<JoinPage>, RazorComponentResult<SaidPage>, RazorComponentResult<NotFoundPage>>> SignUp(
        Present present, SiteOptions options, Entrance entrance, Me me, long? community, [FromForm] string? name, [FromForm] string? email, [FromForm] string? password)
    {
        if (IsOpen(present, community) is not { } open)
        {
            return NotOpen();
        }
        if (me.Account is { GuestOf: null } account)
        {
            present.Database.Write(transaction =>
            {
                if (account.In(open.Id) < Role.Member)
                {
                    AccountStore.Join(transaction, account.Id, open.Id, Role.Member, present.Now);
                }
            });
            return TypedResults.LocalRedirect("/");
        }
        try
        {
            var entry = Entry.Checked(entrance, name, email, password, mayBeEmpty: false);
            var made = present.Database.Write(transaction => entry.AddOrTell(transaction, options, me, open.Id, present.Now));
            if (options.Mail is not null)
            {
                // The same answer whether or not the address is known here.
                return new RazorComponentResult<SaidPage>(new { Title = "Look into your mail", Text = $"A link went to {entry.Email}. Open it within a day, then you are in." });
            }
            await entrance.Begin(made!.Value);
            return TypedResults.LocalRedirect("/account");
        }
        catch (InvalidInputException problem)
        {
            return Form($"/sign-up?community={open.Id}", open, Role.Member, mayBeEmpty: false, name, email, problem);
        }
    }

    private static Results<RazorComponentResult<ProvePage>, RazorComponentResult<NotFoundPage>> Prove(Present present, string secret)
    {
        // Asking first: programs that look for viruses open links.
        return present.Database.Read(connection => OneTimeLinks.Find(connection, LinkPurpose.Email, secret, present.Now)) is { Email: { } email }
            ? new RazorComponentResult<ProvePage>(new { Action = $"/prove/{secret}", Email = email })
            : Problems.NoPage("This link was used or is too old. Your account page sends a new one.");
    }

    private static Results<RazorComponentResult<SaidPage>, RazorComponentResult<NotFoundPage>> Proved(Present present, Me me, string secret)
    {
        var proved = present.Database.Write(transaction => Kith.Conversations.WhoIsWho.Change(transaction, _ =>
        {
            if (OneTimeLinks.Use(transaction, LinkPurpose.Email, secret, present.Now) is { Account: { } id, Email: { } email }
                && AccountStore.Find(transaction.Connection!, id) is { } account && account.Email == email)
            {
                AccountStore.Prove(transaction, account, present.Now);
                return true;
            }
            return false;
        }));
        return proved
            ? new RazorComponentResult<SaidPage>(new
            {
                Title = "Thank you", Text = "It is your address. What archives know you said by it is yours now.",
                Href = me.Account is null ? "/sign-in" : "/", Link = me.Account is null ? "Sign in" : "Start page",
            })
            : Problems.NoPage("This link was used or is too old. Your account page sends a new one.");
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<NotFoundPage>>> AsGuest(Present present, Entrance entrance, Me me, long id, [FromForm] string? name)
    {
        if (present.Database.Read(connection => Guests.Welcome(connection, new(id))) is null)
        {
            return Problems.NoPage("No gathering of this number takes guests now.");
        }
        if (me.Account is { GuestOf: null } || me.Account?.GuestOf == id)
        {
            return TypedResults.LocalRedirect($"/gatherings/{id}");
        }
        var known = AccountRules.Name(name);
        await entrance.Begin(present.Database.Write(transaction => Guests.Join(transaction, new ConversationId(id), known, present.Now)));
        return TypedResults.LocalRedirect($"/gatherings/{id}");
    }

    private static RedirectHttpResult Welcome(Community community) => TypedResults.LocalRedirect($"/account/welcome?community={community.Id}");

    // Never takes a role away.
    private static bool Take(DbTransaction transaction, string secret, AccountId account, long now)
    {
        if (Invitations.Use(transaction, secret, now) is not { } invitation)
        {
            return false;
        }
        AccountStore.Join(transaction, account, invitation.Community, invitation.Role, now);
        return true;
    }

    private static (Invitation, Community)? Find(Present present, string secret) => present.Database.Read(connection =>
        Invitations.Find(connection, secret, present.Now) is { } invitation && CommunityStore.Find(connection, invitation.Community) is { } community ? (invitation, community) : default((Invitation, Community)?));

    private static Community? IsOpen(Present present, long? community) =>
        present.Database.Read(connection => AccountStore.Any(connection) && CommunityStore.Find(connection, new(community ?? 0)) is { IsOpen: true } open ? open : null);

    private static RazorComponentResult<NotFoundPage> NotOpen() => Problems.NoPage("There is no community of this number that everybody may join. Ask somebody of it for an invitation.");

    private static RazorComponentResult<JoinPage> Form(string action, Community community, Role role, bool mayBeEmpty, string? name = null, string? email = null, InvalidInputException? problem = null) => new(new
    {
        Action = action, Community = community.Name, Role = role, MayBeEmpty = mayBeEmpty, Name = name, Email = email, Problem = problem,
    }) { StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };
}
