using System.Globalization;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Server.Accounts;
using Kith.Server.People;
using Kith.Server.Shared;
using Kith.Store;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Server.Expertise;

/// <summary>Who knows about what.</summary>
internal static class ExpertiseEndpoints
{
    private const int Shown = 10, MostShown = 100, Suggestions = 12, OtherWords = 8;

    public static void MapExpertise(this IEndpointRouteBuilder routes)
    {
        routes.MapDeclining();
        routes = routes.MapGroup("").For(Role.Member);
        routes.MapGet("/find", FindPage);

        var api = routes.MapGroup("/api").WithTags("Expertise");
        api.MapGet("find", Find).WithSummary("Who knows about something, with the messages that show it, and the way there from somebody");
        api.MapGet("find/words", FindWords).WithSummary("What else to look for: another spelling, and the words that are said where it is talked about");
        api.MapGet("topics", (Present present, Reader reader, int top = Suggestions) => TopicAnswer.Recent(present, reader, Math.Clamp(top, 1, MostShown)))
            .WithSummary("What is talked about these weeks more than before");
    }

    private static RazorComponentResult<FindPage> FindPage(Present present, Reader reader, string? q, string? community, string? since, string? near)
    {
        var text = (q ?? "").Trim();
        var chosen = Chosen.Of(present.Network.Everyone, near);
        var asked = new WhoKnowsQuestion(text, Shown, chosen?.Person, Typed.OrNull(community), DateOf(since));
        return new(new
        {
            Asked = asked,
            Near = chosen,
            Found = text.Length == 0 ? Finding.Nothing : Finding.Of(present, reader, asked, OtherWords),
            Topics = text.Length == 0 ? TopicAnswer.Recent(present, reader, Suggestions) : [],
            Communities = present.Database.Read(connection => ConversationStore.Communities(connection, reader)),
        });
    }

    private static IReadOnlyList<WhoKnowsAnswer> Find(
        Present present, Reader reader, string q, string? community, string? since, string? near, int top = Shown) => Finding.WhoKnows(
        present, reader, new WhoKnowsQuestion(q, Math.Clamp(top, 1, MostShown), Chosen.Of(present.Network.Everyone, near)?.OrRefuse("near"), Typed.OrNull(community), DateOf(since)));

    private static OtherWordsAnswer FindWords(Present present, Reader reader, string q, string? community, string? since, int top = OtherWords) =>
        Finding.Of(present, reader, new WhoKnowsQuestion(q, Shown, null, Typed.OrNull(community), DateOf(since)), Math.Clamp(top, 1, MostShown)).Words;

    private static DateTimeOffset? DateOf(string? typed) => string.IsNullOrWhiteSpace(typed)
        ? null
        : DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero)
            : throw new InvalidInputException($"\"{typed}\" is no day.", "since", "Write it like 2025-03-31.");
}
