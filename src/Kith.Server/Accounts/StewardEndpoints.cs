using Kith.Accounts;
using Kith.Gatherings;
using Kith.People;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Accounts;

/// <summary>Looking after a community: invitations, members, claims.</summary>
internal static class StewardEndpoints
{
    private static readonly InvalidInputException NotYours = new("That is not yours to decide.", "community", "Ask a steward of the community, or the operator.");

    public static void MapStewards(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/invitations", Invitations).For(Role.Host);
        routes.MapPost("/invitations", Invite).For(Role.Host);
        routes.MapPost("/invitations/{id:long}/end", EndInvitation).For(Role.Host);
        routes.MapGet("/members", MembersPage).For(Role.Steward);
        routes.MapPost("/members/{id:long}/role", ChangeRole).For(Role.Steward);
        routes.MapPost("/members/{id:long}/end", TakeOut).For(Role.Steward);
        routes.MapPost("/members/{id:long}/password-link", PasswordLink).For(Role.Operator);
        routes.MapPost("/communities/{id:long}/sign-up", SignUp).For(Role.Steward);
        routes.MapGet("/claims", ClaimsPage).For(Role.Steward);
        routes.MapPost("/claims/{id:long}/confirm", (Present present, Me me, long id) => Decide(present, me, id, isSo: true)).For(Role.Steward);
        routes.MapPost("/claims/{id:long}/decline", (Present present, Me me, long id) => Decide(present, me, id, isSo: false)).For(Role.Steward);
        routes.MapPost("/mail/again", (Present present) =>
        {
            present.Database.Write(Outbox.Again);
            return TypedResults.LocalRedirect("/claims#mail");
        }).For(Role.Operator);
    }

    private static Results<RazorComponentResult<InvitationsPage>, RazorComponentResult<SaidPage>> Invitations(Present present, Me me, long? community) => InvitationsPage(present, me, community, null);

    private static Results<RazorComponentResult<InvitationsPage>, RazorComponentResult<SaidPage>> InvitationsPage(Present present, Me me, long? community, string? made)
    {
        var mine = me.Communities(present, Role.Host);
        if (mine.Count == 0)
        {
            return NoAccounts();
        }
        var chosen = mine.FirstOrDefault(each => each.Id.Value == community) ?? mine[0];
        return new RazorComponentResult<InvitationsPage>(new
        {
            Communities = mine, Community = chosen, May = (Role[])[.. new[] { Role.Member, Role.Host, Role.Steward }.Where(role => Kith.Accounts.Invitations.May(me.In(chosen.Id), role))],
            All = present.Database.Read(connection => Kith.Accounts.Invitations.Of(connection, chosen.Id, present.Now)), Made = made,
        });
    }

    private static Results<RazorComponentResult<InvitationsPage>, RazorComponentResult<SaidPage>> Invite(
        Present present, SiteOptions options, HttpRequest request, Me me, [FromForm] long community, [FromForm] Role? role, [FromForm] int? uses, [FromForm] int? days, [FromForm] string? note)
    {
        var home = new CommunityId(community);
        var wanted = role ?? Role.Member;
        if (me.Account is null || present.Database.Read(connection => CommunityStore.Find(connection, home)) is null || !Kith.Accounts.Invitations.May(me.In(home), wanted))
        {
            throw NotYours;
        }
        var secret = present.Database.Write(transaction => Kith.Accounts.Invitations.Make(transaction, home, wanted, uses ?? 1, days ?? 14, note, me.Account.Id, present.Now));
        return InvitationsPage(present, me, community, options.Absolute($"/join/{secret}", request));
    }

    private static RedirectHttpResult EndInvitation(Present present, Me me, long id, [FromForm] long community)
    {
        if (me.In(new(community)) < Role.Host || !present.Database.Write(transaction => Kith.Accounts.Invitations.End(transaction, new(community), id, present.Now)))
        {
            throw NotYours;
        }
        return TypedResults.LocalRedirect($"/invitations?community={community}");
    }

    private static Results<RazorComponentResult<MembersPage>, RazorComponentResult<SaidPage>> MembersPage(Present present, Me me, long? community) => Shown(present, me, community, null);

    private static Results<RazorComponentResult<MembersPage>, RazorComponentResult<SaidPage>> Shown(Present present, Me me, long? community, (string Name, string Link)? made)
    {
        var mine = me.Communities(present, Role.Steward);
        if (mine.Count == 0 || me.IsOpen)
        {
            return NoAccounts();
        }
        var chosen = mine.FirstOrDefault(each => each.Id.Value == community) ?? mine[0];
        return new RazorComponentResult<MembersPage>(new
        {
            Communities = mine, Community = chosen, Members = present.Database.Read(connection => Members.Of(connection, chosen.Id)),
            Me = me, Made = made,
        });
    }

    private static RedirectHttpResult ChangeRole(Present present, Me me, long id, [FromForm] long community, [FromForm] Role role)
    {
        var (account, home) = Other(present, me, id, community);
        if (role is not (Role.Member or Role.Host or Role.Steward) || !account.Roles.ContainsKey(home) || role > me.In(home))
        {
            throw NotYours;
        }
        present.Database.Write(transaction =>
        {
            AccountStore.Join(transaction, account.Id, home, role, present.Now);
            ModeratorStore.Dismiss(transaction, [account.Identity]);
            Notices.Add(transaction, account.Identity, $"You are a {role.ToString().ToLowerInvariant()} now.", "/account", present.Now);
        });
        return TypedResults.LocalRedirect($"/members?community={community}");
    }

    private static RedirectHttpResult TakeOut(Present present, Me me, long id, [FromForm] long community)
    {
        var (account, home) = Other(present, me, id, community);
        if (!account.Roles.ContainsKey(home))
        {
            throw NotYours;
        }
        present.Database.Write(transaction =>
        {
            Departure.Take(transaction, account.Identity, home, present.Now);
            Members.TakeOut(transaction, account, home, present.Now);
        });
        return TypedResults.LocalRedirect($"/members?community={community}");
    }

    private static Results<RazorComponentResult<MembersPage>, RazorComponentResult<SaidPage>> PasswordLink(
        Present present, SiteOptions options, HttpRequest request, Me me, long id, [FromForm] long community)
    {
        var account = present.Database.Read(connection => AccountStore.Find(connection, new AccountId(id))) is { GuestOf: null } found ? found : throw NotYours;
        var secret = present.Database.Write(transaction => OneTimeLinks.Make(transaction, LinkPurpose.Password, account.Id, null, present.Now));
        return Shown(present, me, community, (account.Name, options.Absolute($"/password/{secret}", request)));
    }

    private static RedirectHttpResult SignUp(Present present, Me me, long id, [FromForm] string? open)
    {
        var community = new CommunityId(id);
        if (me.Account is null || me.In(community) < Role.Steward || present.Database.Read(connection => CommunityStore.Find(connection, community)) is null)
        {
            throw NotYours;
        }
        present.Database.Write(transaction => CommunityStore.Open(transaction, community, open == "on"));
        return TypedResults.LocalRedirect($"/members?community={id}");
    }

    private static RazorComponentResult<ClaimsPage> ClaimsPage(Present present, Me me)
    {
        var everyone = present.Network.Everyone;
        var (claims, mail, givenUp) = present.Database.Read(connection => (Claims.Waiting(connection).Where(claim => MayDecide(me, connection, everyone, claim)).ToList(), Outbox.State(connection), Outbox.GivenUp(connection)));
        return new(new
        {
            All = claims, Who = (Func<IdentityId, Person?>)everyone.Of, SeesMail = me.Account is { IsOperator: true },
            SameEmail = (Func<string, Person?>)(email => everyone.People.FirstOrDefault(person => person.Identities.Any(each => each.Email == email))),
            Mail = mail, GivenUp = givenUp,
        });
    }

    private static RedirectHttpResult Decide(Present present, Me me, long id, bool isSo)
    {
        var everyone = present.Network.Everyone;
        present.Database.Write(transaction =>
        {
            var claim = Claims.Waiting(transaction.Connection!).FirstOrDefault(each => each.Id == id);
            if (claim is null || !MayDecide(me, transaction.Connection!, everyone, claim))
            {
                throw NotYours;
            }
            _ = isSo ? Kith.Conversations.WhoIsWho.Change(transaction, _ => Claims.Confirm(transaction, id, me.Account!.Id, present.Now)) : Claims.Decline(transaction, id, me.Account!.Id, present.Now);
        });
        return TypedResults.LocalRedirect("/claims");
    }

    // A mail address opens whatever archives know by it: that is the operator's word. Nobody decides about themselves, nor about whoever is known
    // in a community that they do not look after: what was said there among few would be open to an account that they let in.
    private static bool MayDecide(Me me, System.Data.Common.DbConnection connection, Everyone everyone, Claim claim) =>
        me.Account is { } deciding && (deciding.IsOperator || (deciding.Id != claim.Account && claim.Identity is { } identity
            && AccountStore.Find(connection, claim.Account) is { } account && account.Roles.Keys.Any(community => me.In(community) >= Role.Steward)
            && everyone.Of(identity) is { } claimed && CommunityStore.WhereKnown(connection, claimed).All(community => me.In(community) >= Role.Steward)));

    private static (Account, CommunityId) Other(Present present, Me me, long id, long community)
    {
        var home = new CommunityId(community);
        return me.Account is not null && me.Account.Id.Value != id && present.Database.Read(connection => AccountStore.Find(connection, new AccountId(id))) is { } account && Members.MayChange(me.In(home), account, home)
            ? (account, home)
            : throw NotYours;
    }

    private static RazorComponentResult<SaidPage> NoAccounts() => new(new
    {
        Title = "There are no accounts yet", Text = "The terminal in which the server was started shows a link that makes the first one. Then this page invites and lists members.",
    });
}
