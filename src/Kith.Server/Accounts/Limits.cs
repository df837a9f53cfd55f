using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Kith.Server.Shared;

namespace Kith.Server.Accounts;

/// <summary>Says that an endpoint is where strangers knock: signing in and up, guests.</summary>
internal sealed record Knocking;

/// <summary>How fast anybody may do things: knocking by address, everything that changes something by account.</summary>
internal sealed class Limits : IDisposable
{
    // A class behind one address comes in at once; after that a guesser gets 720 tries an hour, and each account locks after ten.
    private static readonly TimeSpan KnockEvery = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<HttpContext> knocking, changing;

    public Limits(SiteOptions options)
    {
        knocking = PartitionedRateLimiter.Create<HttpContext, string>(context => options.KnocksAtOnce == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(Place(context.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.KnocksAtOnce, TokensPerPeriod = 1, ReplenishmentPeriod = KnockEvery,
            }));
        changing = PartitionedRateLimiter.Create<HttpContext, string>(context => options.PostsPerSecond == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? Place(context.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.PostBurst, TokensPerPeriod = options.PostsPerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));
    }

    /// <summary>Whether this request may go on; otherwise, after how long to try again.</summary>
    public TimeSpan? Wait(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || context.GetEndpoint() is not { } endpoint)
        {
            return null;
        }
        var limiter = endpoint.Metadata.GetMetadata<Knocking>() is null ? changing : knocking;
        using var lease = limiter.AttemptAcquire(context);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : KnockEvery;
    }

    public void Dispose()
    {
        knocking.Dispose();
        changing.Dispose();
    }

    // One household has 2^64 addresses of IPv6, whoever rents a server often more: so many bytes of one are looked at.
    internal static string Place(IPAddress? address, int bytes = 8) => address switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, bytes)),
        _ => address.MapToIPv4().ToString(),
    };
}

/// <summary>The limits as part of the application.</summary>
internal static class LimitsGuard
{
    /// <summary>Says that strangers knock here.</summary>
    public static T Knocking<T>(this T endpoints) where T : IEndpointConventionBuilder => endpoints.WithMetadata(new Knocking());

    /// <summary>Turns away who is too fast, and says when to try again.</summary>
    public static void UseLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<Limits>();
        app.Use((context, next) =>
        {
            if (limits.Wait(context) is not { } wait)
            {
                return next(context);
            }
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return Problems.Refuse(context, new InvalidInputException("That was too fast.", "account", $"Try again in {(seconds == 1 ? "a second" : $"{seconds} seconds")}."), StatusCodes.Status429TooManyRequests);
        });
    }
}
