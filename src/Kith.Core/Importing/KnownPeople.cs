using System.Data.Common;
using Dapper;
using Kith.Store;

namespace Kith.Importing;

/// <summary>The identities of one source by key, kept in step with the database while an import runs.</summary>
internal sealed class KnownPeople
{
    private sealed record Row(long Id, string Key, string Name, string? Email, long IsBot);

    private readonly long source;
    private readonly Dictionary<string, Row> rows;
    private readonly HashSet<string> named = new(StringComparer.Ordinal);

    public KnownPeople(DbConnection connection, long source)
    {
        this.source = source;
        rows = connection.Query<Row>("select id as Id, key as Key, name as Name, email as Email, is_bot as IsBot from identities where source_id = @source", new { source })
            .ToDictionary(row => row.Key, StringComparer.Ordinal);
    }

    /// <summary>How many different people this import named.</summary>
    public int Named => named.Count;

    public long this[string key] => rows[key].Id;

    /// <summary>The identity of somebody, if any archive of this source told of them.</summary>
    public long? Find(string key) => rows.GetValueOrDefault(key)?.Id;

    /// <summary>Whether descriptions say otherwise than before by which mail address somebody is known, or who is a bot: who is one with whom follows from that.</summary>
    public bool AreNews(IEnumerable<PersonEntry> described) => described.Any(entry =>
    {
        var known = rows.GetValueOrDefault(entry.Key) ?? new Row(0, entry.Key, entry.Key, null, 0);
        var next = Describe(known, entry);
        return (next.Email, next.IsBot) != (known.Email, known.IsBot);
    });

    /// <summary>
    /// Makes sure that everybody named in a batch has an identity. True if somebody known before is described anew in a way
    /// that interactions depend on (name, bot).
    /// </summary>
    public bool Settle(DbTransaction transaction, IEnumerable<string> keys, IEnumerable<PersonEntry> described)
    {
        var descriptions = new Dictionary<string, PersonEntry>(StringComparer.Ordinal);
        foreach (var entry in described)
        {
            descriptions[entry.Key] = entry;
        }
        var all = descriptions.Keys.Concat(keys).Distinct(StringComparer.Ordinal).ToList();
        named.UnionWith(all);
        Insert(transaction, [.. all.Where(key => !rows.ContainsKey(key))], descriptions);
        return Update(transaction, descriptions.Values);
    }

    private void Insert(DbTransaction transaction, IReadOnlyList<string> keys, Dictionary<string, PersonEntry> descriptions)
    {
        if (keys.Count == 0)
        {
            return;
        }
        var id = Counters.Reserve(transaction, "identities", keys.Count);
        using var bulk = new Bulk(transaction, "identities", "id, source_id, key, name, email, is_bot");
        foreach (var key in keys)
        {
            var row = Describe(new Row(id++, key, key, null, 0), descriptions.GetValueOrDefault(key));
            bulk.Add(row.Id, source, row.Key, row.Name, row.Email, row.IsBot);
            rows.Add(key, row);
        }
    }

    private bool Update(DbTransaction transaction, IEnumerable<PersonEntry> descriptions)
    {
        var matters = false;
        foreach (var (old, next) in descriptions.Select(entry => (rows[entry.Key], Describe(rows[entry.Key], entry))).Where(pair => pair.Item1 != pair.Item2))
        {
            transaction.Connection!.Execute("update identities set name = @Name, email = @Email, is_bot = @IsBot where id = @Id", next, transaction);
            rows[next.Key] = next;
            matters |= old.Name != next.Name || old.IsBot != next.IsBot;
        }
        return matters;
    }

    // What an archive leaves open is not unlearnt.
    private static Row Describe(Row row, PersonEntry? entry) => entry is null ? row : row with
    {
        Name = string.IsNullOrWhiteSpace(entry.Name) ? row.Name : entry.Name,
        Email = string.IsNullOrWhiteSpace(entry.Email) ? row.Email : entry.Email.ToLowerInvariant(),
        IsBot = entry.IsBot ? 1 : row.IsBot,
    };
}
