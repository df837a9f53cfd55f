using System.Globalization;
using System.Security.Claims;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.Features;

namespace Kith.Server.Rooms;

/// <summary>Following a room: what happens there as server-sent events.</summary>
internal static class StreamEndpoints
{
    public static void MapStreams(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/gatherings/{id:long}/events", Follow).WithTags("Rooms").WithSummary("Everything that happens, as server-sent events; docs/rooms.md says how to resume")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream").For(Role.Anyone);

    private static async Task<IResult> Follow(HttpContext http, Me me, Present present, Acquaintance acquaintance, Followers followers, StreamLimit limit, long id, long? after = null)
    {
        // First, as it costs least: whoever is turned away comes again and again.
        var refusal = limit.Take(me.Account, http.Connection.RemoteIpAddress, out var place);
        if (refusal is not null)
        {
            return Refusals.Say(http, refusal);
        }
        using var held = place;
        var room = new ConversationId(id);
        var (visible, last) = present.Database.Read(connection => (ConversationStore.Find(connection, me.Reader, room) is not null, ChangeStore.Last(connection, room) ?? 0));
        if (!visible)
        {
            return Problems.None("There is no such room, or only those who take part may read it.");
        }
        Begin(http);
        if (http.IsHeadAlone())
        {
            return Results.Empty;
        }
        // Whoever was further than the log is now, has followed another one.
        var follower = new Follower(http.Response.BodyWriter, Math.Min(Cursor(http.Request) ?? after ?? last, last), () => MayRead(http, present, acquaintance, room), http.Abort);
        await followers.Follow(room, follower, http.RequestAborted);
        return Results.Empty;
    }

    private static void Begin(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentType = "text/event-stream";
        headers.CacheControl = "no-store, no-transform";
        // nginx would otherwise keep events until it has a page full of them.
        headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    // The browser sends the number of the last event it got.
    private static long? Cursor(HttpRequest request) =>
        long.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // The session may have been ended, the account, the membership.
    private static bool MayRead(HttpContext http, Present present, Acquaintance acquaintance, ConversationId room) =>
        (http.User.FindFirstValue(SessionTickets.SecretClaim) is not { } secret || acquaintance.Session(secret) is not null)
        && present.Database.Read(connection => ConversationStore.Find(connection, Me.Of(http, acquaintance).Reader, room) is not null);
}
