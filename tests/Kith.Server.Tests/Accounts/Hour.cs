using Dapper;
using Kith.Accounts;
using Kith.People;
using Kith.Store;

namespace Kith.Server.Tests.Accounts;

/// <summary>A gathering, as far as accounts need one.</summary>
internal static class Hour
{
    /// <summary>Makes one in a community and returns its number.</summary>
    /// <param name="database">Where.</param>
    /// <param name="by">Its only moderator.</param>
    /// <param name="community">Where it belongs.</param>
    /// <param name="guests">Whether it takes guests.</param>
    /// <param name="state">See GatheringState; live, if not said.</param>
    public static long Add(Database database, IdentityId by, CommunityId community, bool guests = true, long state = 2) => database.Write(transaction =>
    {
        var connection = transaction.Connection!;
        var source = PeopleStore.OwnSource(transaction);
        var id = Counters.Reserve(transaction, "conversations", 1);
        connection.Execute("insert into conversations (id, source_id, key, community_id, kind, visibility, title) values (@id, @source, @key, @community, 3, 1, 'Lamps')",
            new { id, source, key = $"hour-{id}", community = community.Value }, transaction);
        connection.Execute(
            """
            insert into gatherings (conversation_id, state, framing, starts_at, minutes, zone, guests, created_by, created_at, opened_at)
            values (@id, @state, '', @now, 60, 'UTC', @guests, @by, @now, @now)
            """, new { id, state, now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), guests = guests ? 1L : 0L, by = by.Value }, transaction);
        connection.Execute("insert into moderators (conversation_id, identity_id) values (@id, @by)", new { id, by = by.Value }, transaction);
        return id;
    });
}
