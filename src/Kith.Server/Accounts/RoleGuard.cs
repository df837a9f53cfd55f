using Kith.Accounts;
using Kith.Server.Shared;

namespace Kith.Server.Accounts;

/// <summary>The least that somebody must be, somewhere, for an endpoint to answer at all; what it answers may ask for more.</summary>
/// <param name="Least">The role.</param>
public sealed record NeedsRole(Role Least);

/// <summary>An endpoint for whoever has an account, though it may not belong to a community yet; guests have none.</summary>
public sealed record NeedsAccount;

/// <summary>Every endpoint says for whom it is; one that says nothing is for nobody.</summary>
public static class RoleGuard
{
    /// <summary>Says for whom endpoints are.</summary>
    public static T For<T>(this T endpoints, Role least) where T : IEndpointConventionBuilder => endpoints.WithMetadata(new NeedsRole(least));

    /// <summary>Says that endpoints are for whoever has an account.</summary>
    public static T ForAccounts<T>(this T endpoints) where T : IEndpointConventionBuilder => endpoints.WithMetadata(new NeedsRole(Role.Anyone), new NeedsAccount());

    /// <summary>Turns away who is not.</summary>
    public static void UseRoles(this WebApplication app) => app.Use((context, next) =>
    {
        var needed = context.GetEndpoint()?.Metadata;
        var least = needed?.GetMetadata<NeedsRole>()?.Least ?? Role.Operator;
        var account = needed?.GetMetadata<NeedsAccount>() is not null;
        if (needed is null || (least == Role.Anyone && !account))
        {
            return next(context);
        }
        var me = context.RequestServices.GetRequiredService<Me>();
        return account && me.Account is not { GuestOf: null } ? Problems.TurnAway(context, me, Role.Member)
            : me.Highest >= least ? next(context)
            : Problems.TurnAway(context, me, least);
    });
}
