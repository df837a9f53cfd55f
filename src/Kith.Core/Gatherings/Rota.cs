using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;

namespace Kith.Gatherings;

/// <summary>Who moderates which gathering of a series: in turn, unless people arrange it otherwise.</summary>
public static class Rota
{
    /// <summary>Whose turn it is; null if the rota is empty.</summary>
    public static IdentityId? Turn(IReadOnlyList<IdentityId> rota, int turn) => rota.Count == 0 ? null : rota[turn % rota.Count];

    /// <summary>"I will host": takes on a gathering that has no moderator.</summary>
    /// <exception cref="InvalidInputException">It has one, or is over.</exception>
    public static void Host(DbTransaction transaction, ConversationId gathering, IdentityId who, long now)
    {
        if (GatheringStore.StateOf(transaction.Connection!, gathering) == GatheringState.Scheduled)
        {
            throw new InvalidInputException("Somebody hosts it already.", "gathering", "Swap with them, or choose another date.");
        }
        GatheringStore.Take(transaction, gathering, GatheringStep.Host, now);
        ModeratorStore.Set(transaction, gathering, [who]);
        Settle(transaction, gathering);
    }

    /// <summary>A moderator steps down; a gathering that loses its last one waits for another.</summary>
    /// <exception cref="InvalidInputException">They do not moderate it, or it has begun.</exception>
    public static void StepDown(DbTransaction transaction, Gathering gathering, IReadOnlyCollection<IdentityId> who, long now)
    {
        var left = gathering.Moderators.Where(each => !who.Contains(each)).ToList();
        if (left.Count == gathering.Moderators.Count || gathering.State != GatheringState.Scheduled)
        {
            throw new InvalidInputException("There is nothing to step down from.", "gathering", "Only its moderators can, and only before it begins.");
        }
        ModeratorStore.Set(transaction, gathering.Id, left);
        if (left.Count == 0)
        {
            GatheringStore.Take(transaction, gathering.Id, GatheringStep.Leave, now);
        }
        Settle(transaction, gathering.Id);
    }

    /// <summary>Two moderators of planned gatherings of a series change places; whoever moderates with them stays.</summary>
    /// <param name="transaction">A write transaction.</param>
    /// <param name="one">A gathering.</param>
    /// <param name="ofOne">A moderator of it.</param>
    /// <param name="other">Another gathering of its series.</param>
    /// <param name="ofOther">A moderator of that.</param>
    /// <exception cref="InvalidInputException">They are not of one series, or one has no moderator or has begun.</exception>
    public static void Swap(DbTransaction transaction, Gathering one, IdentityId ofOne, Gathering other, IdentityId ofOther)
    {
        Swappable(one, other);
        ModeratorStore.Set(transaction, one.Id, [.. one.Moderators.Where(each => each != ofOne), ofOther]);
        ModeratorStore.Set(transaction, other.Id, [.. other.Moderators.Where(each => each != ofOther), ofOne]);
        Settle(transaction, one.Id);
        Settle(transaction, other.Id);
    }

    internal static void Swappable(Gathering one, Gathering other)
    {
        if (one.Series is null || one.Series != other.Series || one.Id == other.Id || one.State != GatheringState.Scheduled || other.State != GatheringState.Scheduled)
        {
            throw new InvalidInputException("These two can't be swapped.", "gathering", "Choose two gatherings of one series that are still to come and have moderators.");
        }
    }

    /// <summary>Gives a planned gathering to somebody, or to nobody, and takes the step that goes with it.</summary>
    internal static void Assign(DbTransaction transaction, ConversationId gathering, GatheringState state, IdentityId? moderator, long now)
    {
        ModeratorStore.Set(transaction, gathering, moderator is { } one ? [one] : []);
        if (moderator is null && state == GatheringState.Scheduled)
        {
            GatheringStore.Take(transaction, gathering, GatheringStep.Leave, now);
        }
        if (moderator is not null && state == GatheringState.Proposed)
        {
            GatheringStore.Take(transaction, gathering, GatheringStep.Host, now);
        }
    }

    /// <summary>Says that people chose its moderators: the rota leaves them.</summary>
    public static void Settle(DbTransaction transaction, ConversationId gathering) =>
        transaction.Connection!.Execute("update gatherings set settled = 1 where conversation_id = @id", new { id = gathering.Value }, transaction);
}
