using System.Data.Common;
using Dapper;
using Kith.Interactions;
using Kith.Store;

namespace Kith.Ties;

/// <summary>All interactions of one identity towards another, folded.</summary>
/// <param name="From">Number of the identity that acted.</param>
/// <param name="To">Number of the identity acted towards.</param>
/// <param name="Private">Whether they come from conversations that only participants may see.</param>
/// <param name="Days">Their weights by day.</param>
/// <param name="Interactions">How many.</param>
/// <param name="FirstAt">UTC milliseconds of the first.</param>
/// <param name="LastAt">UTC milliseconds of the last.</param>
public sealed record ContactRow(long From, long To, bool Private, Days Days, long Interactions, long FirstAt, long LastAt);

/// <summary>The fold of interactions into contacts, kept in memory while a fold runs and written back at each step.</summary>
internal sealed class Contacts
{
    // Above this the memory is given back between steps; what is needed again is read again.
    private const int Kept = 200_000;

    private readonly Dictionary<(long From, long To, long Scope), ContactRow> rows = [];
    private readonly Dictionary<(long From, long To, long Scope), List<Interaction>> fresh = [];
    private readonly HashSet<(long From, long To, long Scope)> withdrawn = [];
    private bool allInMemory;

    public Contacts(DbConnection connection) =>
        allInMemory = connection.ExecuteScalar<long>("select case when exists (select 1 from contacts) then 1 else 0 end") == 0;

    public void Add(in Interaction interaction, long scope)
    {
        var key = (interaction.From, interaction.To, scope);
        if (!fresh.TryGetValue(key, out var list))
        {
            fresh.Add(key, list = []);
        }
        list.Add(interaction);
    }

    /// <summary>Says that an interaction of this pair is no more: the pair is folded anew from what the table holds.</summary>
    public void Withdraw(long from, long to)
    {
        withdrawn.Add((from, to, 0));
        withdrawn.Add((from, to, 1));
    }

    /// <summary>Writes every changed contact. The table of interactions already holds the present ones.</summary>
    public void Write(DbTransaction transaction)
    {
        var changed = new List<ContactRow>(fresh.Count);
        foreach (var (key, list) in fresh.Where(pair => !withdrawn.Contains(pair.Key)))
        {
            changed.Add(rows[key] = Fold(Known(transaction, key), key, list));
        }
        var gone = new List<(long From, long To, long Scope)>();
        foreach (var key in withdrawn)
        {
            var all = transaction.Connection!.Query<(long Seq, long At, long Kind, long Weight)>(
                """
                select i.seq, i.at, i.kind, i.weight from interactions i join conversations c on c.id = i.conversation_id
                where i.from_id = @From and i.to_id = @To and case when c.visibility = 2 then 1 else 0 end = @Scope
                """, new { key.From, key.To, key.Scope }, transaction)
                .Select(row => new Interaction(row.Seq, row.At, key.From, key.To, (InteractionKind)row.Kind, row.Weight)).ToList();
            rows.Remove(key);
            if (all.Count == 0)
            {
                gone.Add(key);
            }
            else
            {
                changed.Add(rows[key] = Fold(null, key, all));
            }
        }
        Upsert(transaction, changed);
        foreach (var (from, to, scope) in gone)
        {
            transaction.Connection!.Execute("delete from contacts where from_id = @from and to_id = @to and scope = @scope", new { from, to, scope }, transaction);
        }
        fresh.Clear();
        withdrawn.Clear();
    }

    /// <summary>Gives memory back, between steps.</summary>
    public void Trim()
    {
        if (rows.Count > Kept)
        {
            rows.Clear();
            allInMemory = false;
        }
    }

    private static ContactRow Fold(ContactRow? known, (long From, long To, long Scope) key, List<Interaction> list)
    {
        var days = Days.From(list.Select(each => (Days.Of(each.At), each.Weight)));
        return new ContactRow(key.From, key.To, key.Scope == 1,
            known is null ? days : known.Days.Merge(days),
            (known?.Interactions ?? 0) + list.Count,
            Math.Min(known?.FirstAt ?? long.MaxValue, list.Min(each => each.At)),
            Math.Max(known?.LastAt ?? long.MinValue, list.Max(each => each.At)));
    }

    private ContactRow? Known(DbTransaction transaction, (long From, long To, long Scope) key)
    {
        if (rows.TryGetValue(key, out var row) || allInMemory)
        {
            return row;
        }
        var (days, interactions, first, last) = transaction.Connection!.QuerySingleOrDefault<(byte[]? Days, long Interactions, long First, long Last)>(
            "select days, interactions, first_at, last_at from contacts where from_id = @From and to_id = @To and scope = @Scope", new { key.From, key.To, key.Scope }, transaction);
        return days is null ? null : new ContactRow(key.From, key.To, key.Scope == 1, Days.FromBytes(days), interactions, first, last);
    }

    private static void Upsert(DbTransaction transaction, List<ContactRow> changed)
    {
        using var upsert = new Prepared(transaction.Connection!, transaction,
            """
            insert into contacts (from_id, to_id, scope, days, interactions, first_at, last_at) values (@from, @to, @scope, @days, @interactions, @first, @last)
            on conflict (from_id, to_id, scope) do update set
              days = excluded.days, interactions = excluded.interactions, first_at = excluded.first_at, last_at = excluded.last_at
            """, "from", "to", "scope", "days", "interactions", "first", "last");
        foreach (var row in changed.OrderBy(row => (row.From, row.To)))
        {
            upsert.Execute(row.From, row.To, row.Private ? 1L : 0L, row.Days.ToBytes(), row.Interactions, row.FirstAt, row.LastAt);
        }
    }
}
