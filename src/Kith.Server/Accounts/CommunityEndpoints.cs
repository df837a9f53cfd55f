using System.Data.Common;
using Kith.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Accounts;

/// <summary>The communities of the installation: for the operator.</summary>
internal static class CommunityEndpoints
{
    public static void MapCommunities(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("/communities").For(Role.Operator);
        routes.MapGet("", (Present present) => Page(present));
        routes.MapPost("", (Present present, [FromForm] string? name) => Do(present, transaction => CommunityStore.Add(transaction, name)));
        routes.MapPost("{id:long}/name", (Present present, long id, [FromForm] string? name) => Do(present, transaction => CommunityStore.Rename(transaction, new(id), name)));
    }

    private static RazorComponentResult<CommunitiesPage> Page(Present present, InvalidInputException? problem = null) =>
        Problems.Form<CommunitiesPage>(new { All = present.Database.Read(CommunityStore.Sizes), Problem = problem }, problem);

    private static Results<RedirectHttpResult, RazorComponentResult<CommunitiesPage>> Do(Present present, Action<DbTransaction> change)
    {
        try
        {
            present.Database.Write(change);
            return TypedResults.LocalRedirect("/communities");
        }
        catch (InvalidInputException problem)
        {
            return Page(present, problem);
        }
    }
}
