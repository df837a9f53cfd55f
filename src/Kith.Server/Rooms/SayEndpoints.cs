using Kith.Accounts;
using Kith.Conversations;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Kith.Server.Shared;

namespace Kith.Server.Rooms;

/// <summary>A message to be said; see docs/rooms.md.</summary>
/// <param name="Key">Chosen by the sender; sent twice, it is said once.</param>
/// <param name="Text">The words, in Markdown; people are named as <c>@Full Name</c>.</param>
/// <param name="Question">Id of the question it answers.</param>
/// <param name="ReplyTo">Seq of the message it replies to.</param>
public sealed record SaidBody(string? Key, string? Text, long? Question = null, long? ReplyTo = null);

/// <summary>What became of a message: it is durable.</summary>
/// <param name="Seq">The number it has for ever.</param>
/// <param name="At">When it was said.</param>
/// <param name="Url">Its permanent address.</param>
public sealed record SaidAnswer(long Seq, DateTimeOffset At, string Url);

/// <summary>Saying something in a room.</summary>
internal static class SayEndpoints
{
    public static void MapSaying(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/gatherings/{id:long}/messages", Say).WithTags("Rooms").WithSummary("Says something; the answer comes when it is durable")
            .Produces<SaidAnswer>(StatusCodes.Status201Created).Produces<SaidAnswer>().For(Role.Guest);
        routes.MapPost("/gatherings/{id:long}/messages", SayByForm).ExcludeFromDescription().For(Role.Guest);
    }

    private static async Task<IResult> Say(HttpContext http, long id, SaidBody said) => await Write(http, new(id), said) switch
    {
        null => Problems.None(TakingPart.Nowhere),
        { Refusal: { } refusal } => Refusals.Say(http, refusal),
        { Posted: { Again: true } again } => TypedResults.Ok(AnswerOf(id, again)),
        { Posted: var posted } => TypedResults.Created(AnswerOf(id, posted).Url, AnswerOf(id, posted)),
    };

    private static async Task<IResult> SayByForm(HttpContext http, long id)
    {
        var said = await Doing.Read<SaidBody>(http.Request);
        return await Write(http, new(id), said with { Key = said.Key ?? Guid.NewGuid().ToString() }) switch
        {
            null => Problems.NoPage(TakingPart.Nowhere),
            { Refusal: { } refusal } => Refusals.Show(http, refusal),
            { Posted: var posted } => new SeeOther($"{Address.OfGathering(new(id))}#m{posted.Seq}"),
        };
    }

    // Null where there is no such room for them. The rules are asked before rather than inside of the transaction: there
    // they would make everybody wait, and who was a moment early was not wrong.
    private static async Task<(Posted Posted, Refusal? Refusal)?> Write(HttpContext http, ConversationId id, SaidBody said)
    {
        var services = http.RequestServices;
        var (me, present) = (services.GetRequiredService<Me>(), services.GetRequiredService<Present>());
        if (!services.GetRequiredService<Speakers>().Find(me, id, out var refusal))
        {
            return null;
        }
        Post post;
        using (var connection = present.Database.Connect())
        {
            post = Saying.Of(connection, id, me.Speaker(), said.Key, said.Text, said.Question, said.ReplyTo);
            if (refusal is not null)
            {
                return Saying.Before(connection, id, post) is { } before ? (before, null) : (default, refusal);
            }
            if (post.Body.Contains('@'))
            {
                var everyone = services.GetRequiredService<RoomPeople>().Now(connection);
                post = post with { Addressed = RoomNames.Of(connection, me, id, everyone).Mentioned(post.Body) };
            }
        }
        return (await services.GetRequiredService<RoomLog>().Post(id, post), null);
    }

    private static SaidAnswer AnswerOf(long id, Posted posted) => new(posted.Seq, Times.Of(posted.At), $"{Address.OfGathering(new(id))}#m{posted.Seq}");
}
