using System.Data.Common;
using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.People;
using Kith.Rooms;
using Kith.Server.Accounts;

namespace Kith.Server.Rooms;

/// <summary>The names by which people of a room can be named.</summary>
public sealed class RoomNames
{
    private const string Members =
        """
        union select a.identity_id from accounts a join memberships m on m.account_id = a.id join conversations c on c.community_id = m.community_id
          where c.id = @room and a.ended_at is null
        """;

    private readonly List<(string Name, IdentityId Identity)> all;

    private RoomNames(List<(string, IdentityId)> all) => this.all = all;

    /// <summary>Of everybody whom somebody may mean there; people who are known by several identities under one of them.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="me">Who names: who only belongs to the community is for its members to know.</param>
    /// <param name="room">Where.</param>
    /// <param name="everyone">Who is who.</param>
    public static RoomNames Of(DbConnection connection, Me me, ConversationId room, Everyone everyone) => new([..
        Candidates(connection, room, members: me.In(ConversationStore.CommunityOf(connection, room)) >= Role.Member)
            .Select(identity => (Person: everyone.Of(identity), Identity: identity)).Where(one => one.Person is { Name.Length: > 0 })
            .DistinctBy(one => one.Person!.Id).Select(one => (one.Person!.Name, one.Identity))]);

    /// <summary>Of everybody whom they may mean who do something in a room.</summary>
    public static RoomNames Of(Doing doing) => doing.Database.Read(connection =>
        Of(connection, doing.Me, doing.Gathering.Id, doing.Http.RequestServices.GetRequiredService<RoomPeople>().Now(connection)));

    /// <summary>People and their names, in order of the alphabet.</summary>
    public IReadOnlyList<(string Name, IdentityId Identity)> All => [.. all.OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whom a text names.</summary>
    public Addressed Mentioned(string text) => MentionsIn.Text(text, all);

    /// <summary>People named with commas between them.</summary>
    /// <exception cref="InvalidInputException">One of them is nobody of the room.</exception>
    public IReadOnlyList<IdentityId> Listed(string names) => [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(name => all.Find(one => string.Equals(one.Name, name.TrimStart('@'), StringComparison.OrdinalIgnoreCase)) is { Name: not null } found
            ? found.Identity
            : throw new InvalidInputException($"Nobody here is called {name}.", "who", "Give names of people of the room, with commas between them.")).Distinct()];

    // Who moderates the room, was there, spoke, or belongs to its community.
    private static IEnumerable<IdentityId> Candidates(DbConnection connection, ConversationId room, bool members) => connection.Query<long>(
        $"""
        select identity_id from moderators where conversation_id = @room
        union select identity_id from attendances where conversation_id = @room
        union select author_id from messages where conversation_id = @room
        union select identity_id from participants where conversation_id = @room
        {(members ? Members : "")}
        order by 1
        """, new { room = room.Value }).Select(id => new IdentityId(id));
}
