using System.Data.Common;
using Dapper;
using Kith.Conversations;

namespace Kith.Expertise;

/// <summary>Reads the whole log for the index, conversation by conversation in order of time.</summary>
internal static class Utterances
{
    // A table of interactions has no words of anybody's own.
    private const string Sql =
        """
        select m.conversation_id, m.seq, m.key, m.reply_to, m.author_id, m.at, m.body
        from conversations c join messages m on m.conversation_id = c.id
        where m.deleted_at is null and c.kind <> 6
        order by m.conversation_id, m.at, length(m.key), m.key
        """;

    private sealed record Place(long Id, string Title, string? Channel, long Kind)
    {
        // In all-day talk each thread is about a thing of its own.
        public bool HasThreads => (ConversationKind)Kind is ConversationKind.Channel or ConversationKind.Chat or ConversationKind.Direct;
    }

    /// <summary>The index of all that was said.</summary>
    public static ExpertiseIndex Read(DbConnection connection)
    {
        var places = connection.Query<Place>("select c.id as Id, c.title as Title, p.title as Channel, c.kind as Kind from conversations c left join conversations p on p.id = c.parent_id")
            .ToDictionary(place => place.Id);
        var roots = connection.Query<(long, string)>("select distinct conversation_id, reply_to from messages where reply_to is not null and deleted_at is null").ToHashSet();
        var builder = new ExpertiseBuilder();
        var units = new Units(builder, roots);
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var unit = units.Of(places[rows.GetInt64(0)], rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3));
            builder.Add(new Utterance(unit, rows.GetInt64(1), new(rows.GetInt64(4)), rows.GetInt64(5), rows.GetString(6)));
        }
        return builder.Build();
    }

    // The units of one conversation after the other: itself, and its threads.
    private sealed class Units(ExpertiseBuilder builder, HashSet<(long, string)> roots)
    {
        private readonly Dictionary<string, long> threads = new(StringComparer.Ordinal);
        private long place, open, last;

        public long Of(Place at, string key, string? answers)
        {
            if (at.Id != place)
            {
                (place, open) = (at.Id, 0);
                threads.Clear();
            }
            if (at.HasThreads && (answers is not null || roots.Contains((at.Id, key))))
            {
                var unit = answers is not null && threads.TryGetValue(answers, out var known) ? known : Begin(at, "");
                threads.TryAdd(key, unit);
                if (answers is not null)
                {
                    threads.TryAdd(answers, unit);
                }
                return unit;
            }
            return open != 0 ? open : open = Begin(at, at.HasThreads ? "" : at.Title);
        }

        private long Begin(Place at, string title)
        {
            builder.Add(new Discussion(++last, new(at.Id), title, at.Channel ?? at.Title));
            return last;
        }
    }
}
