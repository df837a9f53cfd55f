using System.Data.Common;
using Dapper;
using Kith.Accounts;
using Kith.People;
using Kith.Store;

namespace Kith.Conversations;

/// <summary>
/// Who is a program where the source does not say so, or says so of a human: decisions like any other, except that a program takes
/// no turns, so that what its conversations say of ties is derived anew.
/// </summary>
public static class Bots
{
    /// <summary>Characters of a reason.</summary>
    public const int LongestWhy = 300;

    /// <summary>Records that somebody is a bot, or is none, and returns the number of the decision.</summary>
    /// <param name="transaction">All or nothing.</param>
    /// <param name="person">Who.</param>
    /// <param name="isBot">What they are.</param>
    /// <param name="why">Why; everybody sees it.</param>
    /// <param name="now">UTC milliseconds.</param>
    /// <exception cref="InvalidInputException">They are known as that, or have an account, or the reason is too long.</exception>
    public static long Decide(DbTransaction transaction, Person person, bool isBot, string? why, long now)
    {
        if (person.IsBot == isBot)
        {
            throw new InvalidInputException($"{person.Name} is {(isBot ? "a bot" : "no bot")} already.", "person", "There is nothing to say.");
        }
        if (isBot && person.Identities.Any(identity => AccountStore.Of(transaction.Connection!, identity.Id) is not null))
        {
            throw new InvalidInputException($"{person.Name} has an account here, so this is somebody.", "person", "Bots are known from archives alone.");
        }
        var identity = person.Identities[0].Id;
        var decision = PeopleStore.Decide(transaction, now, isBot ? PersonDecisionKind.Bot : PersonDecisionKind.Human, identity, null,
            Typed.Text(why, LongestWhy, "why") is { Length: > 0 } said ? said : null);
        DeriveAgain(transaction, identity);
        return decision;
    }

    /// <summary>Undoes any decision about people; false if there is none of that number or it was undone before.</summary>
    public static bool Undo(DbTransaction transaction, long decision, long now)
    {
        if (!PeopleStore.Undo(transaction, now, decision))
        {
            return false;
        }
        if (PeopleStore.Decisions(transaction.Connection!).Single(each => each.Id == decision) is { Kind: PersonDecisionKind.Bot or PersonDecisionKind.Human } undone)
        {
            DeriveAgain(transaction, undone.Identity);
        }
        return true;
    }

    // What is on the list is marked as well: whoever works it off may have asked before who is a bot.
    private static void DeriveAgain(DbTransaction transaction, IdentityId identity)
    {
        Log.Hold(transaction);
        Log.MarkStale(transaction, transaction.Connection!.Query<(long, long)>(
            """
            select conversation_id, first_at from voices where identity_id = @id
            union all select conversation_id, 0 from participants where identity_id = @id
            union all select conversation_id, from_at from stale
            """, new { id = identity.Value }, transaction).ToList());
    }
}
