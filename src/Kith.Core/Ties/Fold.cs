using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Interactions;
using Kith.People;
using Kith.Store;

namespace Kith.Ties;

/// <summary>
/// Works off the list of what changed: derives interactions anew from the first changed message of each conversation on,
/// and folds them into contacts. Each step is one transaction that also strikes the work off the list, so it can be
/// broken off anywhere. What comes out depends on the facts alone, not on the order in which they came.
/// </summary>
public sealed class Fold(Database database)
{
    private const int StepInteractions = 60_000;
    private const string Lock = "fold";

    /// <summary>Whether the list is empty. If not, another process is at it, or was killed.</summary>
    public static bool IsDone(DbConnection connection) =>
        connection.ExecuteScalar<long>("select case when exists (select 1 from stale) then 1 else 0 end") == 0;

    /// <summary>Throws everything derived away and puts every conversation on the list.</summary>
    /// <exception cref="InvalidInputException">Another process is deriving: it would add to what is thrown away.</exception>
    public void Forget()
    {
        using var held = Exclusive.TryTake(database, Lock)
            ?? throw new InvalidInputException("Ties are being derived from what was just imported.", "rebuild", "Wait for that to end and rebuild again.");
        database.Write(Forget);
    }

    private static void Forget(DbTransaction transaction)
    {
        Log.Hold(transaction);
        foreach (var table in (string[])["interactions", "contacts", "voices", "snapshots"])
        {
            transaction.Connection!.Execute($"delete from {table}", transaction: transaction);
        }
        var all = transaction.Connection!.Query<long>("select id from conversations where head > 0", transaction: transaction).ToList();
        Log.MarkStale(transaction, all.Select(id => (id, 0L)));
    }

    /// <summary>Works off the list, unless another process is at it. Returns the number of interactions derived.</summary>
    public long Run(IProgress<long>? progress = null)
    {
        using var held = Exclusive.TryTake(database, Lock);
        return held is null ? 0 : WorkOff(progress);
    }

    private long WorkOff(IProgress<long>? progress)
    {
        using var reader = database.Connect();
        var contacts = new Contacts(reader);
        using var messages = new SpokenStore(reader);
        long total = 0;
        while (true)
        {
            // A block of the list at a time, each read as of one moment.
            var work = reader.Query<Work>(
                """
                select s.conversation_id as Id, s.from_at as FromAt, s.version as Version, c.kind as Kind, c.visibility as Visibility, c.first_at as FirstAt
                from stale s join conversations c on c.id = s.conversation_id order by s.conversation_id limit 2000
                """).ToList();
            if (work.Count == 0)
            {
                return total;
            }
            // After the list: an import that runs beside may have brought new people, and whoever is on the list is known by now.
            foreach (var step in Steps(reader, messages, work, Identities.Read(reader)))
            {
                database.Write(transaction => Write(transaction, step, contacts));
                contacts.Trim();
                total += step.Sum(each => each.Found.Count);
                progress?.Report(total);
            }
        }
    }

    private sealed record Work(long Id, long FromAt, long Version, long Kind, long Visibility, long? FirstAt)
    {
        public ConversationKind What => (ConversationKind)Kind;

        // What holds for a conversation as a whole can change with any of its messages.
        public long From => What is ConversationKind.Meeting or ConversationKind.Direct ? 0 : FromAt;
    }

    private sealed record Identities(HashSet<long> Bots, Dictionary<long, string> Names)
    {
        public static Identities Read(DbConnection reader)
        {
            var all = PeopleStore.Identities(reader);
            return new(Everyone.From(all, PeopleStore.Decisions(reader)).Bots(), all.ToDictionary(identity => identity.Id.Value, identity => identity.Name));
        }
    }

    private sealed record Derived(Work Work, List<Interaction> Found);

    // Conversations in groups that make a transaction of comfortable size.
    private static IEnumerable<List<Derived>> Steps(DbConnection reader, SpokenStore messages, List<Work> work, Identities identities)
    {
        var step = new List<Derived>();
        foreach (var one in work)
        {
            step.Add(new Derived(one, Derive(reader, messages, one, identities)));
            if (step.Sum(each => each.Found.Count) > StepInteractions)
            {
                yield return step;
                step = [];
            }
        }
        if (step.Count > 0)
        {
            yield return step;
        }
    }

    private static List<Interaction> Derive(DbConnection reader, SpokenStore messages, Work work, Identities identities)
    {
        var audience = work.What is ConversationKind.Direct or ConversationKind.Meeting
            ? reader.Query<long>("select identity_id from participants where conversation_id = @Id", work).ToHashSet()
            : [];
        var rules = new Rules(work.What, audience, identities.Bots, identities.Names);
        var found = new List<Interaction>();
        foreach (var said in messages.Before(work.Id, work.From))
        {
            rules.Next(said, null);
        }
        foreach (var said in messages.From(work.Id, work.From))
        {
            rules.Next(said, found);
            if (said.Act != Act.Invitation)
            {
                audience.Add(said.Author);
            }
        }
        // Where nothing is left of a meeting it was called off.
        if (work.What == ConversationKind.Meeting && work.FirstAt is { } began)
        {
            found.AddRange(CoPresence.Of([.. audience.Where(one => !identities.Bots.Contains(one)).Order()], began));
        }
        return found;
    }

    private static void Write(DbTransaction transaction, List<Derived> step, Contacts contacts)
    {
        Withdraw(transaction, step, contacts);
        using (var rows = new Bulk(transaction, "interactions", "conversation_id, at, seq, kind, from_id, to_id, weight"))
        {
            foreach (var (work, found) in step)
            {
                foreach (var each in found)
                {
                    rows.Add(work.Id, each.At, each.Seq, (long)each.Kind, each.From, each.To, each.Weight);
                    contacts.Add(each, work.Visibility == (long)Visibility.Participants ? 1 : 0);
                }
            }
        }
        contacts.Write(transaction);
        StrikeOff(transaction, step);
    }

    private static void Withdraw(DbTransaction transaction, List<Derived> step, Contacts contacts)
    {
        using var pairs = new Prepared(transaction.Connection!, transaction,
            "select distinct from_id, to_id from interactions where conversation_id = @id and at >= @from", "id", "from");
        using var remove = new Prepared(transaction.Connection!, transaction,
            "delete from interactions where conversation_id = @id and at >= @from", "id", "from");
        foreach (var (work, _) in step)
        {
            using (var rows = pairs.Read(work.Id, work.From))
            {
                while (rows.Read())
                {
                    contacts.Withdraw(rows.GetInt64(0), rows.GetInt64(1));
                }
            }
            remove.Execute(work.Id, work.From);
        }
    }

    private static void StrikeOff(DbTransaction transaction, List<Derived> step)
    {
        using var forget = new Prepared(transaction.Connection!, transaction, "delete from voices where conversation_id = @id", "id");
        using var count = new Prepared(transaction.Connection!, transaction,
            """
            insert into voices (conversation_id, identity_id, messages, first_at, last_at)
            select conversation_id, author_id, count(*), min(at), max(at) from messages
            where conversation_id = @id and deleted_at is null group by conversation_id, author_id
            """, "id");
        // Not if something was appended meanwhile: then it is derived again.
        using var done = new Prepared(transaction.Connection!, transaction, "delete from stale where conversation_id = @id and version = @version", "id", "version");
        foreach (var (work, _) in step)
        {
            forget.Execute(work.Id);
            count.Execute(work.Id);
            done.Execute(work.Id, work.Version);
        }
    }
}
