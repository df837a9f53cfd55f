using System.Data.Common;
using Dapper;
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
    /// <param name="id">Who.</param>
    /// <param name="isBot">What they are.</param>
    /// <param name="why">Why; everybody sees it.</param>
    /// <param name="now">UTC milliseconds.</param>
    /// <exception cref="InvalidInputException">There is nobody of that number, they are known as that, or have an account, or the reason is too long.</exception>
    public static long Decide(DbTransaction transaction, PersonId id, bool isBot, string? why, long now) => Deriving(transaction, everyone =>
    {
        var person = everyone.Find(id) ?? throw new InvalidInputException("There is nobody of this number.", "person", "Load the page again.");
        if (person.IsBot == isBot)
        {
            throw new InvalidInputException($"{person.Name} is {(isBot ? "a bot already" : "not marked as a bot")}.", "person", "There is nothing to say.");
        }
        if (isBot && person.Identities.Any(identity => identity.IsOwn))
        {
            throw new InvalidInputException($"{person.Name} has an account here, so this is somebody.", "person", "Bots are known from archives alone.");
        }
        return PeopleStore.Decide(transaction, now, isBot ? PersonDecisionKind.Bot : PersonDecisionKind.Human, person.Identities[0].Id, null,
            Typed.Text(why, LongestWhy, "why") is { Length: > 0 } said ? said : null);
    });

    /// <summary>Undoes any decision about people; false if there is none of that number or it was undone before.</summary>
    public static bool Undo(DbTransaction transaction, long decision, long now) => Deriving(transaction, _ => PeopleStore.Undo(transaction, now, decision));

    /// <summary>Runs what changes who is who, and has derived anew what those said who are bots by it, or are none any more.</summary>
    /// <param name="transaction">All or nothing; holds the log from here on.</param>
    /// <param name="change">Is given who is who before it.</param>
    public static T Deriving<T>(DbTransaction transaction, Func<Everyone, T> change)
    {
        Log.Hold(transaction);
        var before = PeopleStore.Load(transaction.Connection!);
        var result = change(before);
        var changed = before.Bots();
        changed.SymmetricExceptWith(PeopleStore.Load(transaction.Connection!).Bots());
        if (changed.Count > 0)
        {
            DeriveAgain(transaction, changed);
        }
        return result;
    }

    // What is on the list is marked as well: whoever works it off may have asked before who is a bot.
    private static void DeriveAgain(DbTransaction transaction, IEnumerable<long> identities)
    {
        var those = Sql.Among(transaction.Connection!, "ids");
        Log.MarkStale(transaction, transaction.Connection!.Query<(long, long)>(
            $"""
            select conversation_id, first_at from voices where identity_id {those}
            union all select conversation_id, 0 from participants where identity_id {those}
            union all select conversation_id, from_at from stale
            """, new { ids = identities.ToArray() }, transaction).ToList());
    }
}
