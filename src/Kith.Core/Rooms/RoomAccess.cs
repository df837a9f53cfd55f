using System.Data.Common;
using Dapper;
using Kith.Conversations;

namespace Kith.Rooms;

/// <summary>On what it depends who may read a room, as far as it is the room's: compared, it tells whether that has changed.</summary>
/// <param name="Visibility">Who may.</param>
/// <param name="Community">Number of the community.</param>
/// <param name="Participants">Numbers of the identities that take part, ascending, where only they may; else none.</param>
internal sealed record RoomAccess(Visibility Visibility, long Community, IReadOnlyList<long> Participants)
{
    private sealed record Row(long Visibility, long Community);

    public static RoomAccess Of(DbConnection connection, ConversationId room)
    {
        var row = connection.QuerySingle<Row>("select visibility as Visibility, community_id as Community from conversations where id = @id", new { id = room.Value });
        var participants = row.Visibility == (long)Visibility.Participants
            ? connection.Query<long>("select identity_id from participants where conversation_id = @id order by identity_id", new { id = room.Value })
            : [];
        return new RoomAccess((Visibility)row.Visibility, row.Community, [.. participants]);
    }

    /// <summary>Whether the same may read it.</summary>
    public bool Equals(RoomAccess? other) =>
        other is not null && (Visibility, Community) == (other.Visibility, other.Community) && Participants.SequenceEqual(other.Participants);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Visibility, Community, Participants.Count);
}
