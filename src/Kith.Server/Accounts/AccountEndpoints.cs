using System.Data.Common;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Server.People;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Accounts;

/// <summary>Somebody's own account.</summary>
internal static class AccountEndpoints
{
    // What a form did, told on the page to which it leads; the number is in the address, so that nobody can put words there.
    private static readonly string[] Told =
    [
        "The name is changed.", "The address is changed; it has to be proved anew.", "The password is changed, and all other sessions are ended.", "The session is ended.",
        "The passkey is removed.", "It waits to be confirmed.", "The key is new.", "It is kept.", "The link is on its way.", "The passkey is added.",
    ];

    private const int MostNamesakes = 3;

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/me", (Me me) => MeAnswer.Of(me)).For(Role.Anyone).WithTags("Accounts").WithSummary("Who asks, and what they may do where");
        var own = routes.MapGroup("/account").ForAccounts();
        own.MapGet("", (Present present, SiteOptions options, Entrance entrance, Me me, int? done) => Page(present, options, entrance, me.Account!, null, done));
        own.MapGet("/welcome", Welcome).For(Role.Member); // it tells whom archives know
        own.MapGet("/data", (Present present, SiteOptions options, Entrance entrance, Me me) => AccountData.Of(present, AccountView.Of(present, options, entrance, me.Account!)));
        own.MapPost("/name", (Present present, Me me, [FromForm] string? name) => Do(present, 0, transaction => AccountStore.Rename(transaction, me.Account!, AccountRules.Name(name))));
        own.MapPost("/email", Email);
        own.MapPost("/proof", (Present present, SiteOptions options, Me me) => Do(present, 8, transaction => Proof(transaction, options, me.Account!, present.Now))).Knocking();
        own.MapPost("/password", Password).Knocking();
        own.MapPost("/sessions/end", EndSession);
        own.MapPost("/passkeys/remove", (Present present, Me me, [FromForm] string? id) => Do(present, 4, transaction => Passkeys.Remove(transaction, me.Account!.Id, id ?? "")));
        own.MapPost("/claims", Claim).For(Role.Member);
        own.MapPost("/mails", (Present present, Me me, [FromForm] string? mails) => Do(present, 7, transaction => AccountStore.Mails(transaction, me.Account!.Id, mails == "on")));
        own.MapPost("/feed", (Present present, Me me) => Do(present, 6, transaction => AccountStore.RenewFeed(transaction, me.Account!.Id)));
        own.MapPost("/end", End);
    }

    private static RazorComponentResult<AccountPage> Page(Present present, SiteOptions options, Entrance entrance, Account account, InvalidInputException? problem, int? done = null) => Problems.Form<AccountPage>(new
    {
        View = AccountView.Of(present, options, entrance, account), Problem = problem, Done = done is { } number && number >= 0 && number < Told.Length ? Told[number] : null,
        Name = (Func<IdentityId, string>)(id => present.Network.Everyone.Of(id)?.Identities.FirstOrDefault(each => each.Id == id)?.Name ?? "somebody"),
    }, problem);

    private static RazorComponentResult<WelcomePage> Welcome(Present present, SiteOptions options, Entrance entrance, Me me, long? community)
    {
        var view = AccountView.Of(present, options, entrance, me.Account!);
        var joined = view.Communities.Select(each => each.Community).FirstOrDefault(each => each.Id.Value == community);
        var (live, coming) = present.Database.Read(connection => (GatheringStore.Live(connection, me.Reader), GatheringStore.Upcoming(connection, me.Reader, joined?.Id)));
        var next = live.FirstOrDefault(each => joined is null || each.Community == joined.Id) ?? coming.FirstOrDefault(each => each.State == GatheringState.Scheduled);
        return new(new { View = view, Community = joined, Next = next, Namesakes = Namesakes(present.Network.Everyone, view) });
    }

    // Whoever has an account is somebody else; whoever was claimed waits to be confirmed.
    private static List<Person> Namesakes(Everyone everyone, AccountView view)
    {
        var waiting = view.Claims.Where(claim => claim.State == ClaimState.Waiting).Select(claim => claim.Identity).ToHashSet();
        return [.. everyone.People
            .Where(person => !person.IsBot && !person.Identities.Any(identity => identity.IsOwn || waiting.Contains(identity.Id))
                && person.Identities.Any(identity => string.Equals(identity.Name, view.Account.Name, StringComparison.OrdinalIgnoreCase)))
            .Take(MostNamesakes)];
    }

    private static RedirectHttpResult Do(Present present, int told, Action<DbTransaction> change)
    {
        present.Database.Write(change);
        return TypedResults.LocalRedirect($"/account?done={told}");
    }

    private static RedirectHttpResult Email(Present present, SiteOptions options, Me me, [FromForm] string? email)
    {
        var (account, address) = (me.Account!, AccountRules.CheckedEmail(email));
        return address == account.Email ? TypedResults.LocalRedirect("/account") : Do(present, 1, transaction =>
        {
            WhoIsWho.Change(transaction, _ =>
            {
                AccountStore.ChangeEmail(transaction, account, address);
                return true;
            });
            OneTimeLinks.Void(transaction, LinkPurpose.Password, account.Id);
            Entry.AskForProof(transaction, options, account.Id, account.Name, address, present.Now);
            if (options.Mail is not null && account is { IsProved: true, Email: { } old })
            {
                Outbox.Add(transaction, old, "Your mail address was changed", $"{account.Name} signs in at {options.Absolute("/")} with {address} from now on.\n\nIf that was not you, tell whoever runs the server.");
            }
        });
    }

    private static void Proof(DbTransaction transaction, SiteOptions options, Account account, long now)
    {
        if (account is { IsProved: false, Email: { } email })
        {
            Entry.AskForProof(transaction, options, account.Id, account.Name, email, now);
        }
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<AccountPage>>> Password(
        Present present, SiteOptions options, Entrance entrance, Me me, [FromForm] string? old, [FromForm] string? password)
    {
        var account = me.Account!;
        try
        {
            if (present.Database.Read(connection => AccountStore.HasPassword(connection, account.Id)) && await entrance.Check(account.Email ?? "", old ?? "") != account.Id)
            {
                throw new InvalidInputException("The present password is another one, or was tried too often.", "old", "Check it; after ten wrong ones, wait five minutes.");
            }
            entrance.SetPassword(account.Id, AccountRules.CheckedPassword(password, account.Email));
            return TypedResults.LocalRedirect("/account?done=2");
        }
        catch (InvalidInputException problem)
        {
            return Page(present, options, entrance, account, problem);
        }
    }

    private static RedirectHttpResult EndSession(Present present, Entrance entrance, Me me, [FromForm] string? session) => Do(present, 3, transaction =>
    {
        if (string.IsNullOrEmpty(session))
        {
            Sessions.EndOthers(transaction, me.Account!.Id, entrance.Session);
        }
        else
        {
            Sessions.End(transaction, me.Account!.Id, session);
        }
    });

    private static Results<RedirectHttpResult, RazorComponentResult<AccountPage>> Claim(
        Present present, SiteOptions options, Entrance entrance, Me me, [FromForm] string? person, [FromForm] string? word)
    {
        var account = me.Account!;
        try
        {
            var found = Chosen.Of(present.Network.Everyone, person)?.OrRefuse("person") ?? throw new InvalidInputException("Nobody was named.", "person", "Write a name, a nickname or a number.");
            if (found.Identities.Any(identity => identity.Id == account.Identity))
            {
                throw new InvalidInputException($"{found.Name} is you already.", "person", "There is nothing to confirm.");
            }
            if (found.IsBot || present.Database.Read(connection => found.Identities.Any(identity => AccountStore.Of(connection, identity.Id) is not null)))
            {
                throw new InvalidInputException($"{found.Name} has an account, or is a program.", "person", "Name somebody whom only archives know.");
            }
            return Do(present, 5, transaction => Claims.Add(transaction, account.Id, found.Identities[0].Id, word, present.Now));
        }
        catch (InvalidInputException problem)
        {
            return Page(present, options, entrance, account, problem);
        }
    }

    private static async Task<RedirectHttpResult> End(Present present, HttpContext context, Me me, [FromForm] string? sure)
    {
        if ((sure ?? "").Trim() != me.Account!.Name)
        {
            throw new InvalidInputException("The name was written otherwise, so nothing was ended.", "sure", $"Write {me.Account.Name}.");
        }
        present.Database.Write(transaction =>
        {
            Departure.Take(transaction, me.Account!.Identity, null, present.Now);
            Members.End(transaction, me.Account!, present.Now);
        });
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return TypedResults.LocalRedirect("/");
    }
}
