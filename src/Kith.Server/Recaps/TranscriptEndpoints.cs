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
    public static IResult Page(HttpContext http, ConversationId id)
    {
        var services = http.RequestServices;
        return TranscriptView.Of(services.GetRequiredService<Present>(), services.GetRequiredService<RoomPeople>(), services.GetRequiredService<Me>(), id) is { } view
            ? new RazorComponentResult<TranscriptPage>(new { View = view, ByTime = http.Request.Query["by"] == "time" })
            : Problems.NoPage(Unknown);
    }

    private static Results<FileContentHttpResult, RazorComponentResult<NotFoundPage>> MarkdownFile(Present present, RoomPeople people, Me me, HttpRequest request, long id) =>
        TranscriptView.Of(present, people, me, new(id)) is { } view
            ? File(TranscriptText.Markdown(view, $"{request.Scheme}://{request.Host}"), "text/markdown", NameOf(view, "md"))
            : Problems.NoPage(Unknown);

    private static Results<FileContentHttpResult, RazorComponentResult<NotFoundPage>> TextFile(Present present, RoomPeople people, Me me, long id) =>
        TranscriptView.Of(present, people, me, new(id)) is { } view ? File(TranscriptText.Plain(view), "text/plain", NameOf(view, "txt")) : Problems.NoPage(Unknown);

    private static Results<JsonHttpResult<TranscriptAnswer>, RazorComponentResult<NotFoundPage>> JsonFile(Present present, RoomPeople people, Me me, HttpResponse response, long id)
    {
        if (TranscriptView.Of(present, people, me, new(id)) is not { } view)
        {
            return Problems.NoPage(Unknown);
        }
        response.Headers.ContentDisposition = $"attachment; filename=\"{NameOf(view, "json")}\"";
        return TypedResults.Json(TranscriptAnswer.Of(view));
    }

    private static Results<Ok<TranscriptAnswer>, ProblemHttpResult> Json(Present present, RoomPeople people, Me me, long id) =>
        TranscriptView.Of(present, people, me, new(id)) is { } view ? TypedResults.Ok(TranscriptAnswer.Of(view)) : Problems.None(Unknown);

    private static FileContentHttpResult File(string text, string type, string name) => TypedResults.File(Encoding.UTF8.GetBytes(text), $"{type}; charset=utf-8", name);

    // The day and the title in plain letters: 2026-12-01-salt-on-the-glass.md.
    private static string NameOf(TranscriptView view, string ending)
    {
        var words = new string([.. view.Gathering.Title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
        var title = string.Join('-', words.Split('-', StringSplitOptions.RemoveEmptyEntries).Take(8));
        return $"{Times.Of(view.Gathering.OpenedAt ?? view.Gathering.StartsAt):yyyy-MM-dd}{(title.Length > 0 ? "-" : "")}{title}.{ending}";
    }
}
