using Kith.Accounts;
using Kith.Conversations;
using Kith.Server.Accounts;
using Kith.Server.Recaps;
using Kith.Server.Shared;
using Kith.Store;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Server.Conversations;

/// <summary>Transcripts, and the list of them.</summary>
internal static class ConversationEndpoints
{
    private const int RowsOnPage = 50, MostRows = 1000;
    private const string Unknown = "There is no such conversation, or only those who took part may read it.";

    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("").For(Role.Anyone);
        routes.MapGet("/conversations", ListPage);
        routes.MapGet("/conversations/{id:long}", TranscriptPage);
        routes.MapGet("/conversations/{id:long}/{seq:long}", Permalink);

        var api = routes.MapGroup("/api/conversations").WithTags("Conversations");
        api.MapGet("", List).WithSummary("Conversations, the latest first");
        api.MapGet("{id:long}", Read).WithSummary("A page of a conversation's messages");
        api.MapGet("{id:long}/{seq:long}", ReadOne).WithSummary("One message");
    }

    private static RazorComponentResult<ConversationsPage> ListPage(Present present, Reader reader, string? q, string? community, int page = 1)
    {
        page = Math.Clamp(page, 1, 1_000_000);
        var rows = ConversationRow.Latest(present, reader, Typed.OrNull(community), Typed.OrNull(q), (page - 1) * RowsOnPage, RowsOnPage + 1);
        return new(new
        {
            Rows = rows.Take(RowsOnPage).ToList(), More = rows.Count > RowsOnPage, Number = page, Text = Typed.OrNull(q), Community = Typed.OrNull(community),
            Communities = present.Database.Read(connection => ConversationStore.Communities(connection, reader)),
        });
    }

    private static Results<RedirectHttpResult, RazorComponentResult<ConversationPage>, RazorComponentResult<NotFoundPage>> TranscriptPage(Present present, Reader reader, long id, int page = 1) =>
        Moved.Of(present, reader, new(id)) is { } elsewhere ? TypedResults.LocalRedirect(elsewhere) :
        ConversationView.Of(present, reader, new(id), page) is { } view ? new RazorComponentResult<ConversationPage>(new { View = view }) : Problems.NoPage(Unknown);

    private static Results<RedirectHttpResult, RazorComponentResult<NotFoundPage>> Permalink(Present present, Reader reader, long id, long seq) =>
        (Moved.Of(present, reader, new(id), seq) ?? ConversationView.AddressOf(present, reader, new(id), seq)) is { } address
            ? TypedResults.LocalRedirect(address)
            : Problems.NoPage("There is no such message: it was removed, or only those who took part may read it.");

    private static IReadOnlyList<ConversationRow> List(Present present, Reader reader, string? q, string? community, int skip = 0, int count = RowsOnPage) =>
        ConversationRow.Latest(present, reader, Typed.OrNull(community), Typed.OrNull(q), Math.Max(0, skip), Math.Clamp(count, 1, MostRows));

    private static Results<Ok<ConversationAnswer>, ProblemHttpResult> Read(Present present, Reader reader, long id, int page = 1) =>
        ConversationView.Of(present, reader, new(id), page) is { } view ? TypedResults.Ok(ConversationAnswer.Of(view)) : Problems.None(Unknown);

    private static Results<Ok<MessageAnswer>, ProblemHttpResult> ReadOne(Present present, Reader reader, long id, long seq) =>
        MessageAnswer.Of(present, reader, new(id), seq) is { } message ? TypedResults.Ok(message) : Problems.None("There is no such message, or only those who took part may read it.");
}
