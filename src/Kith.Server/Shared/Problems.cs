using System.Text.RegularExpressions;
using Kith.Accounts;
using Kith.Server.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Server.Shared;

/// <summary>How the server says no: a page to people, problem details (RFC 9457) under <c>/api</c>.</summary>
public static partial class Problems
{
    /// <summary>A page that says what there is not.</summary>
    public static RazorComponentResult<NotFoundPage> NoPage(string? what = null) => new(new { What = what }) { StatusCode = StatusCodes.Status404NotFound };

    /// <summary>Problem details that say what there is not.</summary>
    public static ProblemHttpResult None(string what) => TypedResults.Problem(what, statusCode: StatusCodes.Status404NotFound);

    /// <summary>Problem details that say what was wrong with the request and what would be right.</summary>
    public static ProblemHttpResult Wrong(InvalidInputException problem, int status = StatusCodes.Status400BadRequest) => TypedResults.Problem(
        $"{problem.Message} {problem.Hint}", statusCode: status,
        extensions: new Dictionary<string, object?> { ["where"] = problem.Where, ["hint"] = problem.Hint });

    /// <summary>A page with a form: 400 where what was sent by it can't be used, which the page says.</summary>
    public static RazorComponentResult<T> Form<T>(object parameters, InvalidInputException? problem) where T : IComponent =>
        new(parameters) { StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };

    /// <summary>Answers what nothing else answered, and what threw.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failed, SuppressDiagnosticsCallback = context => Said(context.Exception).What is not null });
        app.MapFallback("/api/{**path}", (string path) => None($"There is nothing at /api/{path}. /api/openapi.json lists what there is.")).For(Role.Anyone);
        app.MapFallback(() => NoPage()).For(Role.Anyone);
    }

    /// <summary>Says that a role is needed: visitors are led to sign in, members are told who may.</summary>
    internal static Task TurnAway(HttpContext context, Me me, Role least)
    {
        var what = new InvalidInputException(
            me.Account is null ? "This is for members." : $"This is for {Those(least)}.", "account",
            me.Account is null ? "Sign in first." : "Ask somebody who is.");
        var status = me.Account is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
        return !IsApi(context) && me.Account is null && HttpMethods.IsGet(context.Request.Method)
            ? TypedResults.LocalRedirect($"/sign-in?to={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}").ExecuteAsync(context)
            : Refuse(context, what, status, me.Account is null ? null : $"For {Those(least)} only");
    }

    // Guests become one by the link to their gathering: whoever has an account already can but join.
    private static string Those(Role least) => least <= Role.Member ? "members" : $"{least.ToString().ToLowerInvariant()}s";

    /// <summary>Says no before any endpoint is asked: as problem details or as a page.</summary>
    internal static Task Refuse(HttpContext context, InvalidInputException what, int status, string? heading = null) => IsApi(context)
        ? Wrong(what, status).ExecuteAsync(context)
        : (heading is null ? new RazorComponentResult<WrongPage>(new { Problem = what }) { StatusCode = status }
            : new RazorComponentResult<WrongPage>(new { Problem = what, Heading = heading }) { StatusCode = status }).ExecuteAsync(context);

    private static Task Failed(HttpContext context)
    {
        var (status, what) = Said(context.Features.Get<IExceptionHandlerFeature>()?.Error);
        return (IsApi(context), what) switch
        {
            (true, { } problem) => Wrong(problem, status).ExecuteAsync(context),
            (true, null) => TypedResults.Problem("This is a fault of Kith; the log of the server says more.", statusCode: status).ExecuteAsync(context),
            (false, { } problem) => new RazorComponentResult<WrongPage>(new { Problem = problem }) { StatusCode = status }.ExecuteAsync(context),
            (false, null) => new RazorComponentResult<ErrorPage> { StatusCode = status }.ExecuteAsync(context),
        };
    }

    // What the sender can mend, and the sentence for it; null for a fault of ours.
    private static (int Status, InvalidInputException? What) Said(Exception? error) => error switch
    {
        InvalidInputException wrong => (StatusCodes.Status400BadRequest, wrong),
        RefusedException refused => (refused.Status, new(refused.Message, "account", refused.Hint)),
        BadHttpRequestException { InnerException: AntiforgeryValidationException } => (StatusCodes.Status400BadRequest, new(
            "The page is older than your being signed in, or not one of ours.", "form", "Load the page again and send it once more.")),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, new(
            "That is more than a form may bring.", "file", "Import it on the command line: kith import PATH.")),
        // PostgreSQL keeps no character 0; nobody types it.
        Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.CharacterNotInRepertoire } => (StatusCodes.Status400BadRequest, new(
            "A character in it can't be kept.", "request", "Leave control characters out.")),
        BadHttpRequestException bad => (bad.StatusCode, new(Plain(bad.Message), "request", "/api/openapi.json says what each address takes.")),
        _ => (StatusCodes.Status500InternalServerError, null),
    };

    // The framework names types of ours.
    private static string Plain(string said) => Missing().Replace(Unfit().Replace(said, "\"$2\" does not fit $1."), "$1 is missing.");

    [GeneratedRegex(@"^Failed to bind parameter ""\S+ (\w+)"" from ""(.*)""\.$", RegexOptions.Singleline)]
    private static partial Regex Unfit();

    [GeneratedRegex(@"^Required parameter ""\S+ (\w+)"" was not provided from .*\.$", RegexOptions.Singleline)]
    private static partial Regex Missing();

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
}
