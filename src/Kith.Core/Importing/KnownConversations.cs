using System.Data.Common;
using Dapper;
using Kith.Store;

namespace Kith.Importing;

/// <summary>A conversation of the source while an import runs.</summary>
internal sealed class KnownConversation
{
    public long Id { get; init; }

    public string Key { get; init; } = "";

    public long? ParentId { get; set; }

    public long Kind { get; set; }

    public long Visibility { get; set; }

    public string Title { get; set; } = "";

    public long Head { get; set; }

    public long AsOf { get; set; }

    /// <summary>How many messages it had before this import.</summary>
    public long HeadBefore { get; set; }

    /// <summary>Of those, the ones that this archive has too.</summary>
    public HashSet<long> Seen { get; } = [];

    /// <summary>Whether this archive may change and remove what is known.</summary>
    public bool MayChange { get; set; } = true;
}

/// <summary>The conversations of one source by key, fetched as an import comes to them.</summary>
internal sealed class KnownConversations(long source, long community)
{
    private const string Columns = "id as Id, key as Key, parent_id as ParentId, kind as Kind, visibility as Visibility, title as Title, head as Head, as_of as AsOf, head as HeadBefore";

    // An archive goes from conversation to conversation; old ones are fetched again if it comes back to them.
    private const int Kept = 20_000;

    private readonly Dictionary<string, KnownConversation> rows = new(StringComparer.Ordinal);

    private readonly HashSet<long> withMessages = [];

    /// <summary>How many conversations this import brought messages of.</summary>
    public long WithMessages => withMessages.Count;

    public KnownConversation this[string key] => rows[key];

    /// <summary>
    /// Makes sure that every conversation named in a batch is there and described as this archive says.
    /// Returns those whose description changed in a way that what is derived depends on, each with the time of the earliest message
    /// that it concerns (UTC milliseconds; later than all if only its title changed).
    /// </summary>
    public IReadOnlyList<(KnownConversation Row, long From)> Settle(DbTransaction transaction, IEnumerable<string> keys, IEnumerable<ConversationEntry> described)
    {
        var descriptions = new Dictionary<string, ConversationEntry>(StringComparer.Ordinal);
        foreach (var entry in described)
        {
            descriptions[entry.Key] = entry;
        }
        var parents = descriptions.Values.Select(entry => entry.Parent).OfType<string>();
        var all = parents.Concat(descriptions.Keys).Concat(keys).Distinct(StringComparer.Ordinal).Where(key => !rows.ContainsKey(key)).ToList();
        Fetch(transaction, all);
        Insert(transaction, [.. all.Where(key => !rows.ContainsKey(key))]);
        using var update = new Prepared(transaction.Connection!, transaction,
            "update conversations set title = @title, kind = @kind, visibility = @visibility, parent_id = @parent, as_of = @asof where id = @id",
            "title", "kind", "visibility", "parent", "asof", "id");
        return [.. descriptions.Values.Select(entry => (Row: rows[entry.Key], From: Describe(update, rows[entry.Key], entry)))
            .Where(each => each.From is not null).Select(each => (each.Row, each.From!.Value))];
    }

    /// <summary>Says that a message of it came.</summary>
    public void Count(KnownConversation row) => withMessages.Add(row.Id);

    /// <summary>
    /// The conversations that belonged to this one when an archive no newer than this told of them, and of which this import
    /// brought nothing: moved, renamed or deleted at the source.
    /// </summary>
    public IReadOnlyList<KnownConversation> GoneFrom(DbTransaction transaction, KnownConversation parent)
    {
        if (!parent.MayChange)
        {
            return [];
        }
        var gone = transaction.Connection!.Query<(long Id, string Key)>(
            "select id, key from conversations where parent_id = @Id and head > 0 and as_of <= @AsOf", new { parent.Id, parent.AsOf }, transaction)
            .Where(child => !withMessages.Contains(child.Id)).Select(child => child.Key).ToList();
        Fetch(transaction, [.. gone.Where(key => !rows.ContainsKey(key))]);
        // An older archive, read later, is not to bring them back.
        using var update = new Prepared(transaction.Connection!, transaction, "update conversations set as_of = @asof where id = @id", "asof", "id");
        foreach (var row in gone.Select(key => rows[key]))
        {
            row.AsOf = parent.AsOf;
            update.Execute(row.AsOf, row.Id);
        }
        return [.. gone.Select(key => rows[key])];
    }

    /// <summary>Looks up conversations of which an archive tells without describing them: those that are known can then be <see cref="Mentioned"/>.</summary>
    public void Find(DbTransaction transaction, IEnumerable<string> keys) =>
        Fetch(transaction, [.. keys.Distinct(StringComparer.Ordinal).Where(key => !rows.ContainsKey(key))]);

    /// <summary>A conversation of which an archive tells as of some time, and whether that changed who may see it; null if it is not known, or a newer archive told of it.</summary>
    public (KnownConversation Row, bool IsHidden)? Mentioned(DbTransaction transaction, string key, long asOf, bool isPrivate)
    {
        if (!rows.TryGetValue(key, out var row) || (asOf > 0 && row.AsOf > asOf))
        {
            return null;
        }
        var visibility = isPrivate ? (long)Conversations.Visibility.Participants : row.Visibility;
        var hidden = row.Visibility != visibility;
        // An older archive, read later, is not to bring back what is gone or hidden.
        if (hidden || row.AsOf < asOf)
        {
            (row.Visibility, row.AsOf) = (visibility, Math.Max(row.AsOf, asOf));
            using var update = new Prepared(transaction.Connection!, transaction, "update conversations set visibility = @visibility, as_of = @asof where id = @id", "visibility", "asof", "id");
            update.Execute(row.Visibility, row.AsOf, row.Id);
        }
        row.MayChange = true;
        return (row, hidden);
    }

    /// <summary>Forgets what is safely stored, between batches.</summary>
    public void Trim()
    {
        if (rows.Count > Kept)
        {
            foreach (var done in rows.Values.Where(row => row.Seen.Count == 0).Take(rows.Count - Kept / 2).ToList())
            {
                rows.Remove(done.Key);
            }
        }
    }

    private void Fetch(DbTransaction transaction, IReadOnlyList<string> keys)
    {
        foreach (var some in keys.Chunk(500))
        {
            foreach (var row in transaction.Connection!.Query<KnownConversation>(
                $"select {Columns} from conversations where source_id = @source and key {Sql.Among(transaction.Connection!, "some")}", new { source, some }, transaction))
            {
                rows.Add(row.Key, row);
            }
        }
    }

    private void Insert(DbTransaction transaction, IReadOnlyList<string> keys)
    {
        if (keys.Count == 0)
        {
            return;
        }
        var id = Counters.Reserve(transaction, "conversations", keys.Count);
        using var bulk = new Bulk(transaction, "conversations", "id, source_id, key, community_id, kind, visibility, title");
        foreach (var key in keys)
        {
            // Until it is described: its key for a title, and nobody but the participants may see it.
            var row = new KnownConversation { Id = id++, Key = key, Title = key, Visibility = (long)Conversations.Visibility.Participants };
            bulk.Add(row.Id, source, key, community, row.Kind, row.Visibility, row.Title);
            rows.Add(key, row);
        }
    }

    // A time that no message has, to mark what changed in nothing but its title.
    private const long Nothing = long.MaxValue - 1;

    // Null if nothing changed that matters.
    private long? Describe(Prepared update, KnownConversation row, ConversationEntry entry)
    {
        row.MayChange = entry.AsOf == 0 || entry.AsOf >= row.AsOf;
        if (!row.MayChange)
        {
            return null;
        }
        var parent = entry.Parent is null ? row.ParentId : rows[entry.Parent].Id;
        var matters = row.Head > 0 && (row.Kind != (long)entry.Kind || row.Visibility != (long)entry.Visibility);
        var renamed = row.Title != entry.Title || row.ParentId != parent;
        if (matters || renamed || row.Kind != (long)entry.Kind || row.Visibility != (long)entry.Visibility || row.AsOf < entry.AsOf)
        {
            (row.Title, row.Kind, row.Visibility, row.ParentId, row.AsOf) = (entry.Title, (long)entry.Kind, (long)entry.Visibility, parent, Math.Max(row.AsOf, entry.AsOf));
            update.Execute(row.Title, row.Kind, row.Visibility, row.ParentId, row.AsOf, row.Id);
        }
        return matters ? 0 : renamed ? Nothing : null;
    }
}
