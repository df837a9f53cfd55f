using System.Data.Common;
using Dapper;
using Kith.Accounts;
using Kith.People;
using Kith.Store;

namespace Kith.Conversations;

/// <summary>Reads conversations and messages for somebody; what the reader may not see is as if it were not there.</summary>
public static class ConversationStore
{
    private const string ConversationColumns =
        """
        c.id as Id, c.title as Title, p.title as Channel, m.name as Community, s.format as Source, c.kind as Kind,
        c.visibility as Visibility, c.head as Head, c.first_at as FirstAt, c.last_at as LastAt
        from conversations c
        join communities m on m.id = c.community_id join sources s on s.id = c.source_id left join conversations p on p.id = c.parent_id
        """;

    private const string MessageColumns =
        """
        x.conversation_id as ConversationId, x.seq as Seq, x.key as Key, x.author_id as AuthorId, x.at as At, x.markup as Markup, x.body as Body,
        x.reply_to as ReplyTo, x.addressed as Addressed, x.reactions as Reactions, x.act as Act, x.edited_at as EditedAt,
        x.question_id as QuestionId, x.entry as Entry
        from messages x join conversations c on c.id = x.conversation_id
        """;

    private sealed record ConversationRow(
        long Id, string Title, string? Channel, string Community, string Source, long Kind, long Visibility, long Head, long? FirstAt, long? LastAt)
    {
        public Conversation Conversation => new(
            new(Id), Title, Channel, Community, Source, (ConversationKind)Kind, (Visibility)Visibility, Head, FirstAt, LastAt);
    }

    private sealed record MessageRow(
        long ConversationId, long Seq, string Key, long AuthorId, long At, long Markup, string Body,
        string? ReplyTo, string? Addressed, string? Reactions, string? Act, long? EditedAt, long? QuestionId, string? Entry)
    {
        public Message Message => new(
            new(ConversationId), Seq, Key, new(AuthorId), At, (Markup)Markup, Body, ReplyTo,
            Conversations.Addressed.Parse(Addressed), Conversations.Reactions.Parse(Reactions), Conversations.Act.Parse(Act), EditedAt,
            QuestionId is { } question ? new QuestionId(question) : null, EntryMark.Parse(Entry));
    }

    /// <summary>UTC milliseconds of the latest message of all; null if there is none.</summary>
    public static long? NewestAt(DbConnection connection) => connection.ExecuteScalar<long?>("select max(last_at) from conversations");

    /// <summary>One conversation, or null.</summary>
    public static Conversation? Find(DbConnection connection, Reader reader, ConversationId id) => connection.QuerySingleOrDefault<ConversationRow>(
        $"select {ConversationColumns} where c.id = @id and {Visible.To(connection, reader)}",
        new { id = id.Value, reader = Visible.Parameter(reader) })?.Conversation;

    /// <summary>The community of a conversation, whoever asks.</summary>
    public static CommunityId CommunityOf(DbConnection connection, ConversationId id) =>
        new(connection.ExecuteScalar<long>("select community_id from conversations where id = @id", new { id = id.Value }));

    /// <summary>Whether the reader may see any conversation in this one, as topics are in a channel.</summary>
    public static bool HasConversations(DbConnection connection, Reader reader, ConversationId id) => connection.ExecuteScalar<bool>(
        $"select exists(select 1 from conversations c where c.parent_id = @id and {Visible.To(connection, reader)})",
        new { id = id.Value, reader = Visible.Parameter(reader) });

    /// <summary>One conversation, whoever asks; null if there is none of that number.</summary>
    internal static Conversation? Any(DbConnection connection, ConversationId id) =>
        connection.QuerySingleOrDefault<ConversationRow>($"select {ConversationColumns} where c.id = @id", new { id = id.Value })?.Conversation;

    /// <summary>Those of these numbers that the reader may see, by number.</summary>
    public static IReadOnlyDictionary<ConversationId, Conversation> Find(DbConnection connection, Reader reader, IReadOnlyCollection<ConversationId> some)
    {
        var ids = some.Select(id => id.Value).ToArray();
        return connection.Query<ConversationRow>(
            $"select {ConversationColumns} where c.id {Sql.Among(connection, "ids")} and {Visible.To(connection, reader)}",
            new { ids, reader = Visible.Parameter(reader) }).Select(row => row.Conversation).ToDictionary(conversation => conversation.Id);
    }

    /// <summary>Conversations with messages, the latest first.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="community">Only of this community, by name.</param>
    /// <param name="title">Only those whose title, or whose channel's, holds this text.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="count">At most how many.</param>
    public static IReadOnlyList<Conversation> Latest(
        DbConnection connection, Reader reader, string? community = null, string? title = null, int skip = 0, int count = 50) => [.. connection.Query<ConversationRow>(
        $"""
        select {ConversationColumns}
        where c.last_at is not null and {Visible.To(connection, reader)}
          {(community is null ? "" : "and m.name = @community")}
          {(title is null ? "" : $"and {Sql.Lower(connection, Titles)} like {Sql.Lower(connection, "@part")} escape '!'")}
        order by c.last_at desc, c.id limit @count offset @skip
        """, new { community, part = title is null ? null : Holding(title), skip, count, reader = Visible.Parameter(reader) }).Select(row => row.Conversation)];

    private const string Titles = "c.title || ' ' || coalesce(p.title, '')";

    // A sign that stands for others in a pattern is meant as itself.
    private static string Holding(string text) => $"%{text.Replace("!", "!!").Replace("%", "!%").Replace("_", "!_")}%";

    /// <summary>Those that the reader may not see, and, where a condition is given, those that do not meet it.</summary>
    public static HashSet<ConversationId> Hidden(DbConnection connection, Reader reader, string? community = null, long? since = null) => [.. connection.Query<long>(
        $"""
        select c.id from conversations c join communities m on m.id = c.community_id
        where not {Visible.To(connection, reader)} {(community is null ? "" : "or m.name <> @community")} {(since is null ? "" : "or coalesce(c.last_at, 0) < @since")}
        """, new { community, since, reader = Visible.Parameter(reader) }).Select(id => new ConversationId(id))];

    /// <summary>Conversations in which any of these identities spoke, the latest first, with how often and when last they did.</summary>
    public static IReadOnlyList<(Conversation Conversation, long Messages, long LastAt)> WithVoices(
        DbConnection connection, Reader reader, IReadOnlyList<IdentityId> identities, int count = 50)
    {
        var ids = identities.Select(id => id.Value).ToArray();
        var spoken = connection.Query<(long Id, long Messages, long LastAt)>(
            $"""
            select v.conversation_id, cast(sum(v.messages) as bigint), max(v.last_at) from voices v join conversations c on c.id = v.conversation_id
            where v.identity_id {Sql.Among(connection, "ids")} and {Visible.To(connection, reader)}
            group by v.conversation_id order by max(v.last_at) desc limit @count
            """, new { ids, count, reader = Visible.Parameter(reader) }).ToList();
        var found = spoken.Select(row => row.Id).ToArray();
        var conversations = connection.Query<ConversationRow>($"select {ConversationColumns} where c.id {Sql.Among(connection, "found")}", new { found })
            .ToDictionary(row => row.Id, row => row.Conversation);
        return [.. spoken.Select(row => (conversations[row.Id], row.Messages, row.LastAt))];
    }

    /// <summary>Who spoke in a conversation, and how often; most first.</summary>
    public static IReadOnlyList<(IdentityId Identity, long Messages)> Voices(DbConnection connection, ConversationId id) => [.. connection.Query<(long, long)>(
        "select identity_id, messages from voices where conversation_id = @id order by messages desc, identity_id", new { id = id.Value })
        .Select(row => (new IdentityId(row.Item1), row.Item2))];

    /// <summary>How much each identity said, in what the reader may see; of these identities alone, if any are given.</summary>
    public static IReadOnlyList<VoiceSum> Voices(DbConnection connection, Reader reader, IReadOnlyList<IdentityId>? of = null) => [.. connection.Query<(long, long, long, long)>(
        $"""
        select v.identity_id, cast(sum(v.messages) as bigint), count(*), max(v.last_at) from voices v join conversations c on c.id = v.conversation_id
        where {Visible.To(connection, reader)} {(of is null ? "" : $"and v.identity_id {Sql.Among(connection, "ids")}")} group by v.identity_id
        """, new { reader = Visible.Parameter(reader), ids = of?.Select(id => id.Value).ToArray() }).Select(row => new VoiceSum(new(row.Item1), row.Item2, row.Item3, row.Item4))];

    /// <summary>Messages of a conversation in order of time, removed ones left out.</summary>
    public static IReadOnlyList<Message> Messages(DbConnection connection, Reader reader, ConversationId id, int skip = 0, int count = int.MaxValue) => [.. connection.Query<MessageRow>(
        $"""
        select {MessageColumns}
        where x.conversation_id = @id and x.deleted_at is null and {Visible.To(connection, reader)}
        order by x.at, length(x.key), x.key limit @count offset @skip
        """, new { id = id.Value, skip, count, reader = Visible.Parameter(reader) }).Select(row => row.Message)];

    /// <summary>Messages of a conversation by the source's ids, those that were removed left out.</summary>
    public static IReadOnlyList<Message> WithKeys(DbConnection connection, Reader reader, ConversationId id, IReadOnlyList<string> keys) => keys.Count == 0 ? [] : [.. connection.Query<MessageRow>(
        $"""
        select {MessageColumns}
        where x.conversation_id = @id and x.key {Sql.Among(connection, "keys")} and x.deleted_at is null and {Visible.To(connection, reader)}
        """, new { id = id.Value, keys, reader = Visible.Parameter(reader) }).Select(row => row.Message)];

    /// <summary>How many conversations with messages the reader may see, and how many messages in them, removed ones left out.</summary>
    public static (long Conversations, long Messages) Sums(DbConnection connection, Reader reader) => connection.QuerySingle<(long, long)>(
        $"""
        select
          (select count(*) from conversations c where c.head > 0 and {Visible.To(connection, reader)}),
          {MessagesOf(Visible.To(connection, reader))}
        """, new { reader = Visible.Parameter(reader) });

    /// <summary>How many messages there are in conversations <c>c</c> of a condition, removed ones left out; without reading them, as the first page asks for it each time.</summary>
    internal static string MessagesOf(string condition) =>
        $"""
        (select cast(coalesce(sum(c.head), 0) as bigint) from conversations c where {condition})
          - (select count(*) from messages m join conversations c on c.id = m.conversation_id where m.deleted_at is not null and {condition})
        """;

    /// <summary>How many messages a conversation has, removed ones left out.</summary>
    public static long Count(DbConnection connection, ConversationId id) =>
        connection.ExecuteScalar<long>("select count(*) from messages where conversation_id = @id and deleted_at is null", new { id = id.Value });

    /// <summary>The names of the communities of which the reader may see something, in order of the alphabet.</summary>
    public static IReadOnlyList<string> Communities(DbConnection connection, Reader reader) => connection.Query<string>(
        $"select m.name from communities m where exists (select 1 from conversations c where c.community_id = m.id and {Visible.To(connection, reader)}) order by m.name",
        new { reader = Visible.Parameter(reader) }).AsList();

    /// <summary>One message, or null if it was removed or the reader may not see it.</summary>
    public static Message? Find(DbConnection connection, Reader reader, ConversationId id, long seq) => connection.QuerySingleOrDefault<MessageRow>(
        $"select {MessageColumns} where x.conversation_id = @id and x.seq = @seq and x.deleted_at is null and {Visible.To(connection, reader)}",
        new { id = id.Value, seq, reader = Visible.Parameter(reader) })?.Message;

    /// <summary>Messages by number, with those that were removed: of these the words are gone. Whether somebody may read them is for the caller to know.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="id">The conversation.</param>
    /// <param name="from">Number of the first.</param>
    /// <param name="count">At most how many.</param>
    /// <param name="keys">Only those with these keys.</param>
    public static IReadOnlyList<Message> InOrder(DbConnection connection, ConversationId id, long from = 1, int count = int.MaxValue, IReadOnlyList<string>? keys = null) => [.. connection.Query<MessageRow>(
        $"""
        select {MessageColumns}
        where x.conversation_id = @id and x.seq >= @from {(keys is null ? "" : $"and x.key {Sql.Among(connection, "keys")}")}
        order by x.seq limit @count
        """, new { id = id.Value, from, count, keys }).Select(row => row.Message)];

    /// <summary>How many messages of a conversation come before this one in order of time: its place, from 0.</summary>
    public static long PlaceOf(DbConnection connection, Message message) => connection.ExecuteScalar<long>(
        """
        select count(*) from messages where conversation_id = @id and deleted_at is null
          and (at < @At or (at = @At and (length(key) < length(@Key) or (length(key) = length(@Key) and key < @Key))))
        """, new { id = message.Conversation.Value, message.At, message.Key });
}

/// <summary>How much an identity said.</summary>
/// <param name="Identity">Who.</param>
/// <param name="Messages">How many messages.</param>
/// <param name="Conversations">In how many conversations.</param>
/// <param name="LastAt">UTC milliseconds of the latest.</param>
public sealed record VoiceSum(IdentityId Identity, long Messages, long Conversations, long LastAt);
