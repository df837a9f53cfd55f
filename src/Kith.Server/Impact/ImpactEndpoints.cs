using Kith.Accounts;
using Kith.Gatherings;
using Kith.Recaps;
using Kith.Server.Accounts;
using Kith.Server.Rooms;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Server.Impact;

/// <summary>What gatherings left behind, and whom one met at them.</summary>
internal static class ImpactEndpoints
{
    public static void MapImpact(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("").For(Role.Member);
        routes.MapGet("/me/met", (Present present, RoomPeople people, Me me) => new RazorComponentResult<MetPage>(new { Met = MetAnswer.Of(present, people, me.Reader), Known = me.Account is not null }));
        var api = routes.MapGroup("/api").WithTags("Gatherings");
        api.MapGet("gatherings/{id:long}/left-behind", LeftBehind).WithSummary("What followed a gathering in relationships, each with its evidence");
        api.MapGet("me/met", (Present present, RoomPeople people, Me me) => MetAnswer.Of(present, people, me.Reader)).WithSummary("People you talked with for the first time, by gathering");
    }

    private static Results<Ok<LeftBehindAnswer>, ProblemHttpResult> LeftBehind(Present present, RoomPeople people, Me me, long id) =>
        present.Database.Read(connection => TranscriptStore.Read(connection, me.Reader, new(id))) is { Gathering.State: GatheringState.Ended or GatheringState.Published } transcript
            && LeftBehindAnswer.Of(present, me, transcript, present.Database.Read(people.Now)) is { } answer
            ? TypedResults.Ok(answer)
            : Problems.None("There is no such gathering, it is not over, or only those who take part may read it.");
}
