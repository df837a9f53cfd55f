using System.Globalization;
using Kith.Accounts;
using Kith.Gatherings;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Server.Rooms;

/// <summary>Somebody who can be named in a room.</summary>
/// <param name="Id">Number of the identity.</param>
/// <param name="Name">The name.</param>
public sealed record NameAnswer(long Id, string Name);

/// <summary>How a room is for the reader at the moment; the answer to how far they read.</summary>
/// <param name="Number">Of the last change: a page that shows less for long is behind.</param>
/// <param name="Head">Number of the last message.</param>
/// <param name="Muted">Why the reader is muted; null if they are not.</param>
public sealed record RoomAnswer(long Number, long Head, string? Muted);

/// <summary>The pages of a room, and the pieces that its island asks for.</summary>
internal static class RoomPages
{
    private const string Pixel = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";

    public static void MapRoomPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/gatherings/{id:long}");
        pages.MapGet("room", Page).For(Role.Anyone);
        pages.MapGet("messages/{seq:long}", EntryOf).For(Role.Anyone);
        pages.MapGet("audience/{question:long}", Decide).For(Role.Member);
        pages.MapGet("here", Here).For(Role.Guest);
        pages.MapGet("lead", Lead).For(Role.Member);
        pages.MapGet("seen/{seq:long}.svg", Seen).For(Role.Guest);

        var api = routes.MapGroup("/api/gatherings/{id:long}").WithTags("Rooms").For(Role.Guest);
        api.MapGet("people", Names).WithSummary("Who can be named in the room");
        api.MapPost("read", Read).WithSummary("Says how far you have read, and that you are there");
    }

    /// <summary>The room: while it is live at the gathering's own address, afterwards for late answers.</summary>
    internal static IResult Page(HttpContext http, long id)
    {
        var services = http.RequestServices;
        var (me, present) = (services.GetRequiredService<Me>(), services.GetRequiredService<Present>());
        var after = long.TryParse(http.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : default(long?);
        if (RoomView.Of(present, services.GetRequiredService<RoomPeople>(), me, new(id), after) is not { } view)
        {
            return Problems.NoPage(TakingPart.Nowhere);
        }
        if (view.It.State is GatheringState.Proposed or GatheringState.Scheduled or GatheringState.Cancelled)
        {
            return TypedResults.LocalRedirect(Address.OfGathering(view.It.Id));
        }
        // A program that asks whether the page is there is nobody's presence.
        if (view is { MaySpeak: true, Who: { } who } && !http.IsHeadAlone())
        {
            present.Database.Write(transaction =>
            {
                Attendances.Sign(transaction, view.It.Id, who, 0, view.Scene.Now);
                if (view.Whispers is { } whispers)
                {
                    ModeratorStore.Invite(transaction, whispers.Room, [who]);
                }
            });
        }
        return new RazorComponentResult<RoomPage>(new { View = view });
    }

    // An entry on a page of its own, with all that can be done with it: for whoever has no script.
    private static IResult EntryOf(Present present, RoomPeople people, Me me, long id, long seq) =>
        RoomView.Of(present, people, me, new(id), seq - 1, count: 1) is { Entries: [var entry, ..] } view && entry.Message.Seq == seq
            ? new RazorComponentResult<EntryPage>(new
            {
                View = view, Entry = entry, Edits = present.Database.Read(connection => Mending.Edits(connection, new(id), seq)),
            })
            : Problems.NoPage("There is no such message, or only those who take part may read it.");

    private static IResult Decide(Present present, RoomPeople people, Me me, long id, long question) =>
        RoomView.Of(present, people, me, new(id), null, count: 0) is { Moderates: true } view && view.Scene.Audience.FirstOrDefault(each => each.Id == question) is { } asked
            ? new RazorComponentResult<DecidePage>(new { View = view, It = asked })
            : Problems.NoPage("There is no such question of the audience, or it is for moderators to decide.");

    private static IResult Here(Present present, RoomPeople people, Me me, long id) => RoomView.Of(present, people, me, new(id), null, count: 0) is { } view
        ? new RazorComponentResult<HerePart>(new { view.Here })
        : Problems.NoPage(TakingPart.Nowhere);

    private static IResult Lead(Present present, RoomPeople people, Me me, long id) => RoomView.Of(present, people, me, new(id), null, count: 0) is { Moderates: true } view
        ? new RazorComponentResult<LeadPart>(new { View = view })
        : Problems.NoPage(TakingPart.Nowhere);

    // A page that shows this picture has no script, and was shown to its end.
    private static IResult Seen(HttpContext http, long id, long seq)
    {
        if (DuringEndpoints.Of(http, id) is not { MaySpeak: true } doing)
        {
            return Problems.NoPage(TakingPart.Nowhere);
        }
        http.Response.Headers.CacheControl = "no-store";
        if (!http.IsHeadAlone())
        {
            doing.Database.WriteAside(transaction => Attendances.Sign(transaction, new(id), doing.Who, seq, doing.Now));
        }
        return TypedResults.Text(Pixel, "image/svg+xml");
    }

    private static Results<Ok<List<NameAnswer>>, ProblemHttpResult> Names(HttpContext http, long id) => DuringEndpoints.Of(http, id) is { } doing
        ? TypedResults.Ok(RoomNames.Of(doing).All.Select(one => new NameAnswer(one.Identity.Value, one.Name)).ToList())
        : Problems.None(TakingPart.Nowhere);

    private static Results<Ok<RoomAnswer>, ProblemHttpResult> Read(HttpContext http, long id, ReadSaid said)
    {
        if (DuringEndpoints.Of(http, id) is not { MaySpeak: true } doing)
        {
            return Problems.None(TakingPart.Nowhere);
        }
        doing.Database.WriteAside(transaction => Attendances.Sign(transaction, new(id), doing.Who, said.Seq, doing.Now));
        return TypedResults.Ok(doing.Database.Read(connection =>
        {
            var (number, head) = ChangeStore.Cursor(connection, new(id));
            return new RoomAnswer(number, head, RoomRules.StandingOf(connection, new(id), doing.Who).MutedWhy);
        }));
    }
}
