using Kith.Accounts;
using Kith.Gatherings;
using Kith.Server.Accounts;
using Kith.Server.Recaps;
using Kith.Server.Rooms;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Gatherings;

/// <summary>Gatherings: what is live, comes and was, and each at its address.</summary>
internal static class GatheringEndpoints
{
    public static void MapGatherings(this IEndpointRouteBuilder routes)
    {
        routes.MapPlanning();
        routes.MapSeries();
        routes.MapProposals();
        routes.MapSwaps();
        routes.MapFeeds();
        routes = routes.MapGroup("");
        routes.MapGet("/gatherings", ListPage).For(Role.Anyone);
        routes.MapGet("/gatherings/{id:long}", Show).For(Role.Anyone);
        routes.MapPost("/gatherings/{id:long}/rsvp", RsvpForm).For(Role.Guest);

        var api = routes.MapGroup("/api/gatherings").WithTags("Gatherings");
        api.MapGet("", List).WithSummary("What is live, comes and was").For(Role.Anyone);
        api.MapGet("{id:long}", One).WithSummary("A gathering: time, questions, who moderates, who is coming").For(Role.Anyone);
        api.MapPost("{id:long}/rsvp", Rsvp).WithSummary("Says whether you will come: yes, maybe, no").For(Role.Guest);
    }

    // One address for ever: before, during and after are pages of their own.
    private static IResult Show(HttpContext http, Present present, Me me, long id)
    {
        var door = present.Database.Read(connection => me.Account is null && GatheringStore.Find(connection, me.Reader, new(id)) is null ? Guests.Welcome(connection, new(id)) : null);
        if (door is not null)
        {
            return new RazorComponentResult<GuestsOnlyPage>(new { Title = door, Gathering = id });
        }
        if (present.Database.Read(connection => GatheringStore.StateOf(connection, new(id))) == GatheringState.Live)
        {
            return RoomPages.Page(http, id);
        }
        if (GatheringView.Of(present, me, new(id)) is not { } view)
        {
            return Problems.NoPage(TakingPart.Nowhere);
        }
        return view.Gathering.State switch
        {
            GatheringState.Ended or GatheringState.Published => TranscriptEndpoints.Page(http, view.Gathering.Id),
            _ => new RazorComponentResult<GatheringPage>(new { View = view }),
        };
    }

    private static RazorComponentResult<GatheringsPage> ListPage(Present present, Me me, string? community, int page = 1) =>
        new(new { View = GatheringsView.Of(present, me, community, Math.Clamp(page, 1, 1_000_000)) });

    private static GatheringsAnswer List(Present present, Me me, string? community, int page = 1) =>
        GatheringsAnswer.Of(GatheringsView.Of(present, me, community, Math.Clamp(page, 1, 1_000_000)));

    private static Results<Ok<GatheringAnswer>, ProblemHttpResult> One(Present present, Me me, long id) =>
        GatheringView.Of(present, me, new(id)) is { } view ? TypedResults.Ok(GatheringAnswer.Of(view)) : Problems.None(TakingPart.Nowhere);

    private static Results<RedirectHttpResult, RazorComponentResult<NotFoundPage>> RsvpForm(Present present, Me me, long id, [FromForm] string coming) =>
        Say(present, me, id, coming) ? TypedResults.LocalRedirect(Address.OfGathering(new(id)) + "#coming") : Problems.NoPage(TakingPart.Nowhere);

    private static Results<Ok<GatheringAnswer>, ProblemHttpResult> Rsvp(Present present, Me me, long id, RsvpBody body) =>
        Say(present, me, id, body.Coming) ? TypedResults.Ok(GatheringAnswer.Of(GatheringView.Of(present, me, new(id))!)) : Problems.None(TakingPart.Nowhere);

    private static bool Say(Present present, Me me, long id, string? typed)
    {
        var coming = Enum.TryParse<Coming>(typed, ignoreCase: true, out var said) && Enum.IsDefined(said) ? said
            : throw new InvalidInputException("That is no answer to whether you will come.", "coming", "Say yes, maybe or no.");
        var who = me.Speaker();
        return present.Database.Write(transaction =>
        {
            if (GatheringStore.Find(transaction.Connection!, me.Reader, new(id)) is not { } gathering)
            {
                return false;
            }
            if (gathering.State > GatheringState.Live)
            {
                throw new InvalidInputException("The gathering is over, or was cancelled.", "gathering", "There is nothing to come to.");
            }
            Rsvps.Say(transaction, gathering.Id, who, coming, present.Now);
            return true;
        });
    }
}

/// <summary>Whether somebody will come.</summary>
/// <param name="Coming"><c>yes</c>, <c>maybe</c> or <c>no</c>.</param>
public sealed record RsvpBody(string Coming);
