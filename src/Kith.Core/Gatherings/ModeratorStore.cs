using System.Data.Common;
using Dapper;
using Kith.Accounts;
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
        var before = Of(connection, [gathering])[gathering].ToList();
        connection.Execute("delete from moderators where conversation_id = @id", new { id = gathering.Value }, transaction);
        foreach (var identity in moderators.Distinct().Select(each => each.Value))
        {
            connection.Execute("insert into moderators (conversation_id, identity_id) values (@id, @identity)", new { id = gathering.Value, identity }, transaction);
            Invite(transaction, new(backchannel), [new(identity)]);
        }
        Invite(transaction, gathering, moderators);
        Dismiss(transaction, [.. before.Except(moderators)]);
    }

    /// <summary>Closes to people the backchannels of gatherings that they do not lead any more: as its moderator, or as a host of its community.</summary>
    public static void Dismiss(DbTransaction transaction, IReadOnlyCollection<IdentityId> people)
    {
        var ids = people.Select(each => each.Value).ToArray();
        transaction.Connection!.Execute(
            $"""
            delete from participants where identity_id {Sql.Among(transaction.Connection!, "ids")} and conversation_id in (
              select g.backchannel_id from gatherings g join conversations c on c.id = g.conversation_id
              where g.backchannel_id is not null
                and not exists (select 1 from moderators m where m.conversation_id = g.conversation_id and m.identity_id = participants.identity_id)
                and not exists (
                  select 1 from accounts a left join memberships s on s.account_id = a.id and s.community_id = c.community_id
                  where a.identity_id = participants.identity_id and a.ended_at is null and (a.is_operator = 1 or s.role >= {(int)Role.Host})))
            """, new { ids }, transaction);
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
