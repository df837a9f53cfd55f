using System.Data.Common;
using Kith.Accounts;
using Kith.Conversations;
using Kith.People;
using Kith.Rooms;
using Kith.Server.Accounts;

namespace Kith.Server.Rooms;

/// <summary>The names by which people of a room can be named.</summary>
public sealed class RoomNames
{
    private readonly List<(string Name, IdentityId Identity)> all;

    private RoomNames(List<(string, IdentityId)> all) => this.all = all;

    /// <summary>Of everybody whom somebody may mean there; people who are known by several identities under one of them.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="me">Who names: who only belongs to the community is for its members to know.</param>
    /// <param name="room">Where.</param>
    /// <param name="everyone">Who is who.</param>
    public static RoomNames Of(DbConnection connection, Me me, ConversationId room, Everyone everyone) => new([..
        Nameable.In(connection, room, members: me.In(ConversationStore.CommunityOf(connection, room)) >= Role.Member)
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
}
