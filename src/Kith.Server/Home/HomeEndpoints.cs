using Kith.Accounts;
using Kith.Conversations;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Server.Home;

/// <summary>The first page.</summary>
internal static class HomeEndpoints
{
    public static void MapHome(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("").For(Role.Anyone);
        routes.MapGet("/", (Present present, Reader reader) => new RazorComponentResult<HomePage>(new { Home = HomeAnswer.Of(present, reader) }));
        routes.MapGet("/api", (Present present, Reader reader) => HomeAnswer.Of(present, reader)).WithSummary("What is here").WithTags("Home");
    }
}
