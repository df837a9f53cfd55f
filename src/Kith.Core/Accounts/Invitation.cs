using System.Data.Common;
using Dapper;
using Kith.Store;

namespace Kith.Accounts;

/// <summary>A link by which people become members of a community.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Community">Of which.</param>
/// <param name="Role">As what.</param>
/// <param name="Uses">How many may still come by it.</param>
/// <param name="Note">For whom it is.</param>
/// <param name="ExpiresAt">UTC milliseconds.</param>
public sealed record Invitation(long Id, CommunityId Community, Role Role, long Uses, string Note, long ExpiresAt);

/// <summary>Invitations in the database, by the hash of their secret.</summary>
public static class Invitations
{
    /// <summary>At most so many people may come by one.</summary>
    public const int MostUses = 10_000;

    /// <summary>At most so many days one works.</summary>
    public const int MostDays = 366;

    /// <summary>Most characters of the note for whom one is.</summary>
    public const int LongestNote = 200;

    private sealed record Row(long Id, long CommunityId, long Role, long Uses, string Note, long ExpiresAt)
    {
        public Invitation Invitation => new(Id, new(CommunityId), (Role)Role, Uses, Note, ExpiresAt);
    }

    private const string Columns = "id as Id, community_id as CommunityId, role as Role, uses as Uses, note as Note, expires_at as ExpiresAt";
    private const string Works = "ended_at is null and uses > 0 and expires_at > @now";

    /// <summary>Whether somebody may invite others as that: hosts invite members, and nobody gives more than they have.</summary>
    public static bool May(Role inviting, Role role) => role switch
    {
        Role.Member => inviting >= Role.Host,
        Role.Host or Role.Steward => inviting >= Role.Steward,
        _ => false,
    };

    /// <summary>Makes one and returns its secret.</summary>
    /// <exception cref="InvalidInputException">Too many uses or days, or none.</exception>
    public static string Make(DbTransaction transaction, CommunityId community, Role role, int uses, int days, string? note, AccountId? by, long now)
    {
        if (uses is < 1 or > MostUses)
        {
            throw new InvalidInputException($"An invitation can't be for {uses} people.", "uses", $"Choose 1 to {MostUses}.");
        }
        if (days is < 1 or > MostDays)
        {
            throw new InvalidInputException($"An invitation can't last {days} days.", "days", $"Choose 1 to {MostDays}.");
        }
        var secret = Secret.New();
        transaction.Connection!.Execute(
            """
            insert into invitations (id, hash, community_id, role, uses, note, by_id, at, expires_at)
            values (@id, @hash, @community, @role, @uses, @note, @by, @now, @expires)
            """,
            new
            {
                id = Counters.Reserve(transaction, "invitations", 1), hash = Secret.Hash(secret), community = community.Value, role = (long)role, uses,
                note = Typed.Cut(Typed.Visible(note), LongestNote), by = by?.Value, now, expires = now + days * TimeSpan.MillisecondsPerDay,
            }, transaction);
        return secret;
    }

    /// <summary>The invitation of a secret that still works, or null.</summary>
    public static Invitation? Find(DbConnection connection, string secret, long now) => connection.QuerySingleOrDefault<Row>(
        $"select {Columns} from invitations where hash = @hash and {Works}", new { hash = Secret.Hash(secret), now })?.Invitation;

    /// <summary>Somebody comes by it; null if it does not work any more.</summary>
    public static Invitation? Use(DbTransaction transaction, string secret, long now) => transaction.Connection!.QuerySingleOrDefault<Row>(
        $"update invitations set uses = uses - 1 where hash = @hash and {Works} returning {Columns}", new { hash = Secret.Hash(secret), now }, transaction)?.Invitation;

    /// <summary>Those of a community that still work, the newest first.</summary>
    public static IReadOnlyList<Invitation> Of(DbConnection connection, CommunityId community, long now) => [.. connection.Query<Row>(
        $"select {Columns} from invitations where community_id = @community and {Works} order by id desc", new { community = community.Value, now }).Select(row => row.Invitation)];

    /// <summary>Takes one back; false if there is none of that number in the community.</summary>
    public static bool End(DbTransaction transaction, CommunityId community, long id, long now) => transaction.Connection!.Execute(
        "update invitations set ended_at = @now where id = @id and community_id = @community and ended_at is null", new { id, community = community.Value, now }, transaction) == 1;
}
