using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Importing;
using Kith.Interactions;
using Kith.People;
using Kith.Ties;

namespace Kith.Evaluation;

/// <summary>Reads what an installation holds as data to measure on: what every member may know of, and nothing private.</summary>
internal static class OwnRecord
{
    /// <summary>Who acted towards whom. Direct is what weighs as much as a message to one person alone; presence is left out, as it ties nobody.</summary>
    public static TieEvent[] Sent(DbConnection connection, Everyone everyone)
    {
        var rows = connection.Query<(long From, long To, long At, long Weight, long Conversation, long Seq)>(
            $"""
            select i.from_id, i.to_id, i.at, i.weight, i.conversation_id, i.seq from interactions i join conversations c on c.id = i.conversation_id
            where i.kind <> {(int)InteractionKind.CoPresence} and {Visible.To(connection, Reader.Member)} order by i.at, i.from_id, i.conversation_id, i.seq, i.to_id, i.kind, i.weight
            """, new { reader = Visible.Parameter(Reader.Member) });
        var (message, last) = (0, (0L, 0L, 0L));
        return [.. rows.Select(row => (From: everyone.Of(new(row.From)), To: everyone.Of(new(row.To)), row.At, row.Weight, Message: Number((row.From, row.Conversation, row.Seq))))
            .Where(row => row is { From.IsBot: false, To.IsBot: false, Weight: > 0 } && row.From.Id != row.To.Id)
            .Select(row => new TieEvent((int)row.From!.Id.Value, (int)row.To!.Id.Value, row.At, row.Weight >= Contact.LeastMicros ? 1 : 2, row.Weight, row.Message))];

        // Each message has one author; who reacts to it does so alone.
        int Number((long, long, long) key)
        {
            message += key == last ? 0 : 1;
            last = key;
            return message;
        }
    }

    /// <summary>Conversations and messages, as an archive would tell them.</summary>
    public static IEnumerable<Entry> Entries(DbConnection connection, Everyone everyone)
    {
        foreach (var bot in everyone.People.Where(person => person.IsBot))
        {
            yield return new PersonEntry($"{bot.Id}", bot.Name, IsBot: true);
        }
        foreach (var row in connection.Query<(long Id, long? Parent, long Kind, long Visibility, string Title)>(
            $"select c.id, c.parent_id, c.kind, c.visibility, c.title from conversations c where {Visible.To(connection, Reader.Member)} order by c.id", new { reader = Visible.Parameter(Reader.Member) }))
        {
            yield return new ConversationEntry($"{row.Id}", row.Title, (ConversationKind)row.Kind, (Visibility)row.Visibility, row.Parent is { } parent ? $"{parent}" : null);
        }
        foreach (var row in connection.Query<(long Conversation, string Key, long Author, long At, string Body, string? ReplyTo)>(
            $"""
            select m.conversation_id, m.key, m.author_id, m.at, m.body, m.reply_to from messages m join conversations c on c.id = m.conversation_id
            where m.deleted_at is null and {Visible.To(connection, Reader.Member)} order by m.at, m.conversation_id, m.seq
            """, new { reader = Visible.Parameter(Reader.Member) }, buffered: false))
        {
            // Not the person's name as key: numbers are nobody's.
            yield return new MessageEntry($"{row.Conversation}", row.Key, $"{everyone.Of(new(row.Author))?.Id}", row.At, row.Body, ReplyTo: row.ReplyTo);
        }
    }

    /// <summary>All identities, and what people decided about them.</summary>
    public static (IReadOnlyList<Identity> Identities, IReadOnlyList<PersonDecision> Decisions) Decided(DbConnection connection) =>
        (PeopleStore.Identities(connection), PeopleStore.Decisions(connection));
}
