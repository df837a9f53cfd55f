using System.Data.Common;
using Kith.People;
using Kith.Store;

namespace Kith.Conversations;

/// <summary>Who is a program where the source does not say so, or says so of a human: decisions like any other.</summary>
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
    public static long Decide(DbTransaction transaction, PersonId id, bool isBot, string? why, long now) => WhoIsWho.Change(transaction, everyone =>
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
}
