using System.Data.Common;
using Dapper;
using Kith.People;
using Kith.Store;

namespace Kith.Expertise;

/// <summary>
/// What people do not want to be asked about. They are not found for it, and it is not said of them that they talk about it; what they
/// said stays where they said it.
/// </summary>
public static class DeclinedTopics
{
    /// <summary>Characters of a topic.</summary>
    public const int Longest = 100;

    private const int Most = 200;

    /// <summary>Of everybody, in the order in which they came.</summary>
    public static IReadOnlyList<(IdentityId Who, string Topic)> All(DbConnection connection) => [.. connection.Query<(long, string)>(
        "select identity_id, topic from declined_topics order by at, topic").Select(row => (new IdentityId(row.Item1), row.Item2))];

    /// <summary>Somebody declines a topic.</summary>
    /// <param name="transaction">A write transaction.</param>
    /// <param name="who">Any of their identities.</param>
    /// <param name="typed">The topic: they are left out of whatever holds all its words.</param>
    /// <param name="now">UTC milliseconds.</param>
    /// <exception cref="InvalidInputException">It is no topic, or they decline too many.</exception>
    public static void Add(DbTransaction transaction, IdentityId who, string? typed, long now)
    {
        var topic = Typed.Visible(typed);
        if (topic.Length is 0 or > Longest || QueryTerms.Words(topic).Count == 0)
        {
            throw new InvalidInputException("That is no topic.", "topic", $"Write a word or a few, in up to {Longest} characters.");
        }
        if (transaction.Connection!.ExecuteScalar<long>("select count(*) from declined_topics where identity_id = @who", new { who = who.Value }, transaction) >= Most)
        {
            throw new InvalidInputException($"You decline {Most} topics already.", "topic", "Take one back first.");
        }
        transaction.Connection!.Execute("insert into declined_topics (identity_id, topic, at) values (@who, @topic, @now) on conflict do nothing",
            new { who = who.Value, topic, now }, transaction);
    }

    /// <summary>Takes that back, whichever of their identities declined it.</summary>
    public static void Remove(DbTransaction transaction, IReadOnlyCollection<IdentityId> identities, string? topic) => transaction.Connection!.Execute(
        $"delete from declined_topics where topic = @topic and identity_id {Sql.Among(transaction.Connection!, "ids")}",
        new { topic = topic ?? "", ids = identities.Select(identity => identity.Value).ToArray() }, transaction);

    /// <summary>Whether something said or asked is about a topic: it holds all its words.</summary>
    public static bool Holds(string text, string topic) => Holds(QueryTerms.Words(text).Contains, topic);

    /// <summary>The same where it is known which words there are.</summary>
    internal static bool Holds(Func<string, bool> has, string topic) => QueryTerms.Words(topic) is { Count: > 0 } all && all.All(has);
}
