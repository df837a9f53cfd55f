using Kith.Conversations;
using Kith.Network;
using Kith.People;
using Kith.Server.Expertise;
using Kith.Server.Shared;

namespace Kith.Server.Network;

/// <summary>All that the page of the map says without a picture.</summary>
/// <param name="Map">Everybody.</param>
/// <param name="Asked">What was asked for.</param>
/// <param name="Part">Who is shown, as of the time asked for.</param>
/// <param name="Way">The warmest ways, if they were asked for.</param>
/// <param name="Communities">How many communities the reader may know of.</param>
/// <param name="Age">How long ago the drawing was begun, if it does not show what happened since.</param>
public sealed record MapView(NetworkMap Map, MapAsked Asked, MapPart Part, PathAnswer? Way, int Communities, TimeSpan? Age)
{
    /// <summary>Reads it.</summary>
    public static MapView Of(Present present, Reader reader, MapAsked asked)
    {
        var (map, age) = present.Maps.Aged(present.Network);
        var then = asked.At is { } day ? map.On(day) : map;
        var way = asked is { From.Person: { } from, To.Person: { } to } ? PathAnswer.Of(present, reader, from, to) : null;
        var part = asked.Person?.Person is { } center ? MapPart.Around(then, center.Id, asked.Steps) : MapPart.All(then);
        if (asked.Topic.Length > 0)
        {
            Keep(MapTopic.Of(present, reader, asked.Topic).Ids);
        }
        if (way is not null)
        {
            Keep(way.Paths.SelectMany(path => path.Ids));
        }
        return new(map, asked, part, way, present.Database.Read(connection => ConversationStore.Communities(connection, reader)).Count, age);

        void Keep(IEnumerable<long> ids)
        {
            var both = ids.Select(id => new PersonId(id)).ToHashSet();
            both.IntersectWith(part.Ids);
            part = MapPart.Among(then, both);
        }
    }
}

/// <summary>Who talks about something.</summary>
/// <param name="Topic">What.</param>
/// <param name="Ids">Numbers of the people, who knows most first.</param>
/// <param name="Shares">Beside each their share of all that counts for it, 0 to 1.</param>
public sealed record MapTopic(string Topic, IReadOnlyList<long> Ids, IReadOnlyList<double> Shares)
{
    // Whoever comes after so many has said next to nothing about it.
    private const int Most = 500;

    /// <summary>Finds them in what the reader may see.</summary>
    public static MapTopic Of(Present present, Reader reader, string topic)
    {
        var known = Finding.WhoKnows(present, reader, new WhoKnowsQuestion(topic, Most, Quotes: 0));
        return new(topic, [.. known.Select(each => each.Id)], [.. known.Select(each => each.Score)]);
    }
}
