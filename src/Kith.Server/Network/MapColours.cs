using Kith.Conversations;
using Kith.Expertise;
using Kith.Network;
using Kith.People;
using Kith.Server.Expertise;
using Kith.Server.Shared;

namespace Kith.Server.Network;

/// <summary>What people on the map have in common, other than their group, as far as the reader may know.</summary>
/// <param name="Names">Of the communities or topics, the one with most people first.</param>
/// <param name="Ids">Numbers of the people of whom it is known.</param>
/// <param name="Of">Beside each the place of the name.</param>
public sealed record MapColours(IReadOnlyList<string> Names, IReadOnlyList<long> Ids, IReadOnlyList<int> Of)
{
    // As many as there are colours that can be told apart.
    private const int Most = 8, TopicsOfGroup = 3;

    /// <summary>The community in which each speaks most.</summary>
    public static MapColours Communities(Present present, Reader reader) =>
        From(present.Database.Read(connection => MainCommunities.Of(connection, reader, present.Network.Everyone)));

    /// <summary>Of what the groups talk about more than each other, that of which each talks most.</summary>
    public static MapColours Topics(Present present, Reader reader)
    {
        var (everyone, index) = (present.Network.Everyone, present.Expertise);
        using var connection = present.Database.Connect();
        var hidden = ConversationStore.Hidden(connection, reader);
        Predicate<ConversationId>? visible = hidden.Count == 0 ? null : id => !hidden.Contains(id);
        var topics = TopicNames.AsWritten(connection, index, [.. TopicsOf(present, visible).DistinctBy(topic => topic.Name).OrderByDescending(topic => topic.Messages).Take(Most)], visible)
            .Select(topic => topic.Name).ToList();
        var declined = Declining.Everywhere(connection, everyone).ToLookup(each => each.Person, each => each.Topic);
        return From(MainTopics.Of(index, everyone, topics, visible).Where(main => !declined[main.Key].Any(topic => DeclinedTopics.Holds(topics[main.Value], topic)))
            .ToDictionary(main => main.Key, main => topics[main.Value]));
    }

    private static IEnumerable<Topic> TopicsOf(Present present, Predicate<ConversationId>? visible)
    {
        var everyone = present.Network.Everyone;
        // Names of people are no topics.
        var names = Kith.Expertise.Topics.WordsOf(everyone.People.SelectMany(person => person.Identities).Select(identity => identity.Name));
        return present.Map.People.GroupBy(person => person.Group).OrderBy(group => group.Key).Take(Most)
            .SelectMany(group => present.Topics.Of([.. group.Select(person => everyone.Find(person.Id)!)], present.Network.Now, TopicsOfGroup, visible, names));
    }

    private static MapColours From(IReadOnlyDictionary<PersonId, string> of)
    {
        var names = of.Values.CountBy(name => name).OrderByDescending(name => name.Value).ThenBy(name => name.Key, StringComparer.Ordinal).Select(name => name.Key).ToList();
        var place = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i);
        var people = of.OrderBy(pair => pair.Key.Value).ToList();
        return new(names, [.. people.Select(pair => pair.Key.Value)], [.. people.Select(pair => place[pair.Value])]);
    }
}
