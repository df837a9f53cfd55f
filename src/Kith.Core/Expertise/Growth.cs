using System.Data;
using System.Data.Common;
using Dapper;
using Kith.Conversations;

namespace Kith.Expertise;

/// <summary>
/// Reads the log into an <see cref="ExpertiseBuilder"/>: all of it, or only the conversations that changed since, each from the
/// earliest message that changed. The lines of conversations that changed lately are remembered, so that the next message of a
/// running talk costs no more than itself.
/// </summary>
internal sealed class Growth(ExpertiseBuilder builder)
{
    private const int MostLines = 200_000;

    // A table of interactions has no words of anybody's own.
    private const string Places =
        """
        select c.id as Id, c.title as Title, coalesce(p.title, c.title) as Channel, c.kind as Kind
        from conversations c left join conversations p on p.id = c.parent_id where c.kind <> 6
        """;

    private const string Messages = "select conversation_id, seq, key, reply_to, author_id, at, body from messages where deleted_at is null";

    private readonly Dictionary<long, List<Line>> remembered = [];
    private int lines;

    public ExpertiseBuilder Builder => builder;

    // Properties, not a constructor: where there is no conversation yet, SQLite can't tell the types.
    private sealed record Place
    {
        public long Id { get; init; }

        public string Title { get; init; } = "";

        public string Channel { get; init; } = "";

        public long Kind { get; init; }
    }

    /// <summary>Reads the whole log.</summary>
    public void All(DbConnection connection)
    {
        var places = connection.Query<Place>(Places).ToDictionary(place => place.Id);
        using var command = connection.CreateCommand();
        command.CommandText = Messages + " order by conversation_id, at";
        using var rows = command.ExecuteReader();
        var talk = new List<Line>();
        long last = 0;
        while (rows.Read())
        {
            if (rows.GetInt64(0) != last)
            {
                Lay(places.GetValueOrDefault(last), talk);
                last = rows.GetInt64(0);
                talk.Clear();
            }
            if (places.ContainsKey(last))
            {
                talk.Add(Read(rows, (author, seq, at, text) => builder.Say(author, at, seq, text)));
            }
        }
        Lay(places.GetValueOrDefault(last), talk);
    }

    /// <summary>Reads what changed after a version of the log.</summary>
    public void Since(DbConnection connection, long version)
    {
        var changes = connection.Query<(long Conversation, long From)>(
            "select conversation_id, min(from_at) from log_changes where version > @version group by conversation_id order by conversation_id", new { version }).ToList();
        foreach (var (conversation, from) in changes)
        {
            if (connection.QuerySingleOrDefault<Place>(Places + " and c.id = @conversation", new { conversation }) is { } place)
            {
                Change(connection, place, from);
            }
        }
        foreach (var some in changes.Select(change => change.Conversation).Chunk(500))
        {
            RenameChannels(connection, some);
        }
    }

    private void Change(DbConnection connection, Place place, long from)
    {
        var talk = Remembered(place.Id);
        var known = talk?.Where(line => line.At >= from).ToDictionary(line => line.Seq, line => line.Row) ?? builder.RowsOf(place.Id);
        var since = talk is null ? long.MinValue : from;
        talk = talk is null ? [] : talk.FindAll(line => line.At < from);
        using (var rows = connection.ExecuteReader($"{Messages} and conversation_id = @Id and at >= @since", new { place.Id, since }))
        {
            while (rows.Read())
            {
                talk.Add(Read(rows, (author, seq, at, text) => Row(known, author, seq, at, text, from)));
            }
        }
        foreach (var row in known.Values)
        {
            builder.Unsay(row);
        }
        Lay(place, talk);
        Remember(place.Id, talk);
    }

    // The row that says so already, or a new one. What is left among the known in the end is said no more.
    private int Row(Dictionary<long, int> known, long author, long seq, long at, string text, long from)
    {
        if (known.TryGetValue(seq, out var row) && (at < from || builder.Says(row, author, at, text)))
        {
            known.Remove(seq);
            return row;
        }
        return builder.Say(author, at, seq, text);
    }

    private void Lay(Place? place, List<Line> talk)
    {
        if (place is not null)
        {
            Lines.Sort(talk);
            builder.Lay(place.Id, place.Channel, Lines.Units((ConversationKind)place.Kind, place.Title, talk));
        }
    }

    // The title of a channel stands with every conversation in it.
    private void RenameChannels(DbConnection connection, long[] parents)
    {
        var children = connection.Query<(long Id, string Channel)>(
            $"select c.id, p.title from conversations c join conversations p on p.id = c.parent_id where c.parent_id {Store.Sql.Among(connection, "parents")}", new { parents }).ToList();
        if (children.Count > 0)
        {
            builder.Rename(children.ToDictionary(child => child.Id, child => child.Channel));
        }
    }

    private static Line Read(IDataReader row, Func<long, long, long, string, int> rowOf)
    {
        var (seq, at) = (row.GetInt64(1), row.GetInt64(5));
        return new(seq, row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), at,
            rowOf(row.GetInt64(4), seq, at, row.GetString(6)));
    }

    private List<Line>? Remembered(long conversation)
    {
        if (remembered.Remove(conversation, out var talk))
        {
            lines -= talk.Count;
        }
        return talk;
    }

    private void Remember(long conversation, List<Line> talk)
    {
        if (lines + talk.Count > MostLines)
        {
            remembered.Clear();
            lines = 0;
        }
        remembered[conversation] = talk;
        lines += talk.Count;
    }
}
