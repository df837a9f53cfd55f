using Kith.People;

namespace Kith.Conversations;

/// <summary>Number of a <see cref="Conversation"/>.</summary>
public readonly record struct ConversationId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>What a conversation is; stored by number.</summary>
public enum ConversationKind
{
    /// <summary>All-day talk without topics: a Slack or Discord channel, an IRC channel.</summary>
    Channel = 0,

    /// <summary>Talk about one thing: a Zulip topic, a thread of its own.</summary>
    Topic = 1,

    /// <summary>A thread of mails.</summary>
    MailThread = 2,

    /// <summary>A moderated hour in writing.</summary>
    Chat = 3,

    /// <summary>A meeting, by its transcript, log or calendar entry.</summary>
    Meeting = 4,

    /// <summary>Talk among a few, by name.</summary>
    Direct = 5,

    /// <summary>Interactions without words, from a table.</summary>
    Record = 6,
}

/// <summary>Who may see a conversation; stored by number.</summary>
public enum Visibility
{
    /// <summary>Everybody.</summary>
    Public = 0,

    /// <summary>Signed-in members.</summary>
    Community = 1,

    /// <summary>Only those who took part.</summary>
    Participants = 2,
}

/// <summary>Anything with messages in order.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">The name of the channel, the topic, the subject.</param>
/// <param name="Channel">Title of the conversation it belongs to (a Zulip stream, a mailing list), or null.</param>
/// <param name="Community">Name of the community.</param>
/// <param name="Source">The source's format, such as <c>slack</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Visibility">Who may see it.</param>
/// <param name="Head">Sequence number of the last message; 0 if there is none.</param>
/// <param name="FirstAt">UTC milliseconds of the earliest message; null if there is none.</param>
/// <param name="LastAt">UTC milliseconds of the latest message; null if there is none.</param>
public sealed record Conversation(
    ConversationId Id, string Title, string? Channel, string Community, string Source,
    ConversationKind Kind, Visibility Visibility, long Head, long? FirstAt, long? LastAt);

/// <summary>For whom an answer is made: what it may quote follows from it.</summary>
/// <param name="Person">A member or guest; null for nobody in particular (the command line, a visitor).</param>
/// <param name="Identities">That person's identities.</param>
/// <param name="Communities">Numbers of the communities whose conversations they may read; null: of all.</param>
public sealed record Reader(PersonId? Person, IReadOnlyList<IdentityId> Identities, IReadOnlyList<long>? Communities = null)
{
    /// <summary>A member of every community, without a name: sees public and community conversations, no private ones.</summary>
    public static Reader Member { get; } = new(null, []);

    /// <summary>Not signed in: sees what is public.</summary>
    public static Reader Anyone { get; } = new(null, [], []);

    /// <summary>Reads as that person: also what only its participants may see.</summary>
    /// <param name="person">Who.</param>
    /// <param name="communities">Numbers of the communities they belong to; null: all.</param>
    public static Reader As(Person person, IReadOnlyList<long>? communities = null) =>
        new(person.Id, [.. person.Identities.Select(identity => identity.Id)], communities);
}
