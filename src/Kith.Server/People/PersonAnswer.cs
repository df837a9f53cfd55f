using Kith.Conversations;
using Kith.People;
using Kith.Server.Expertise;
using Kith.Server.Shared;
using Kith.Server.Ties;

namespace Kith.Server.People;

/// <summary>How somebody is known at a source.</summary>
/// <param name="Id">Number of the identity.</param>
/// <param name="Source">The source's format.</param>
/// <param name="Name">As the source shows it.</param>
/// <param name="Key">The source's own id.</param>
public sealed record IdentityAnswer(long Id, string Source, string Name, string Key)
{
    /// <summary>All of a person's.</summary>
    public static IReadOnlyList<IdentityAnswer> Of(Person person) =>
        [.. person.Identities.Select(identity => new IdentityAnswer(identity.Id.Value, identity.Source, identity.Name, identity.Key))];
}

/// <summary>A person in a list; see docs/json.md.</summary>
/// <param name="Person">The name.</param>
/// <param name="Id">The number.</param>
/// <param name="Bot">A program.</param>
/// <param name="Identities">At least one.</param>
/// <param name="Messages">How many the reader may see.</param>
/// <param name="Conversations">In how many conversations.</param>
/// <param name="Last">When last heard of; null if never.</param>
public sealed record PersonRow(string Person, long Id, bool Bot, IReadOnlyList<IdentityAnswer> Identities, long Messages, long Conversations, DateTimeOffset? Last)
{
    /// <summary>Everybody, or everybody who has a name like that; who spoke most first.</summary>
    public static IReadOnlyList<PersonRow> All(Present present, Reader reader, string? name = null)
    {
        var everyone = present.Network.Everyone;
        var people = string.IsNullOrWhiteSpace(name) ? everyone.People : NameSearch.Find(everyone, name).Found;
        var voices = present.Database.Read(connection => ConversationStore.Voices(connection, reader)).ToDictionary(voice => voice.Identity);
        return [.. people.Select(person => Of(person, voices)).OrderByDescending(row => row.Messages).ThenBy(row => row.Id)];
    }

    /// <summary>One person.</summary>
    public static PersonRow Of(Present present, Reader reader, Person person) => Of(person, present.Database
        .Read(connection => ConversationStore.Voices(connection, reader, [.. person.Identities.Select(identity => identity.Id)])).ToDictionary(voice => voice.Identity));

    private static PersonRow Of(Person person, Dictionary<IdentityId, VoiceSum> voices)
    {
        var own = person.Identities.Where(identity => voices.ContainsKey(identity.Id)).Select(identity => voices[identity.Id]).ToList();
        return new PersonRow(person.Name, person.Id.Value, person.IsBot, IdentityAnswer.Of(person),
            own.Sum(voice => voice.Messages), own.Sum(voice => voice.Conversations), own.Count == 0 ? null : Times.Of(own.Max(voice => voice.LastAt)));
    }
}

/// <summary>Where a person spoke.</summary>
/// <param name="Conversation">Its title, with its channel.</param>
/// <param name="Url">Its permanent address.</param>
/// <param name="Messages">How many are the person's.</param>
/// <param name="Last">The latest of them.</param>
public sealed record SpokeIn(string Conversation, string Url, long Messages, DateTimeOffset Last)
{
    /// <summary>The latest conversations of a person that the reader may see.</summary>
    public static IReadOnlyList<SpokeIn> Of(Present present, Reader reader, Person person, int top) => present.Database.Read(connection =>
        ConversationStore.WithVoices(connection, reader, [.. person.Identities.Select(identity => identity.Id)], top)
            .Select(each => new SpokeIn(Evidence.TitleOf(each.Conversation), Address.Of(each.Conversation.Id), each.Messages, Times.Of(each.LastAt))).ToList());
}

/// <summary>Somebody at a glance; see docs/json.md.</summary>
/// <param name="Person">The name.</param>
/// <param name="Id">The number.</param>
/// <param name="Bot">A program.</param>
/// <param name="Identities">How they are known.</param>
/// <param name="Topics">What they talk about more than others do.</param>
/// <param name="Ties">Strongest first.</param>
/// <param name="Conversations">Where they spoke last.</param>
public sealed record PersonAnswer(
    string Person, long Id, bool Bot, IReadOnlyList<IdentityAnswer> Identities, IReadOnlyList<TopicAnswer> Topics,
    IReadOnlyList<TieAnswer> Ties, IReadOnlyList<SpokeIn> Conversations)
{
    private const int Most = 10;

    /// <summary>Tells of a person what the reader may know.</summary>
    public static PersonAnswer Of(Present present, Reader reader, Person person) => new(
        person.Name, person.Id.Value, person.IsBot, IdentityAnswer.Of(person), TopicAnswer.Of(present, reader, person, Most),
        TieAnswer.Of(present, reader, person, Most), SpokeIn.Of(present, reader, person, Most));
}
