using Kith.Accounts;
using Kith.Conversations;
using Kith.People;
using Kith.Server.Accounts;
using Kith.Server.Network;
using Kith.Server.Shared;
using Kith.Server.Ties;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.People;

/// <summary>Everybody, and everybody's page.</summary>
internal static class PeopleEndpoints
{
    private const int RowsOnPage = 100, MostRows = 1000, UsualTies = 20;
    private static readonly InvalidInputException NotYours = new("That is not yours to decide.", "person", "Ask a steward of all communities in whose archives they are, or the operator.");

    private const string Unknown = "There is nobody of this number.";

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("").For(Role.Member);
        routes.MapGet("/people", ListPage);
        routes.MapGet("/people/duplicates", (Present present) => new RazorComponentResult<DuplicatesPage>(new { Pairs = DuplicateAnswer.All(present) }));
        routes.MapGet("/people/{id:long}", OnePage);

        routes.MapPost("/people/{id:long}/bot", (Present present, Me me, long id, [FromForm] string? why) => Mark(present, me, id, why, isBot: true)).For(Role.Steward);
        routes.MapPost("/people/{id:long}/human", (Present present, Me me, long id, [FromForm] string? why) => Mark(present, me, id, why, isBot: false)).For(Role.Steward);
        routes.MapPost("/people/{id:long}/marks/{decision:long}/undo", Unmark).For(Role.Steward);

        var api = routes.MapGroup("/api").WithTags("People");
        api.MapGet("people", List).WithSummary("Everybody, who spoke most first");
        api.MapGet("people/duplicates", (Present present) => DuplicateAnswer.All(present)).WithSummary("Who may be one person, surest first, and why");
        api.MapGet("people/{id:long}", One).WithSummary("A person: identities, topics, ties, where they spoke");
        api.MapGet("people/{id:long}/ties", TiesOf).WithSummary("The ties of a person, strongest first");
        api.MapGet("path", Path).WithSummary("The warmest ways from one person to another, by name or number");
    }

    private static RazorComponentResult<PeoplePage> ListPage(Present present, Reader reader, string? q, int page = 1)
    {
        page = Math.Clamp(page, 1, 1_000_000);
        var rows = PersonRow.All(present, reader, q).Skip((page - 1) * RowsOnPage).Take(RowsOnPage + 1).ToList();
        return new(new { Rows = rows.Take(RowsOnPage).ToList(), More = rows.Count > RowsOnPage, Number = page, Text = q?.Trim() });
    }

    private static Results<RedirectHttpResult, RazorComponentResult<NotFoundPage>> Mark(Present present, Me me, long id, string? why, bool isBot)
    {
        if (present.Find(new(id)) is not { } person)
        {
            return Problems.NoPage(Unknown);
        }
        if (!MayMark(present, me, person))
        {
            throw NotYours;
        }
        present.Database.Write(transaction => Bots.Decide(transaction, person.Id, isBot, why, present.Now));
        return TypedResults.LocalRedirect($"{Address.Of(person.Id)}#known");
    }

    private static Results<RedirectHttpResult, RazorComponentResult<NotFoundPage>> Unmark(Present present, Me me, long id, long decision)
    {
        if (present.Find(new(id)) is not { } person)
        {
            return Problems.NoPage(Unknown);
        }
        if (!MayMark(present, me, person))
        {
            throw NotYours;
        }
        if (!PersonView.DecisionsOn(present, person).Exists(each => each.IsMark && each.Id == decision)
            || !present.Database.Write(transaction => WhoIsWho.Undo(transaction, decision, present.Now)))
        {
            throw new InvalidInputException($"{person.Name} has no such mark any more.", "decision", "Load the page again.");
        }
        return TypedResults.LocalRedirect($"{Address.Of(person.Id)}#known");
    }

    // A bot has no ties anywhere: no community says so for another.
    private static bool MayMark(Present present, Me me, Person person) => me.IsOpen || me.Account is { IsOperator: true }
        || (me.Highest >= Role.Steward && present.Database.Read(connection => CommunityStore.WhereKnown(connection, person)) is { Count: > 0 } known
            && known.All(community => me.In(community) >= Role.Steward));

    private static Results<RazorComponentResult<PersonPage>, RedirectHttpResult, RazorComponentResult<NotFoundPage>> OnePage(
        Present present, Reader reader, Me me, HttpResponse response, long id, string? from, string? ties)
    {
        if (present.Find(new(id)) is not { } person)
        {
            return Problems.NoPage(Unknown);
        }
        if (person.Id.Value != id)
        {
            // A merge can be undone: nobody may remember the redirect.
            response.Headers.CacheControl = "no-store";
            return TypedResults.LocalRedirect(Address.Of(person.Id), permanent: true);
        }
        var chosen = Chosen.Of(present.Network.Everyone, from);
        return new RazorComponentResult<PersonPage>(new
        {
            View = PersonView.Of(present, reader, person, ties == "all"),
            All = ties == "all", MayMark = MayMark(present, me, person), HasAccount = person.Identities.Any(identity => identity.IsOwn),
            Way = chosen is null ? null : new WayHere(chosen, chosen.Person is { } start ? PathAnswer.Of(present, reader, start, person) : null),
        });
    }

    private static IEnumerable<PersonRow> List(Present present, Reader reader, string? q, int skip = 0, int count = RowsOnPage) =>
        PersonRow.All(present, reader, q).Skip(Math.Max(0, skip)).Take(Math.Clamp(count, 1, MostRows));

    private static Results<Ok<PersonAnswer>, ProblemHttpResult> One(Present present, Reader reader, long id) =>
        present.Find(new(id)) is { } person ? TypedResults.Ok(PersonAnswer.Of(present, reader, person)) : Problems.None(Unknown);

    private static Results<Ok<IReadOnlyList<TieAnswer>>, ProblemHttpResult> TiesOf(Present present, Reader reader, long id, int top = UsualTies, bool quiet = false) =>
        present.Find(new(id)) is { } person ? TypedResults.Ok(TieAnswer.Of(present, reader, person, Math.Clamp(top, 1, MostRows), quiet)) : Problems.None(Unknown);

    private static PathAnswer Path(Present present, Reader reader, string from, string to)
    {
        var everyone = present.Network.Everyone;
        return PathAnswer.Of(present, reader, Named(everyone, from, "from"), Named(everyone, to, "to"));
    }

    private static Person Named(Everyone everyone, string typed, string where) => Chosen.Of(everyone, typed)?.OrRefuse(where)
        ?? throw new InvalidInputException($"{where} names nobody.", where, "Give a name or a number.");
}
