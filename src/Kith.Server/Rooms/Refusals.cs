using Kith.Rooms;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Server.Rooms;

/// <summary>How a room says no.</summary>
internal static class Refusals
{
    /// <summary>To a program.</summary>
    public static IResult Say(HttpContext http, Refusal refusal) => Problems.Wrong(Told(http, refusal), StatusOf(refusal.Kind));

    /// <summary>To somebody who sent a form.</summary>
    public static IResult Show(HttpContext http, Refusal refusal) =>
        new RazorComponentResult<WrongPage>(new { Problem = Told(http, refusal) }) { StatusCode = StatusOf(refusal.Kind) };

    private static InvalidInputException Told(HttpContext http, Refusal refusal)
    {
        if (refusal.Wait > 0)
        {
            http.Response.Headers.RetryAfter = refusal.Wait.ToString();
        }
        return new InvalidInputException(refusal.What, "room", refusal.Hint);
    }

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Unknown => StatusCodes.Status404NotFound,
        RefusalKind.NotYours or RefusalKind.Muted => StatusCodes.Status403Forbidden,
        RefusalKind.TooFast => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status409Conflict,
    };
}
