using System.Text;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Server.Accounts;
using Kith.Server.Rooms;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Server.Recaps;

/// <summary>Transcripts as JSON and as files. The page is at the address of the gathering.</summary>
internal static class TranscriptEndpoints
{
    private const string Unknown = "There is no such gathering, it is not over, or only those who take part may read it.";

    public static void MapTranscripts(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("").For(Role.Anyone);
        routes.MapGet("/gatherings/{id:long}/transcript", (long id) => TypedResults.LocalRedirect(Address.OfGathering(new(id))));
        routes.MapGet("/gatherings/{id:long}/transcript.md", MarkdownFile);
        routes.MapGet("/gatherings/{id:long}/transcript.json", JsonFile);
        routes.MapGet("/gatherings/{id:long}/transcript.txt", TextFile);
        routes.MapGet("/api/gatherings/{id:long}/transcript", Json).WithTags("Gatherings").WithSummary("A whole gathering that is over: questions, entries, polls, who took part");
    }

    /// <summary>The page, at the address of the gathering: by question, or by time with <c>?by=time</c>.</summary>
    public static IResult Page(HttpContext http, ConversationId id) =>
        Read(http, id.Value) is { } view ? new RazorComponentResult<TranscriptPage>(new { View = view, ByTime = http.Request.Query["by"] == "time" }) : Problems.NoPage(Unknown);

    private static Results<FileContentHttpResult, RazorComponentResult<NotFoundPage>> MarkdownFile(HttpContext http, SiteOptions options, long id) => Read(http, id) is { } view
        ? File(TranscriptText.Markdown(view, options.Absolute("", http.Request)), "text/markdown", NameOf(view, "md"))
        : Problems.NoPage(Unknown);

    private static Results<FileContentHttpResult, RazorComponentResult<NotFoundPage>> TextFile(HttpContext http, long id) =>
        Read(http, id) is { } view ? File(TranscriptText.Plain(view), "text/plain", NameOf(view, "txt")) : Problems.NoPage(Unknown);

    private static Results<JsonHttpResult<TranscriptAnswer>, RazorComponentResult<NotFoundPage>> JsonFile(HttpContext http, long id)
    {
        if (Read(http, id) is not { } view)
        {
            return Problems.NoPage(Unknown);
        }
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{NameOf(view, "json")}\"";
        return TypedResults.Json(TranscriptAnswer.Of(view));
    }

    private static Results<Ok<TranscriptAnswer>, ProblemHttpResult> Json(HttpContext http, long id) =>
        Read(http, id) is { } view ? TypedResults.Ok(TranscriptAnswer.Of(view)) : Problems.None(Unknown);

    private static TranscriptView? Read(HttpContext http, long id)
    {
        var (services, me) = (http.RequestServices, http.RequestServices.GetRequiredService<Me>());
        var view = TranscriptView.Of(services.GetRequiredService<Present>(), services.GetRequiredService<RoomPeople>(), me, new(id));
        if (view is not null)
        {
            http.Keep(me, view.Gathering.Conversation.Visibility);
        }
        return view;
    }

    private static FileContentHttpResult File(string text, string type, string name) => TypedResults.File(Encoding.UTF8.GetBytes(text), $"{type}; charset=utf-8", name);

    // The day and the title in plain letters: 2026-12-01-salt-on-the-glass.md.
    private static string NameOf(TranscriptView view, string ending)
    {
        var words = new string([.. view.Gathering.Title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
        var title = string.Join('-', words.Split('-', StringSplitOptions.RemoveEmptyEntries).Take(8));
        return $"{Times.Of(view.Gathering.OpenedAt ?? view.Gathering.StartsAt):yyyy-MM-dd}{(title.Length > 0 ? "-" : "")}{title}.{ending}";
    }
}
