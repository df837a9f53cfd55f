using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;
using Kith.Store;

namespace Kith.Gatherings;

/// <summary>An offer to change dates: "I take yours, you take mine".</summary>
/// <param name="Id">Its number.</param>
/// <param name="Gathering">Which whoever asks would give away.</param>
/// <param name="Other">Which they would take.</param>
/// <param name="AskedBy">A moderator of the first.</param>
/// <param name="AskedAt">UTC milliseconds.</param>
public sealed record Swap(long Id, ConversationId Gathering, ConversationId Other, IdentityId AskedBy, long AskedAt);

/// <summary>
/// Swaps that wait for an answer. Whoever moderates the other date may say yes; then these two change places, and whoever
/// moderates with one of them stays.
/// </summary>
public static class Swaps
{
    private const long Waiting = 0, Accepted = 1, Declined = 2, Over = 3;

    private sealed record Row(long Id, long Gathering, long Other, long AskedBy, long AskedAt)
    {
        public Swap Swap => new(Id, new(Gathering), new(Other), new(AskedBy), AskedAt);
    }

    // One whose asker no longer moderates, or one of whose gatherings has begun, asks nothing any more.
    private const string Asks =
        """
        select s.id as Id, s.conversation_id as Gathering, s.other_id as Other, s.asked_by as AskedBy, s.asked_at as AskedAt
        from swaps s join gatherings g on g.conversation_id = s.conversation_id join gatherings o on o.conversation_id = s.other_id
        where s.state = 0 and g.state = 1 and o.state = 1
          and exists (select 1 from moderators m where m.conversation_id = s.conversation_id and m.identity_id = s.asked_by)
        """;

    /// <summary>Those of a series that wait for an answer, the earliest first.</summary>
    public static IReadOnlyList<Swap> Of(DbConnection connection, SeriesId series) =>
        [.. connection.Query<Row>($"{Asks} and g.series_id = @series order by s.id", new { series = series.Value }).Select(row => row.Swap)];

    /// <summary>One that waits for an answer, or null.</summary>
    public static Swap? Find(DbConnection connection, long id) => connection.QuerySingleOrDefault<Row>($"{Asks} and s.id = @id", new { id })?.Swap;

    /// <summary>Asks the moderators of another gathering; asking again for the same is asking once.</summary>
    /// <param name="transaction">A write transaction.</param>
    /// <param name="one">Which is given away.</param>
    /// <param name="other">Which is taken.</param>
    /// <param name="by">Identities of who asks: a moderator of the first.</param>
    /// <param name="now">UTC milliseconds.</param>
    /// <exception cref="InvalidInputException">They are not of one series, have no moderators or have begun, or the first is not theirs.</exception>
    public static void Ask(DbTransaction transaction, Gathering one, Gathering other, IReadOnlyCollection<IdentityId> by, long now)
    {
        Rota.Swappable(one, other);
        var asking = one.Moderators.Where(by.Contains).Select(each => (IdentityId?)each).FirstOrDefault()
            ?? throw new InvalidInputException("You do not moderate this gathering.", "gathering", "Its moderators can ask for a swap.");
        if (Find(transaction.Connection!, one, other) is null)
        {
            transaction.Connection!.Execute(
                "insert into swaps (id, conversation_id, other_id, asked_by, asked_at, state) values (@id, @one, @other, @asking, @now, @Waiting)",
                new { id = Counters.Reserve(transaction, "swaps", 1), one = one.Id.Value, other = other.Id.Value, asking = asking.Value, now, Waiting }, transaction);
        }
    }

    /// <summary>Accepts: the two change places, and whatever else they asked about these dates is over.</summary>
    /// <param name="transaction">A write transaction.</param>
    /// <param name="swap">Which.</param>
    /// <param name="one">Its first gathering.</param>
    /// <param name="other">Its other one.</param>
    /// <param name="by">Who accepts: a moderator of the other one.</param>
    /// <param name="now">UTC milliseconds.</param>
    /// <exception cref="InvalidInputException">Somebody was faster.</exception>
    public static void Accept(DbTransaction transaction, Swap swap, Gathering one, Gathering other, IdentityId by, long now)
    {
        Decide(transaction, swap, Accepted, now);
        Rota.Swap(transaction, one, swap.AskedBy, other, by);
        transaction.Connection!.Execute(
            """
            update swaps set state = @Over, decided_at = @now
            where state = 0 and asked_by in (@asked, @by) and (conversation_id in (@one, @other) or other_id in (@one, @other))
            """, new { Over, now, one = one.Id.Value, other = other.Id.Value, asked = swap.AskedBy.Value, by = by.Value }, transaction);
    }

    /// <summary>Declines: everything stays as it is.</summary>
    public static void Decline(DbTransaction transaction, Swap swap, long now) => Decide(transaction, swap, Declined, now);

    /// <summary>Takes an offer back.</summary>
    public static void TakeBack(DbTransaction transaction, Swap swap, long now) => Decide(transaction, swap, Over, now);

    private static Swap? Find(DbConnection connection, Gathering one, Gathering other) => connection.QuerySingleOrDefault<Row>(
        $"{Asks} and s.conversation_id = @one and s.other_id = @other", new { one = one.Id.Value, other = other.Id.Value })?.Swap;

    private static void Decide(DbTransaction transaction, Swap swap, long state, long now)
    {
        if (transaction.Connection!.Execute("update swaps set state = @state, decided_at = @now where id = @Id and state = 0", new { state, now, swap.Id }, transaction) != 1)
        {
            throw new InvalidInputException("Somebody else was faster.", "swap", "Load the page again.");
        }
    }
}
