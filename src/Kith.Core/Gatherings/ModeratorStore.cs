using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;
using Kith.Store;

namespace Kith.Gatherings;

/// <summary>Who moderates which gathering. Moderators take part in the backchannel, and in the gathering if only participants may read it.</summary>
public static class ModeratorStore
{
    /// <summary>Of these gatherings, by number of the identity.</summary>
    public static ILookup<ConversationId, IdentityId> Of(DbConnection connection, IReadOnlyCollection<ConversationId> gatherings)
    {
        var ids = gatherings.Select(id => id.Value).ToArray();
        return connection.Query<(long Gathering, long Identity)>(
            $"select conversation_id, identity_id from moderators where conversation_id {Sql.Among(connection, "ids")} order by identity_id", new { ids })
            .ToLookup(row => new ConversationId(row.Gathering), row => new IdentityId(row.Identity));
    }

    /// <summary>Makes these, and nobody else, the moderators. The state of the gathering does not change.</summary>
    /// <exception cref="InvalidInputException">They are too many.</exception>
    public static void Set(DbTransaction transaction, ConversationId gathering, IReadOnlyCollection<IdentityId> moderators)
    {
        Planning.CheckModerators(moderators);
        var connection = transaction.Connection!;
        var backchannel = connection.ExecuteScalar<long>("select backchannel_id from gatherings where conversation_id = @id", new { id = gathering.Value }, transaction);
        connection.Execute("delete from moderators where conversation_id = @id", new { id = gathering.Value }, transaction);
        connection.Execute("delete from participants where conversation_id = @backchannel", new { backchannel }, transaction);
        foreach (var identity in moderators.Distinct().Select(each => each.Value))
        {
            connection.Execute("insert into moderators (conversation_id, identity_id) values (@id, @identity)", new { id = gathering.Value, identity }, transaction);
            Invite(transaction, new(backchannel), [new(identity)]);
        }
        Invite(transaction, gathering, moderators);
    }

    /// <summary>Lets people read a conversation that only its participants may read; of others nobody needs to be let in.</summary>
    public static void Invite(DbTransaction transaction, ConversationId conversation, IReadOnlyCollection<IdentityId> people)
    {
        foreach (var identity in people.Select(each => each.Value))
        {
            transaction.Connection!.Execute(
                """
                insert into participants (conversation_id, identity_id)
                select id, @identity from conversations where id = @id and visibility = 2
                on conflict (conversation_id, identity_id) do nothing
                """, new { id = conversation.Value, identity }, transaction);
        }
    }
}
