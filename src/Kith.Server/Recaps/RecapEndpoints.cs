using Kith.Accounts;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Kith.Server.Rooms;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Recaps;

/// <summary>Recaps: read, commented, written and published.</summary>
internal static class RecapEndpoints
{
    private const string Unknown = "There is no recap of this gathering yet, or only those who take part may read it.";

    public static void MapRecaps(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/gatherings/{id:long}/recap");
        pages.MapGet("", Page).For(Role.Anyone);
        pages.MapGet("edit", Edit).For(Role.Member);
        pages.MapPost("", SaveForm).For(Role.Member);
        pages.MapPost("regenerate", Regenerate).For(Role.Member);
        pages.MapPost("comments", CommentForm).For(Role.Guest);
        routes.MapGet("/gatherings/{id:long}/recap.md", File).For(Role.Anyone);

        var api = routes.MapGroup("/api/gatherings/{id:long}/recap").WithTags("Gatherings");
        api.MapGet("", Read).WithSummary("A published recap and the comments on it").For(Role.Anyone);
        api.MapPost("draft", Save).WithSummary("Saves a draft, unless somebody else has saved one since the version given").For(Role.Member);
        api.MapPost("publish", Publish).WithSummary("Publishes the saved draft, or puts it in place of what is published").For(Role.Member);
        api.MapPost("comments", Comment).WithSummary("Comments on a recap").For(Role.Guest);
    }

    private static Results<RazorComponentResult<RecapPage>, RazorComponentResult<NotFoundPage>> Page(HttpContext http, long id) =>
        Of(http, id) is { } view ? new RazorComponentResult<RecapPage>(new { View = view }) : Problems.NoPage(Unknown);

    private static Results<Ok<RecapAnswer>, ProblemHttpResult> Read(HttpContext http, long id) =>
        Of(http, id) is { } view ? TypedResults.Ok(RecapAnswer.Of(view)) : Problems.None(Unknown);

    private static Results<FileContentHttpResult, RazorComponentResult<NotFoundPage>> File(HttpContext http, SiteOptions options, long id) => Of(http, id) is { } view
        ? TypedResults.File(System.Text.Encoding.UTF8.GetBytes(RecapAnswer.File(view, options.Absolute("", http.Request))), "text/markdown; charset=utf-8", $"recap-{id}.md")
        : Problems.NoPage(Unknown);

    private static RecapView? Of(HttpContext http, long id)
    {
        var (services, me) = (http.RequestServices, http.RequestServices.GetRequiredService<Me>());
        var view = RecapView.Of(services.GetRequiredService<Present>(), services.GetRequiredService<RoomPeople>(), me, new(id));
        if (view is not null)
        {
            http.Keep(me, view.Gathering.Conversation.Visibility);
        }
        return view;
    }

    private static Results<RazorComponentResult<RecapEditPage>, RazorComponentResult<NotFoundPage>> Edit(Present present, RoomPeople people, Me me, long id) =>
        RecapDesk.Of(present, people, me, new(id)) is { } desk ? new RazorComponentResult<RecapEditPage>(new { Desk = desk }) : Problems.NoPage(Unknown);

    private static async Task<IResult> SaveForm(
        Present present, RoomPeople people, RoomLog log, Me me, long id, [FromForm] string text, [FromForm] long version, [FromForm] string? then)
    {
        if (RecapDesk.Of(present, people, me, new(id)) is not { } desk)
        {
            return Problems.NoPage(Unknown);
        }
        var by = me.Speaker();
        var saved = await log.Change(new(id), change => RecapStore.Save(change, text, version, by));
        if (saved.Other is not null)
        {
            return new RazorComponentResult<RecapEditPage>(new { Desk = RecapDesk.Of(present, people, me, new(id))!.Beside(text, saved.Version) }) { StatusCode = StatusCodes.Status409Conflict };
        }
        if (then != "publish")
        {
            return new SeeOther($"/gatherings/{id}/recap/edit");
        }
        await Publishing.Publish(present, people, log, me, desk.Gathering);
        return new SeeOther($"/gatherings/{id}/recap");
    }

    private static async Task<IResult> Save(Present present, RoomPeople people, RoomLog log, Me me, long id, RecapSaid said)
    {
        if (RecapDesk.Of(present, people, me, new(id)) is not { } desk)
        {
            return Problems.None(Unknown);
        }
        var by = me.Speaker();
        var saved = await log.Change(new(id), change => RecapStore.Save(change, said.Text ?? "", said.Version, by));
        return saved.Other is { } other
            ? Problems.Wrong(new InvalidInputException($"{desk.Everyone.Of(other.EditedBy)?.Name ?? "Somebody"} has saved the recap meanwhile.", "version", "Load the page again to see both."), StatusCodes.Status409Conflict)
            : TypedResults.Ok(new RecapSaved(saved.Version, RecapAnswer.Html(said.Text ?? "", desk.Everyone, Publishing.Named(present, people, me, desk.Gathering, said.Text ?? ""))));
    }

    private static async Task<IResult> Publish(Present present, RoomPeople people, RoomLog log, Me me, long id)
    {
        if (RecapDesk.Of(present, people, me, new(id)) is not { } desk)
        {
            return Problems.None(Unknown);
        }
        await Publishing.Publish(present, people, log, me, desk.Gathering);
        return TypedResults.Ok(RecapAnswer.Of(RecapView.Of(present, people, me, new(id))!));
    }

    private static async Task<IResult> Regenerate(Present present, RoomPeople people, RoomLog log, Me me, long id)
    {
        if (RecapDesk.Of(present, people, me, new(id)) is not { } desk)
        {
            return Problems.NoPage(Unknown);
        }
        var (by, made) = (me.Speaker(), present.Database.Read(connection => RecapDesk.Made(connection, me, new(id), desk.Everyone)));
        await log.Change(new(id), change => RecapStore.Save(change, made, RecapStore.Find(change.Transaction.Connection!, change.Room)?.Version ?? 0, by));
        return new SeeOther($"/gatherings/{id}/recap/edit");
    }

    private static async Task<IResult> CommentForm(Present present, RoomPeople people, RoomLog log, Me me, long id, [FromForm] string? text, [FromForm] string? key, [FromForm] long? reply_to) =>
        await Publishing.Comment(present, people, log, me, new(id), new CommentSaid(text, key, reply_to)) is { } posted
            ? new SeeOther($"/gatherings/{id}/recap#m{posted.Seq}")
            : Problems.NoPage(Unknown);

    private static async Task<IResult> Comment(Present present, RoomPeople people, RoomLog log, Me me, long id, CommentSaid said) =>
        await Publishing.Comment(present, people, log, me, new(id), said) is { } posted
            ? TypedResults.Json(new Commented(posted.Seq, Times.Of(posted.At), $"/gatherings/{id}/recap#m{posted.Seq}"), statusCode: posted.Again ? StatusCodes.Status200OK : StatusCodes.Status201Created)
            : Problems.None(Unknown);
}

/// <summary>A draft to save.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="Version">Of what the writer had before them; 0 if nothing was saved.</param>
public sealed record RecapSaid(string? Text, long Version = 0);

/// <summary>What was saved.</summary>
/// <param name="Version">To be given with the next one.</param>
/// <param name="Html">As readers will see it.</param>
public sealed record RecapSaved(long Version, string Html);

/// <summary>A comment to make.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="Key">Chosen by the sender: sent twice, it is said once.</param>
/// <param name="ReplyTo">Number of the comment it replies to, or null.</param>
public sealed record CommentSaid(string? Text, string? Key = null, long? ReplyTo = null);

/// <summary>A comment that was made.</summary>
public sealed record Commented(long Seq, DateTimeOffset At, string Url);
