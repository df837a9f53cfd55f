using Kith.Conversations;
using Kith.Impact;
using Kith.Server.Rooms;
using Kith.Server.Shared;
using Kith.Ties;

namespace Kith.Server.Impact;

/// <summary>Somebody whom one talked with for the first time.</summary>
public sealed record MetPerson(string Person, long Id, IReadOnlyList<Evidence> Evidence);

/// <summary>Whom one met at a gathering; see docs/json.md.</summary>
/// <param name="Gathering">Its title.</param>
/// <param name="Url">Its address.</param>
/// <param name="At">When it began.</param>
/// <param name="People">Whom.</param>
public sealed record MetAnswer(string Gathering, string Url, DateTimeOffset At, IReadOnlyList<MetPerson> People)
{
    private const int Quotes = 2;

    /// <summary>Whom the reader talked with for the first time at gatherings, the latest first; nobody for whoever has no account.</summary>
    public static IReadOnlyList<MetAnswer> Of(Present present, RoomPeople people, Reader reader)
    {
        new Fold(present.Database).Run();
        using var connection = present.Database.Connect();
        var everyone = people.Now(connection);
        if (reader.Person is not { } me || everyone.Find(me) is not { } person)
        {
            return [];
        }
        return [.. ImpactStore.MetBy(connection, reader, person, everyone).Select(met => new MetAnswer(
            met.Gathering.Title, Address.OfGathering(met.Gathering.Id), Times.Of(ImpactStore.BeganAt(met.Gathering)),
            [.. met.Met.Select(each => (Other: everyone.Find(each.Pair.One == person.Id ? each.Pair.Other : each.Pair.One)!, each.Entries)).Select(each => new MetPerson(
                each.Other.Name, each.Other.Id.Value,
                [.. each.Entries.Take(Quotes).Select(seq => ConversationStore.Find(connection, reader, met.Gathering.Id, seq)).OfType<Message>().Select(message => new Evidence(
                    Excerpt.Of(message.Body, message.Markup), Times.Of(message.At), everyone.Of(message.Author)?.Name ?? "", $"{Address.OfGathering(met.Gathering.Id)}#m{message.Seq}"))]))]))];
    }
}
