using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;

namespace Kith.Rooms;

/// <summary>Who can be named in a room.</summary>
public static class Nameable
{
    private const string Members =
        """
        union select a.identity_id from accounts a join memberships m on m.account_id = a.id join conversations c on c.community_id = m.community_id
          where c.id = @room and a.ended_at is null
        """;

    /// <summary>Who moderates it, was there, spoke, takes part, or belongs to its community; in order of their numbers.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="room">Where.</param>
    /// <param name="members">Whether those count who only belong to the community.</param>
    public static IEnumerable<IdentityId> In(DbConnection connection, ConversationId room, bool members) => connection.Query<long>(
        $"""
        select identity_id from moderators where conversation_id = @room
        union select identity_id from attendances where conversation_id = @room
        union select author_id from messages where conversation_id = @room
        union select identity_id from participants where conversation_id = @room
        {(members ? Members : "")}
        order by 1
        """, new { room = room.Value }).Select(id => new IdentityId(id));
}
