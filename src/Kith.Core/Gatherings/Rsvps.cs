using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;

namespace Kith.Gatherings;

/// <summary>What somebody says about whether they will come; stored by number.</summary>
public enum Coming
{
    /// <summary>They will not.</summary>
    No = 0,

    /// <summary>They do not know yet, or would like to.</summary>
    Maybe = 1,

    /// <summary>They will.</summary>
    Yes = 2,
}

/// <summary>Who said whether they will come. It is no attendance: that is counted from who was there.</summary>
public static class Rsvps
{
    /// <summary>Says it, or says otherwise.</summary>
    public static void Say(DbTransaction transaction, ConversationId gathering, IdentityId who, Coming coming, long now) => transaction.Connection!.Execute(
        """
        insert into rsvps (conversation_id, identity_id, coming, at) values (@gathering, @who, @coming, @now)
        on conflict (conversation_id, identity_id) do update set coming = excluded.coming, at = excluded.at
        """, new { gathering = gathering.Value, who = who.Value, coming = (long)coming, now }, transaction);

    /// <summary>What everybody said, in the order in which they did.</summary>
    public static IReadOnlyList<(IdentityId Who, Coming Coming)> Of(DbConnection connection, ConversationId gathering) => [.. connection.Query<(long, long)>(
        "select identity_id, coming from rsvps where conversation_id = @id order by at, identity_id", new { id = gathering.Value })
        .Select(row => (new IdentityId(row.Item1), (Coming)row.Item2))];
}
