using System.Data.Common;
using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.People;

namespace Kith.Gatherings;

/// <summary>People without an account who join one gathering by giving a name.</summary>
public static class Guests
{
    /// <summary>What stands after their name, so that nobody passes for a member.</summary>
    public const string Mark = " (guest)";

    /// <summary>Title of a gathering that takes guests now, or null: it lets none in, only those named may read it, it is over, or there is none.</summary>
    public static string? Welcome(DbConnection connection, ConversationId gathering) => connection.QuerySingleOrDefault<string?>(
        """
        select c.title from gatherings g join conversations c on c.id = g.conversation_id
        where g.conversation_id = @id and g.guests = 1 and g.state in (1, 2) and c.visibility < 2
        """, new { id = gathering.Value });

    /// <summary>Lets somebody in.</summary>
    /// <param name="transaction">All or nothing.</param>
    /// <param name="gathering">One that takes guests; see <see cref="Welcome"/>.</param>
    /// <param name="name">As they give it.</param>
    /// <param name="now">UTC milliseconds.</param>
    public static AccountId Join(DbTransaction transaction, ConversationId gathering, string name, long now)
    {
        var id = AccountStore.Add(transaction, name, null, now, guestOf: gathering.Value);
        var identity = AccountStore.Find(transaction.Connection!, id)!.Identity;
        PeopleStore.Change(transaction, identity, name + Mark, null);
        transaction.Connection!.Execute("insert into participants (conversation_id, identity_id) values (@gathering, @identity)",
            new { gathering = gathering.Value, identity = identity.Value }, transaction);
        return id;
    }
}
