using Dapper;
using Kith.Conversations;
using Kith.People;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Tests.Rooms;

/// <summary>Empty rooms, and ten people (identities 1 to 10) to speak in them.</summary>
internal static class SomeRooms
{
    public static readonly ConversationId One = new(1), Other = new(2);

    public static void Make(Database database) => database.Write(transaction =>
    {
        var connection = transaction.Connection!;
        connection.Execute("insert into communities (id, name) values (1, 'Harbour')", transaction: transaction);
        connection.Execute("insert into sources (id, format, key, title) values (1, 'kith', 'kith', 'Kith')", transaction: transaction);
        connection.Execute("insert into identities (id, source_id, key, name) values (@id, 1, @key, @name)",
            Enumerable.Range(1, 10).Select(id => new { id = (long)id, key = $"p{id}", name = $"Person {id}" }), transaction);
        connection.Execute("insert into conversations (id, source_id, key, community_id, kind, visibility, title) values (@id, 1, @key, 1, 3, 1, @key)",
            new[] { One, Other }.Select(room => new { id = room.Value, key = $"room {room}" }), transaction);
    });

    public static Post Says(string key, string body = "Good evening.", long author = 1) => new(key, new IdentityId(author), body);

    /// <summary>Every message as "seq key", in order of seq.</summary>
    public static IReadOnlyList<string> Said(Database database, ConversationId room) => database.Read(connection => connection.Query<string>(
        "select seq || ' ' || key from messages where conversation_id = @id order by seq", new { id = room.Value }).AsList());

    /// <summary>Every change as "number kind reference", in order of number.</summary>
    public static IReadOnlyList<string> Changed(Database database, ConversationId room) => database.Read(connection => connection.Query<(long, long, long)>(
        "select number, kind, reference from changes where conversation_id = @id order by number", new { id = room.Value })
        .Select(row => $"{row.Item1} {(ChangeKind)row.Item2} {row.Item3}").ToList());

    /// <summary>What the conversation's row says: head, last change, first and last time.</summary>
    public static (long Head, long Number, long? FirstAt, long? LastAt) Row(Database database, ConversationId room) => database.Read(connection =>
        connection.QuerySingle<(long, long, long?, long?)>("select head, changed, first_at, last_at from conversations where id = @id", new { id = room.Value }));
}
