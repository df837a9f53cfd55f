using Kith.Conversations;
using Kith.Server.Accounts;

namespace Kith.Server.Shared;

/// <summary>Who may keep an answer and for how long.</summary>
internal static class Keeping
{
    private const int Seconds = 60;

    /// <summary>
    /// What everybody may read is the same for all who are not signed in, and holds nothing that is for one of them: browsers
    /// and caches may keep it for a minute. What somebody signed in is shown is for them alone.
    /// </summary>
    public static void Keep(this HttpContext context, Me me, Visibility visibility)
    {
        context.Response.Headers.Vary = "Cookie";
        context.Response.Headers.CacheControl = MayKeep(me, visibility) ? $"public, max-age={Seconds}" : "no-cache, no-store";
    }

    /// <summary>Whether a page of a conversation can do without what is for one reader.</summary>
    public static bool MayKeep(Me me, Visibility visibility) => visibility == Visibility.Public && me.Account is null && !me.IsOpen;
}
