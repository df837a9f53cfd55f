using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;

namespace Kith.Rooms;

/// <summary>Somebody who may not speak at a gathering.</summary>
/// <param name="Who">The identity.</param>
/// <param name="By">The moderator.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Reason">Why.</param>
public sealed record Mute(IdentityId Who, IdentityId By, long At, string Reason);

/// <summary>Taking the word from somebody for a gathering, and giving it back.</summary>
public static class Muting
{
    /// <summary>Mutes somebody; they go on reading.</summary>
    public static Refusal? Mute(RoomChange change, IdentityId who, string? reason, IdentityId by)
    {
        var why = RoomText.Line(reason, "reason");
        if (change.One<long>("select count(*) from identities where id = @who", new { who = who.Value }) == 0)
        {
            return Refusal.NoSuch("person");
        }
        if (change.One<long>("select count(*) from moderators where conversation_id = @room and identity_id = @who", new { room = change.Room.Value, who = who.Value }) > 0)
        {
            return new(RefusalKind.NotYours, "A moderator can't be muted.", "Talk to them in the backchannel.");
        }
        change.Execute(
            """
            insert into mutes (conversation_id, identity_id, by_id, at, reason) values (@room, @who, @by, @Now, @why)
            on conflict (conversation_id, identity_id) do update set by_id = excluded.by_id, at = excluded.at, reason = excluded.reason
            """, new { room = change.Room.Value, who = who.Value, by = by.Value, change.Now, why });
        change.Changed(ChangeKind.Mute, who.Value);
        return null;
    }

    /// <summary>Lets somebody speak again.</summary>
    public static Refusal? Unmute(RoomChange change, IdentityId who)
    {
        if (change.Execute("delete from mutes where conversation_id = @room and identity_id = @who", new { room = change.Room.Value, who = who.Value }) == 0)
        {
            return new(RefusalKind.Unknown, "They are not muted.", "Nothing is to be done.");
        }
        change.Changed(ChangeKind.Mute, who.Value);
        return null;
    }

    /// <summary>Everybody who is muted at a gathering.</summary>
    public static IReadOnlyList<Mute> All(DbConnection connection, ConversationId room) => [.. connection.Query<(long Who, long By, long At, string Reason)>(
        "select identity_id, by_id, at, reason from mutes where conversation_id = @room order by at, identity_id", new { room = room.Value })
        .Select(row => new Mute(new(row.Who), new(row.By), row.At, row.Reason))];
}
