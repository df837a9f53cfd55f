using Kith.Accounts;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Server.Network;

/// <summary>The map.</summary>
internal static class NetworkEndpoints
{
    private const int RowsOnPage = 100;

    public static void MapNetwork(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("").For(Role.Member);
        routes.MapGet("/map", (Present present, int page = 1) => new RazorComponentResult<MapPage>(new
        {
            Map = present.Map, Number = Math.Clamp(page, 1, 1_000_000), Length = RowsOnPage,
        }));
        routes.MapGet("/api/map", (Present present) => MapAnswer.Of(present.Map)).WithSummary("The network drawn: people, places, groups, ties").WithTags("Network");

        var stewards = routes.MapGroup("").For(Role.Steward);
        stewards.MapGet("/network", (Present present) => new RazorComponentResult<HealthPage>(new { present.Health }));
        stewards.MapGet("/api/network", (Present present) => HealthAnswer.Of(present.Health)).WithSummary("How the community is connected over time, as aggregates alone").WithTags("Network");
    }
}
