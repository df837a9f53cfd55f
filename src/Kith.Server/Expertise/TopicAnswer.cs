using System.Data.Common;
using Kith.Conversations;
using Kith.Expertise;
using Kith.People;
using Kith.Server.Shared;

namespace Kith.Server.Expertise;

/// <summary>Something talked about; see docs/json.md.</summary>
/// <param name="Topic">A word or two.</param>
/// <param name="Messages">How many messages hold it.</param>
/// <param name="Evidence">Some of them, most telling first.</param>
public sealed record TopicAnswer(string Topic, int Messages, IReadOnlyList<Shared.Evidence> Evidence)
{
    // As many more are asked for as may turn out to be said in the same messages.
    private const int Spare = 4;

    /// <summary>What a person talks about more than others do, and does not decline.</summary>
    public static IReadOnlyList<TopicAnswer> Of(Present present, Reader reader, Person person, int top)
    {
        var declined = Declining.Of(present, [.. person.Identities.Select(identity => identity.Id)]);
        return [.. Apart(Told(present, reader, (topics, visible, names) => topics.Of(person, present.Network.Now, top + declined.Count + Spare, visible, names)), declined).Take(top)];
    }

    /// <summary>What is talked about these weeks more than before.</summary>
    public static IReadOnlyList<TopicAnswer> Recent(Present present, Reader reader, int top) =>
        [.. Apart(Told(present, reader, (topics, visible, names) => topics.Recent(present.Network.Now, top + Spare, visible, names)), []).Take(top)];

    /// <summary>
    /// Of topics that the same messages show, as "fishmonger singing" and "singing opera" where it is always both, the first that is not
    /// declined: whoever declines one of the two is asked about the other until they decline that as well.
    /// </summary>
    internal static IEnumerable<TopicAnswer> Apart(IEnumerable<TopicAnswer> topics, IReadOnlyList<string> declined) =>
        topics.Where(topic => !declined.Any(each => DeclinedTopics.Holds(topic.Topic, each))).DistinctBy(topic => topic.Evidence.Count == 0 ? topic.Topic : $"{topic.Messages} {string.Join(' ', topic.Evidence.Select(one => one.Url))}");

    private static IReadOnlyList<TopicAnswer> Told(
        Present present, Reader reader, Func<Topics, Predicate<ConversationId>?, IReadOnlySet<string>, IReadOnlyList<Topic>> ask)
    {
        using var connection = present.Database.Connect();
        var hidden = ConversationStore.Hidden(connection, reader);
        Predicate<ConversationId>? visible = hidden.Count == 0 ? null : id => !hidden.Contains(id);
        return Told(present, connection, reader, ask(present.Topics, visible, Names(present)), visible);
    }

    /// <summary>The words of people's names, which are no topics.</summary>
    internal static HashSet<string> Names(Present present) =>
        Topics.WordsOf(present.Network.Everyone.People.SelectMany(person => person.Identities).Select(identity => identity.Name));

    /// <summary>Topics by the names that people give them, with their evidence.</summary>
    internal static IReadOnlyList<TopicAnswer> Told(Present present, DbConnection connection, Reader reader, IReadOnlyList<Topic> topics, Predicate<ConversationId>? visible) =>
        [.. TopicNames.AsWritten(connection, present.Expertise, topics, visible)
            .Select(topic => new TopicAnswer(topic.Name, topic.Messages,
                [.. topic.Evidence.Select(each => Shared.Evidence.Of(connection, reader, each.Conversation, each.Seq, each.At, topic.Name)).OfType<Shared.Evidence>()]))];
}
