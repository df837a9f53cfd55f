using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Server.Shared;

/// <summary>How the server says no: a page to people, problem details (RFC 9457) under <c>/api</c>.</summary>
public static class Problems
{
    /// <summary>A page that says what there is not.</summary>
    public static RazorComponentResult<NotFoundPage> NoPage(string? what = null) => new(new { What = what }) { StatusCode = StatusCodes.Status404NotFound };

    /// <summary>Problem details that say what there is not.</summary>
    public static ProblemHttpResult None(string what) => TypedResults.Problem(what, statusCode: StatusCodes.Status404NotFound);

    /// <summary>Problem details that say what was wrong with the request and what would be right.</summary>
    public static ProblemHttpResult Wrong(InvalidInputException problem) => TypedResults.Problem(
        $"{problem.Message} {problem.Hint}", statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["where"] = problem.Where, ["hint"] = problem.Hint });

    /// <summary>Answers what nothing else answered, and what threw.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failed, SuppressDiagnosticsCallback = context => context.Exception is InvalidInputException });
        app.MapFallback("/api/{**path}", (string path) => None($"There is nothing at /api/{path}. /api/openapi.json lists what there is."));
        app.MapFallback(() => NoPage());
    }

    private static Task Failed(HttpContext context)
    {
        var wrong = context.Features.Get<IExceptionHandlerFeature>()?.Error as InvalidInputException;
        return (IsApi(context), wrong) switch
        {
            (true, { } problem) => Wrong(problem).ExecuteAsync(context),
            (true, null) => TypedResults.Problem("This is a fault of Kith; the log of the server says more.", statusCode: 500).ExecuteAsync(context),
            (false, { } problem) => new RazorComponentResult<WrongPage>(new { Problem = problem }) { StatusCode = StatusCodes.Status400BadRequest }.ExecuteAsync(context),
            (false, null) => new RazorComponentResult<ErrorPage> { StatusCode = StatusCodes.Status500InternalServerError }.ExecuteAsync(context),
        };
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
}
