using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;
using Kith.Store;

namespace Kith.Server.Rooms;

/// <summary>
/// Who is who, as a live room needs it: somebody who signed in or came as a guest a moment ago is known, and nothing is
/// derived for it.
/// </summary>
public sealed class RoomPeople
{
    private readonly Lock reading = new();
    private (Everyone Everyone, (long, long) Version)? known;

    /// <summary>Everybody there is; read again when somebody was added or something was decided about people.</summary>
    public Everyone Now(DbConnection connection)
    {
        lock (reading)
        {
            var version = (PeopleStore.Version(connection), Counters.Last(connection, "identities"));
            if (known is not { } last || last.Version != version)
            {
                known = last = (PeopleStore.Load(connection), version);
            }
            return last.Everyone;
        }
    }

    /// <summary>The identities that may be meant when somebody is named in a room: who moderates it, was there, spoke, or belongs to its community.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="room">Which.</param>
    /// <param name="members">False: without those who only belong to the community. Who they are is not for guests.</param>
    public static IReadOnlyList<IdentityId> Candidates(DbConnection connection, ConversationId room, bool members = true) => [.. connection.Query<long>(
        $"""
        select identity_id from moderators where conversation_id = @room
        union select identity_id from attendances where conversation_id = @room
        union select author_id from messages where conversation_id = @room
        union select identity_id from participants where conversation_id = @room
        {(members ? Members : "")}
        order by 1
        """, new { room = room.Value }).Select(id => new IdentityId(id))];

    private const string Members =
        """
        union select a.identity_id from accounts a join memberships m on m.account_id = a.id join conversations c on c.community_id = m.community_id
          where c.id = @room and a.ended_at is null
        """;
}
