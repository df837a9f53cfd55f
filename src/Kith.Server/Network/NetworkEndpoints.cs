using System.IO.Compression;
using System.Text.Json;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Network.Health;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Kith.Ties;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Kith.Server.Network;

/// <summary>The map and what it is drawn from; network health.</summary>
internal static class NetworkEndpoints
{
    private const string Bytes = "application/octet-stream";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(.4);

    public static void MapNetwork(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("").For(Role.Member);
        routes.MapGet("/map", MapPage);

        var api = routes.MapGroup("/api").WithTags("Network");
        api.MapGet("map", Map).WithSummary("The network drawn: people, places, groups, ties").Produces<MapAnswer>();
        api.MapGet("map/course", Course).WithSummary("How the ties of the map came and faded, as bytes: docs/json.md").Produces(200, contentType: Bytes);
        api.MapGet("map/topic", (Present present, Reader reader, string q) => MapTopic.Of(present, reader, q)).WithSummary("Who talks about something");
        api.MapGet("map/communities", MapColours.Communities).WithSummary("In which community everybody speaks most");
        api.MapGet("map/topics", MapColours.Topics).WithSummary("Of what the groups of the map talk about more than each other, that of which everybody talks most");

        var stewards = routes.MapGroup("").For(Role.Steward);
        stewards.MapGet("/network", Health);
        stewards.MapGet("/api/network", (Present present, Reader reader) => HealthAnswer.Of(present.Health.For(reader, present.Network.Everyone, present.Database))).WithSummary("How the community is connected over time, as aggregates alone").WithTags("Network");
    }

    // Megabytes for a large community, a third of them packed. Nothing in it is secret to whoever may read it, so packing gives nothing away.
    private static async Task Map(HttpContext context, Present present, IOptions<JsonOptions> json)
    {
        var (request, response) = (context.Request, context.Response);
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.Vary = "Accept-Encoding";
        var map = MapAnswer.Of(present.Map);
        if (!request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            await JsonSerializer.SerializeAsync(response.Body, map, json.Value.SerializerOptions, context.RequestAborted);
            return;
        }
        response.Headers.ContentEncoding = "gzip";
        await using var packed = new GZipStream(response.Body, CompressionLevel.Fastest);
        await JsonSerializer.SerializeAsync(packed, map, json.Value.SerializerOptions, context.RequestAborted);
    }

    private static async Task<IResult> MapPage([AsParameters] MapQuery query, Present present, Reader reader) => await IsThere(present.Maps, present)
        ? new RazorComponentResult<MapPage>(new { View = MapView.Of(present, reader, MapAsked.Of(query, present)) })
        : new RazorComponentResult<SoonPage>(new { Title = "Map", Place = "/map", What = "The map is being drawn …", present.Maps.Progress });

    private static async Task<IResult> Health(Present present, Reader reader) => await IsThere(present.Healths, present)
        ? HealthOf(present, reader)
        : new RazorComponentResult<SoonPage>(new { Title = "Network health", Place = "/map", What = "A year of ties is being counted …", present.Healths.Progress });

    private static RazorComponentResult<HealthPage> HealthOf(Present present, Reader reader)
    {
        var (health, age) = present.Healths.Aged(present.Network);
        return new(new { Health = health.For(reader, present.Network.Everyone, present.Database), Age = age, Communities = present.Database.Read(NetworkHealth.Communities) });
    }

    // Of a large community it takes seconds, the first time: nobody looks at an empty window meanwhile.
    private static async Task<bool> IsThere<T>(Kept<T> kept, Present present) where T : class =>
        await kept.Within(Patience, () => present.Network)
        || (!present.Database.Read(ContactStore.AreMany) && await kept.Within(Timeout.InfiniteTimeSpan, () => present.Network));

    private static Results<FileContentHttpResult, ProblemHttpResult> Course(Present present, long version) => present.CourseOf(version) is { } course
        ? TypedResults.Bytes(course, Bytes)
        : TypedResults.Problem("The map was drawn anew since. Read /api/map again; it says its version.", statusCode: StatusCodes.Status409Conflict);
}
