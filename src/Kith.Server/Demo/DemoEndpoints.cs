using Kith.Accounts;
using Kith.Demo;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Demo;

/// <summary>Coming in as somebody of the demo, without a password: everybody in it is made up.</summary>
internal static class DemoEndpoints
{
    public static void MapDemo(this IEndpointRouteBuilder routes) => routes.MapPost("/sign-in/demo", Enter).For(Role.Anyone);

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<NotFoundPage>>> Enter(Present present, Entrance entrance, [FromForm] string? name, [FromForm] string? to)
    {
        if (!LiveHarbour.Doors.Contains(name) || present.Database.Read(AccountStore.All).FirstOrDefault(account => account.Name == name) is not { } account)
        {
            return Problems.NoPage("Nobody of that name lets you in.");
        }
        await entrance.Begin(account.Id);
        return TypedResults.LocalRedirect(SignInEndpoints.Local(to));
    }
}
