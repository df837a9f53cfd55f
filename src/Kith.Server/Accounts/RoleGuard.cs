using Kith.Accounts;
using Kith.Server.Shared;

namespace Kith.Server.Accounts;

/// <summary>The least that somebody must be, somewhere, for an endpoint to answer at all; what it answers may ask for more.</summary>
/// <param name="Least">The role.</param>
public sealed record NeedsRole(Role Least);

/// <summary>Every endpoint says for whom it is; one that says nothing is for nobody.</summary>
public static class RoleGuard
{
    /// <summary>Says for whom endpoints are.</summary>
    public static T For<T>(this T endpoints, Role least) where T : IEndpointConventionBuilder => endpoints.WithMetadata(new NeedsRole(least));

    /// <summary>Turns away who is not.</summary>
    public static void UseRoles(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<NeedsRole>() is { Least: Role.Anyone })
        {
            return next(context);
        }
        var me = context.RequestServices.GetRequiredService<Me>();
        var least = endpoint.Metadata.GetMetadata<NeedsRole>()?.Least ?? Role.Operator;
        return me.Highest >= least ? next(context) : Problems.TurnAway(context, me, least);
    });
}
