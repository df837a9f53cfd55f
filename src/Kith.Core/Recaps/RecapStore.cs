using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Recaps;

/// <summary>Recaps in the database: drafts, and the conversations in which they are published.</summary>
public static class RecapStore
{
    /// <summary>Key of the message that is the recap.</summary>
    public const string MessageKey = "recap";

    /// <summary>Number of that message.</summary>
    public const long Seq = 1;

    private const int Longest = 200_000;

    private sealed record Row(long ConversationId, string Draft, long EditedBy, long EditedAt, long? CommentsId, long? PublishedAt)
    {
        public Recap Recap => new(new(ConversationId), Draft, new(EditedBy), EditedAt, CommentsId is { } comments ? new(comments) : null, PublishedAt);
    }

    /// <summary>The recap of a gathering, or null if nobody has saved one.</summary>
    public static Recap? Find(DbConnection connection, ConversationId gathering) => connection.QuerySingleOrDefault<Row>(
        """
        select conversation_id as ConversationId, draft as Draft, edited_by as EditedBy, edited_at as EditedAt, comments_id as CommentsId, published_at as PublishedAt
        from recaps where conversation_id = @id
        """, new { id = gathering.Value })?.Recap;

    /// <summary>The gathering on whose recap a conversation comments; null if it is no such conversation.</summary>
    public static ConversationId? CommentedBy(DbConnection connection, ConversationId comments) =>
        connection.ExecuteScalar<long?>("select conversation_id from recaps where comments_id = @id", new { id = comments.Value }) is { } id ? new(id) : null;

    /// <summary>Saves a draft, unless somebody has saved another one since <paramref name="version"/>.</summary>
    /// <param name="change">Of the gathering's room.</param>
    /// <param name="text">Markdown.</param>
    /// <param name="version">What the writer had before them; 0 if nothing had been saved.</param>
    /// <param name="by">The writer.</param>
    /// <exception cref="InvalidInputException">It is too long.</exception>
    public static Saved Save(RoomChange change, string text, long version, IdentityId by)
    {
        text = Typed.Text(text, Longest, "recap");
        var known = Find(change.Transaction.Connection!, change.Room);
        if ((known?.Version ?? 0) != version)
        {
            return new(known?.Version ?? 0, known);
        }
        var next = Math.Max(change.Now, version + 1);
        change.Transaction.Connection!.Execute(
            """
            insert into recaps (conversation_id, draft, edited_by, edited_at) values (@id, @text, @by, @next)
            on conflict (conversation_id) do update set draft = excluded.draft, edited_by = excluded.edited_by, edited_at = excluded.edited_at
            """, new { id = change.Room.Value, text, by = by.Value, next }, change.Transaction);
        return new(next, null);
    }

    /// <summary>
    /// Publishes what was saved: it becomes the first message of a conversation of its own, which everybody may read who may
    /// read the gathering, and in which comments follow it.
    /// </summary>
    /// <param name="change">Of the gathering's room.</param>
    /// <param name="gathering">Which; it has ended.</param>
    /// <param name="addressed">Whom the recap names.</param>
    /// <param name="by">Who publishes.</param>
    /// <returns>The conversation.</returns>
    /// <exception cref="InvalidInputException">There is nothing to publish, it is published, or the gathering has not ended.</exception>
    public static ConversationId Publish(RoomChange change, Gathering gathering, Addressed addressed, IdentityId by)
    {
        var recap = Find(change.Transaction.Connection!, change.Room) is { Draft.Length: > 0 } saved
            ? saved
            : throw new InvalidInputException("There is no recap to publish.", "recap", "Write a few words and save them.");
        GatheringStore.Take(change.Transaction, gathering.Id, GatheringStep.Publish, change.Now);
        var comments = AddConversation(change, gathering);
        Log.Append(change.Transaction, [new NewMessage(comments.Value, Seq, MessageKey, by.Value, change.Now, Markup.Markdown, recap.Draft, null, addressed.Stored, null, null, null)]);
        Log.MarkStale(change.Transaction, [(comments.Value, change.Now)]);
        change.Transaction.Connection!.Execute("update recaps set comments_id = @comments, published_at = @Now where conversation_id = @id",
            new { comments = comments.Value, change.Now, id = change.Room.Value }, change.Transaction);
        change.Changed(ChangeKind.Gathering, 0);
        return comments;
    }

    /// <summary>Puts the saved draft in place of what is published; what stood there before is kept.</summary>
    /// <param name="change">Of the conversation in which it is published.</param>
    /// <param name="recap">Saved.</param>
    /// <param name="addressed">Whom it names.</param>
    /// <param name="by">Who publishes.</param>
    public static void Replace(RoomChange change, Recap recap, Addressed addressed, IdentityId by)
    {
        var body = change.Transaction.Connection!.ExecuteScalar<string>("select body from messages where conversation_id = @room and seq = @Seq", new { room = change.Room.Value, Seq }, change.Transaction);
        if (body != recap.Draft)
        {
            Mending.Replace(change, Seq, recap.Draft, addressed, by);
        }
    }

    /// <summary>The recap of a gathering, which nobody else changes until this change is done: neither here nor on another node.</summary>
    public static Recap? Hold(RoomChange change, ConversationId gathering)
    {
        change.Transaction.Connection!.Execute("update recaps set edited_at = edited_at where conversation_id = @id", new { id = gathering.Value }, change.Transaction);
        return Find(change.Transaction.Connection!, gathering);
    }

    /// <summary>Puts other words wherever those of a recap are: in the draft, in what is published, and in what that said before. None are kept.</summary>
    internal static void Rewrite(RoomChange change, Recap recap, Func<string, string> words)
    {
        var (connection, transaction) = (change.Transaction.Connection!, change.Transaction);
        // Whoever writes at it is told, as when somebody else has saved.
        if (words(recap.Draft) is var draft && draft != recap.Draft)
        {
            connection.Execute("update recaps set draft = @draft, edited_at = @next where conversation_id = @id",
                new { draft, next = Math.Max(change.Now, recap.Version + 1), id = change.Room.Value }, transaction);
        }
        if (recap.Comments is not { } comments)
        {
            return;
        }
        var (body, at) = connection.QuerySingle<(string, long)>("select body, at from messages where conversation_id = @id and seq = @Seq", new { id = comments.Value, Seq }, transaction);
        if (words(body) is var next && next != body)
        {
            connection.Execute("update messages set body = @next where conversation_id = @id and seq = @Seq", new { next, id = comments.Value, Seq }, transaction);
            Log.MarkStale(transaction, [(comments.Value, at)]);
        }
        foreach (var (when, before) in connection.Query<(long, string)>("select at, body from edits where conversation_id = @id and seq = @Seq", new { id = comments.Value, Seq }, transaction).AsList())
        {
            connection.Execute("update edits set body = @body where conversation_id = @id and seq = @Seq and at = @when", new { body = words(before), id = comments.Value, Seq, when }, transaction);
        }
    }

    private static ConversationId AddConversation(RoomChange change, Gathering gathering)
    {
        var (id, connection) = (Counters.Reserve(change.Transaction, "conversations", 1), change.Transaction.Connection!);
        connection.Execute(
            """
            insert into conversations (id, source_id, key, community_id, parent_id, kind, visibility, title)
            select @id, source_id, @key, community_id, id, @kind, visibility, @title from conversations where id = @gathering
            """,
            new { id, key = $"recap:{gathering.Id}", kind = (long)ConversationKind.Topic, title = $"Recap of {gathering.Title}", gathering = gathering.Id.Value }, change.Transaction);
        connection.Execute("insert into participants (conversation_id, identity_id) select @id, identity_id from participants where conversation_id = @gathering",
            new { id, gathering = gathering.Id.Value }, change.Transaction);
        return new(id);
    }
}
