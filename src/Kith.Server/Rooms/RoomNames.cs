using Kith.Accounts;
using Kith.Conversations;
using Kith.People;
using Kith.Rooms;

namespace Kith.Server.Rooms;

/// <summary>The names by which people of a room can be named.</summary>
internal sealed class RoomNames
{
    private readonly List<(string Name, IdentityId Identity)> all;

    private RoomNames(List<(string, IdentityId)> all) => this.all = all;

    /// <summary>Of everybody whom they may mean there; people who are known by several identities under one of them.</summary>
    public static RoomNames Of(Doing doing) => doing.Database.Read(connection => Of(
        RoomPeople.Candidates(connection, doing.Gathering.Id, members: doing.Me.In(doing.Gathering.Community) >= Role.Member),
        doing.Http.RequestServices.GetRequiredService<RoomPeople>().Now(connection)));

    /// <summary>Of these identities.</summary>
    public static RoomNames Of(IReadOnlyList<IdentityId> candidates, Everyone everyone) => new([.. candidates
        .Select(identity => (everyone.Of(identity)?.Name ?? "", identity)).Where(one => one.Item1.Length > 0)
        .DistinctBy(one => everyone.Of(one.identity)!.Id).OrderByDescending(one => one.Item1.Length).ThenBy(one => one.identity.Value)]);

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
