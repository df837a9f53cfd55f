using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Server.Gatherings;

/// <summary>Gatherings for calendars and feed readers. With <c>?key=</c> they show what the key's owner may see, else what is public.</summary>
internal static class FeedEndpoints
{
    private const string Calendar = "text/calendar; charset=utf-8", Feed = "application/atom+xml; charset=utf-8";
    private const long Day = TimeSpan.MillisecondsPerDay, Back = 370 * Day, Ahead = 740 * Day;
    private const int Entries = 50;

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("").For(Role.Anyone);
        routes.MapGet("/gatherings/{id:long}/calendar.ics", One);
        routes.MapGet("/calendar.ics", All);
        routes.MapGet("/gatherings.atom", News);
    }

    private static Results<ContentHttpResult, NotFound> One(Present present, Acquaintance acquaintance, Reader reader, SiteOptions options, HttpContext context, long id, string? key) =>
        present.Database.Read(connection => GatheringStore.Find(connection, As(present, acquaintance, reader, key), new(id)) is { } gathering
            ? CalendarFile.Of(new(gathering.Title, [gathering], [], each => GatheringStore.Questions(connection, each.Id), _ => [], Site(options, context)))
            : null) is { } file ? Text(context, file, Calendar) : TypedResults.NotFound();

    private static ContentHttpResult All(Present present, Acquaintance acquaintance, Reader reader, SiteOptions options, HttpContext context, string? community, string? key)
    {
        var (asked, now) = (As(present, acquaintance, reader, key), present.Now);
        var file = present.Database.Read(connection =>
        {
            var (_, only) = GatheringsView.Only(GatheringStore.Communities(connection, asked), community);
            var all = GatheringStore.Between(connection, asked, now - Back, now + Ahead, only);
            var questions = GatheringStore.QuestionsOf(connection, [.. all.Select(each => each.Id)]);
            var series = SeriesStore.All(connection, asked).Where(each => only is null || each.Community == only).ToList();
            return CalendarFile.Of(new(community ?? "Gatherings", all, series, each => [.. questions[each.Id]],
                id => [.. Occurrences.Days(connection, id).Except(all.Where(each => each.Series == id).Select(each => each.Occurrence?[..10] ?? ""))], Site(options, context)));
        });
        return Text(context, file, Calendar);
    }

    private static ContentHttpResult News(Present present, Acquaintance acquaintance, Reader reader, SiteOptions options, HttpContext context, string? community, string? key)
    {
        var asked = As(present, acquaintance, reader, key);
        var news = present.Database.Read(connection =>
        {
            var (_, only) = GatheringsView.Only(GatheringStore.Communities(connection, asked), community);
            return GatheringStore.Live(connection, asked, only)
                .Concat(GatheringStore.Upcoming(connection, asked, only, count: Entries)).Concat(GatheringStore.Past(connection, asked, only, count: Entries));
        }).OrderByDescending(Atom.ChangedAt).Take(Entries).ToList();
        var self = context.Request.Path + QueryString.Create(context.Request.Query.Where(each => each.Key != "key"));
        return Text(context, Atom.Of(news, present.Network.Everyone, Site(options, context), self), Feed);
    }

    // What is fetched with a key, or by somebody signed in, is for nobody else's cache.
    private static ContentHttpResult Text(HttpContext context, string text, string type)
    {
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Text(text, type);
    }

    private static Reader As(Present present, Acquaintance acquaintance, Reader reader, string? key) => key is null ? reader
        : present.Database.Read(connection => FeedKey.Find(connection, key)) is { } account ? acquaintance.ReaderOf(account)
        : throw new InvalidInputException("The key in this address is nobody's (any more).", "key", "Copy the address from the page of gatherings again.");

    private static Uri Site(SiteOptions options, HttpContext context) => new(options.Absolute("/", context.Request));
}
