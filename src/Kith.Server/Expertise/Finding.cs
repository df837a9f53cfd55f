using System.Data.Common;
using Kith.Conversations;
using Kith.Expertise;
using Kith.Network;
using Kith.Server.Network;
using Kith.Server.Shared;

namespace Kith.Server.Expertise;

/// <summary>Everything that is found for a question.</summary>
/// <param name="People">Who knows, best first.</param>
/// <param name="Words">What else to look for.</param>
public sealed record Finding(IReadOnlyList<WhoKnowsAnswer> People, OtherWordsAnswer Words)
{
    // Some are names of people.
    private const int Spare = 2;

    // Whoever finds fewer people is shown some that other words find.
    private const int Handful = 5;

    /// <summary>Nothing asked, nothing found.</summary>
    public static Finding Nothing { get; } = new([], OtherWordsAnswer.None);

    /// <summary>The people, from what the reader may see.</summary>
    public static IReadOnlyList<WhoKnowsAnswer> WhoKnows(Present present, Reader reader, WhoKnowsQuestion asked) => Of(present, reader, asked, words: 0).People;

    /// <summary>The people and at most so many other words, from what the reader may see.</summary>
    public static Finding Of(Present present, Reader reader, WhoKnowsQuestion asked, int words)
    {
        var (index, everyone) = (present.Expertise, present.Network.Everyone);
        using var connection = present.Database.Connect();
        var hidden = ConversationStore.Hidden(connection, reader, asked.Community, asked.Since?.ToUnixTimeMilliseconds());
        var declined = Declining.Everywhere(connection, everyone);
        Query Query(string text) => Kith.Expertise.Query.Typed(text, present.Network.Now) with
        {
            Top = asked.Top,
            Evidence = asked.Quotes,
            Visible = hidden.Count == 0 ? null : id => !hidden.Contains(id),
            Except = asked.Near is { } near ? [near.Id] : [],
            Declined = declined,
        };
        var query = Query(asked.Text);
        var answer = Kith.Expertise.WhoKnows.Answer(index, query, everyone, words * Spare);
        var reach = asked.Near is null ? null : present.ReachFor(reader);
        return new([.. answer.People.Select(knows => Told(present, connection, reader, asked, reach, knows))],
            words == 0 ? OtherWordsAnswer.None : OtherWordsAnswer.Of(present, connection, reader, asked.Text, query, answer, words,
                text => Kith.Expertise.WhoKnows.Answer(index, Query(text) with { Top = 1, Evidence = 0 }, everyone, related: 0).Exchanges, Otherwise));

        OtherwiseAnswer? Otherwise(IReadOnlyList<string> instead)
        {
            if (instead.Count == 0 || answer.People.Count >= Math.Min(asked.Top, Handful))
            {
                return null;
            }
            var text = string.Join(' ', instead);
            var others = Kith.Expertise.WhoKnows.Ask(index, Query(text) with { Top = Handful, Except = [.. query.Except, .. answer.People.Select(knows => knows.Person)] }, everyone);
            return others.Count == 0 ? null : new(instead, [.. others.Select(knows => Told(present, connection, reader, asked with { Text = text }, reach, knows))]);
        }
    }

    private static WhoKnowsAnswer Told(Present present, DbConnection connection, Reader reader, WhoKnowsQuestion asked, Reach? reach, Knows knows)
    {
        var words = string.Join(' ', TypedQuery.Of(asked.Text).Words);
        var person = present.Network.Everyone.Find(knows.Person)!;
        return new(person.Name, person.Id.Value, Math.Round(knows.Score, 4),
            [.. knows.Evidence.Select(each => Quoted(connection, reader, each, words)).OfType<Shared.Evidence>()],
            asked.Near is { } near && reach is not null ? PathAnswer.Of(present, reach, near, person).Paths.FirstOrDefault() : null);
    }

    private static Shared.Evidence? Quoted(DbConnection connection, Reader reader, Kith.Expertise.Evidence one, string words) =>
        Shared.Evidence.Of(connection, reader, one.Conversation, one.Seq, one.At, one.Stem ?? words) is { } said ? said with { Stem = one.Stem, Near = one.Near } : null;
}
