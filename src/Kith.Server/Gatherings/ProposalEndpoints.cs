using System.Data.Common;
using Kith.Accounts;
using Kith.Gatherings;
using Kith.People;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Gatherings;

/// <summary>Topics that members propose and back; taking one on is setting up a gathering.</summary>
internal static class ProposalEndpoints
{
    private const string Back = "/gatherings#proposals";

    public static void MapProposals(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/proposals").For(Role.Member);
        forms.MapPost("", (Present present, Me me, [FromForm] string? title, [FromForm] string? why, [FromForm] string? community) =>
        {
            Add(present, me, new(title, why, community));
            return TypedResults.LocalRedirect(Back);
        });
        forms.MapPost("{id:long}/back", (Present present, Me me, long id) =>
        {
            Toggle(present, me, id);
            return TypedResults.LocalRedirect(Back);
        });
        forms.MapPost("{id:long}/withdraw", (Present present, Me me, long id) =>
        {
            Withdraw(present, me, id);
            return TypedResults.LocalRedirect(Back);
        });

        var api = routes.MapGroup("/api/proposals").WithTags("Gatherings").For(Role.Member);
        api.MapGet("", (Present present, Me me) => ProposalAnswer.Open(present, me)).WithSummary("Topics that wait for a host, the most backed first");
        api.MapPost("", (Present present, Me me, ProposalBody body) => TypedResults.Created(Back, Answer(present, me, Add(present, me, body)))).WithSummary("Proposes a topic");
        api.MapPost("{id:long}/back", (Present present, Me me, long id) =>
        {
            Toggle(present, me, id);
            return Answer(present, me, id);
        }).WithSummary("Backs a proposal, or no longer");
        api.MapPost("{id:long}/withdraw", (Present present, Me me, long id) =>
        {
            Withdraw(present, me, id);
            return Answer(present, me, id);
        }).WithSummary("Takes a proposal back");
    }

    private static long Add(Present present, Me me, ProposalBody body)
    {
        var speaker = me.Speaker();
        var community = new PlanForm { Community = body.Community }.In(me, me.Communities(present, Role.Member), Role.Member);
        return present.Database.Write(transaction => Proposals.Add(transaction, community, body.Title, body.Why, speaker, present.Now));
    }

    private static void Toggle(Present present, Me me, long id)
    {
        var speaker = me.Speaker();
        present.Database.Write(transaction =>
        {
            Preparing.Need(Find(transaction.Connection!, me, id).IsOpen, "This proposal is no longer open.");
            Proposals.Back(transaction, id, speaker, present.Now);
        });
    }

    private static void Withdraw(Present present, Me me, long id)
    {
        me.Speaker();
        present.Database.Write(transaction =>
        {
            var proposal = Find(transaction.Connection!, me, id);
            Preparing.Need(me.Reader.Identities.Contains(proposal.By) || me.In(proposal.Community) >= Role.Host, "Only who proposed it, and the hosts of the community, take it back.");
            Proposals.Withdraw(transaction, id, present.Now);
        });
    }

    private static Proposal Find(DbConnection connection, Me me, long id) => Proposals.Find(connection, me.Reader, id)
        ?? throw new RefusedException(StatusCodes.Status404NotFound, "There is no such proposal.", "The list of gatherings shows all that are open.");

    private static ProposalAnswer Answer(Present present, Me me, long id) => ProposalAnswer.Of(present.Database.Read(connection => Find(connection, me, id)), present.Network.Everyone, me);
}

/// <summary>What is proposed.</summary>
/// <param name="Title">In a line.</param>
/// <param name="Why">In Markdown; may be left out.</param>
/// <param name="Community">Number of the community; may be left out by members of one alone.</param>
public sealed record ProposalBody(string? Title, string? Why, string? Community);

/// <summary>A proposal as an answer; see docs/json.md.</summary>
/// <param name="Proposal">Its title.</param>
/// <param name="Id">Its number.</param>
/// <param name="Why">In Markdown.</param>
/// <param name="State"><c>open</c>, <c>hosted</c> or <c>withdrawn</c>.</param>
/// <param name="By">Who proposed it.</param>
/// <param name="At">When.</param>
/// <param name="Backers">How many back it.</param>
/// <param name="Mine">Whether the reader does.</param>
/// <param name="Gathering">Path of the gathering as which it is held, or null.</param>
public sealed record ProposalAnswer(string Proposal, long Id, string Why, string State, string By, DateTimeOffset At, int Backers, bool Mine, string? Gathering)
{
    /// <summary>Those that wait for a host, the most backed first.</summary>
    public static IReadOnlyList<ProposalAnswer> Open(Present present, Me me) =>
        [.. present.Database.Read(connection => Proposals.Open(connection, me.Reader)).Select(each => Of(each, present.Network.Everyone, me))];

    /// <summary>A proposal as an answer.</summary>
    public static ProposalAnswer Of(Proposal proposal, Everyone everyone, Me me) => new(
        proposal.Title, proposal.Id, proposal.Why, proposal.IsOpen ? "open" : proposal.Gathering is null ? "withdrawn" : "hosted", everyone.Of(proposal.By)?.Name ?? "", Times.Of(proposal.At),
        proposal.Backers.Count, proposal.Backers.Any(me.Reader.Identities.Contains), proposal.Gathering is { } id ? Address.OfGathering(id) : null);
}
