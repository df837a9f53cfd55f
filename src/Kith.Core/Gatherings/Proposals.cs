using System.Data.Common;
using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.People;
using Kith.Store;

namespace Kith.Gatherings;

/// <summary>Something that a member would like to talk about.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Community">Where.</param>
/// <param name="Title">In a line.</param>
/// <param name="Why">In Markdown; may be empty.</param>
/// <param name="By">Who proposed it.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Gathering">As what it is held; null while it waits for a host.</param>
/// <param name="WithdrawnAt">UTC milliseconds; null unless it was taken back.</param>
/// <param name="Backers">Who would come, in the order in which they said so; whoever proposed it is the first.</param>
public sealed record Proposal(
    long Id, CommunityId Community, string Title, string Why, IdentityId By, long At, ConversationId? Gathering, long? WithdrawnAt, IReadOnlyList<IdentityId> Backers)
{
    /// <summary>Whether it waits for a host.</summary>
    public bool IsOpen => Gathering is null && WithdrawnAt is null;
}

/// <summary>Topics that members propose, back, and take on.</summary>
public static class Proposals
{
    /// <summary>Most characters of the reason.</summary>
    public const int LongestWhy = 5_000;

    private sealed record Row(long Id, long CommunityId, string Title, string Why, long By, long At, long? GatheringId, long? WithdrawnAt)
    {
        public Proposal Of(IReadOnlyList<IdentityId> backers) =>
            new(Id, new(CommunityId), Title, Why, new(By), At, GatheringId is { } id ? new ConversationId(id) : null, WithdrawnAt, backers);
    }

    /// <summary>Proposes a topic; whoever does backs it.</summary>
    /// <exception cref="InvalidInputException">It says nothing, or too much.</exception>
    public static long Add(DbTransaction transaction, CommunityId community, string? title, string? why, IdentityId by, long now)
    {
        var id = Counters.Reserve(transaction, "proposals", 1);
        transaction.Connection!.Execute(
            "insert into proposals (id, community_id, title, why, proposed_by, at) values (@id, @community, @title, @why, @by, @now)",
            new { id, community = community.Value, title = Typed.Line(title, Planning.LongestTitle, "title"), why = Typed.Text(why, LongestWhy, "reason"), by = by.Value, now }, transaction);
        Back(transaction, id, by, now);
        return id;
    }

    /// <summary>Backs a proposal, or no longer; returns whether they back it now.</summary>
    public static bool Back(DbTransaction transaction, long id, IdentityId who, long now)
    {
        var values = new { id, who = who.Value, now };
        if (transaction.Connection!.Execute("delete from proposal_backers where proposal_id = @id and identity_id = @who", values, transaction) == 1)
        {
            return false;
        }
        transaction.Connection!.Execute("insert into proposal_backers (proposal_id, identity_id, at) values (@id, @who, @now) on conflict do nothing", values, transaction);
        return true;
    }

    /// <summary>Takes a proposal back.</summary>
    public static void Withdraw(DbTransaction transaction, long id, long now) => transaction.Connection!.Execute(
        "update proposals set withdrawn_at = @now where id = @id and withdrawn_at is null and gathering_id is null", new { id, now }, transaction);

    /// <summary>A proposal is held: its backers are told, and counted as those who may come.</summary>
    /// <exception cref="InvalidInputException">Somebody else was faster, it was taken back, or those who backed it could not come there.</exception>
    public static void Host(DbTransaction transaction, Proposal proposal, ConversationId gathering, IdentityId host, long now)
    {
        var held = GatheringStore.Any(transaction.Connection!, gathering)!;
        if (held.Community != proposal.Community)
        {
            throw new InvalidInputException("The topic was proposed in another community.", "community", "Hold it where it was proposed, or a gathering of your own here.");
        }
        if (transaction.Connection!.Execute(
            "update proposals set gathering_id = @gathering where id = @Id and gathering_id is null and withdrawn_at is null", new { gathering = gathering.Value, proposal.Id }, transaction) == 0)
        {
            throw new InvalidInputException("This proposal is no longer open.", "proposal", "Somebody else hosts it, or it was taken back.");
        }
        foreach (var backer in proposal.Backers.Where(each => each != host))
        {
            Rsvps.Say(transaction, gathering, backer, Coming.Maybe, now);
        }
        Tidings.Tell(transaction, proposal.Backers, $"\"{proposal.Title}\", which you backed, is held on {Tidings.When(held)}.", Tidings.Path(gathering), now, host);
    }

    /// <summary>One proposal that the reader may see, or null.</summary>
    public static Proposal? Find(DbConnection connection, Reader reader, long id) => List(connection, reader, "p.id = @id", new { id }).SingleOrDefault();

    /// <summary>Those that wait for a host, the most backed first.</summary>
    public static IReadOnlyList<Proposal> Open(DbConnection connection, Reader reader) =>
        [.. List(connection, reader, "p.gathering_id is null and p.withdrawn_at is null", new { }).OrderByDescending(each => each.Backers.Count).ThenBy(each => each.Id)];

    // Proposals are for members of the community.
    private static List<Proposal> List(DbConnection connection, Reader reader, string condition, object values)
    {
        if (reader.Communities is [])
        {
            return [];
        }
        var mine = reader.Communities is { } own ? $"and p.community_id in ({string.Join(',', own)})" : "";
        var rows = connection.Query<Row>(
            $"""
            select p.id as Id, p.community_id as CommunityId, p.title as Title, p.why as Why, p.proposed_by as "By", p.at as At, p.gathering_id as GatheringId, p.withdrawn_at as WithdrawnAt
            from proposals p where {condition} {mine} order by p.id
            """, values).ToList();
        var ids = rows.Select(row => row.Id).ToArray();
        var backers = connection.Query<(long Proposal, long Identity)>(
            $"select proposal_id, identity_id from proposal_backers where proposal_id {Sql.Among(connection, "ids")} order by at, identity_id", new { ids })
            .ToLookup(row => row.Proposal, row => new IdentityId(row.Identity));
        return [.. rows.Select(row => row.Of([.. backers[row.Id]]))];
    }
}
