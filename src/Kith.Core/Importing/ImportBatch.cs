using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Store;

namespace Kith.Importing;

/// <summary>
/// Takes one batch of entries into the store, inside one transaction: after a crash the same archive, read again, finds
/// each batch there or not there, never a half.
/// </summary>
internal sealed class ImportBatch(DbTransaction transaction, KnownPeople people, KnownConversations conversations, long now)
{
    private sealed record Stored(
        long Seq, string Key, long AuthorId, long At, long Markup, string Body, string? ReplyTo, string? Addressed, string? Reactions, string? Act, long? EditedAt, long? DeletedAt);

    private readonly DbConnection connection = transaction.Connection!;
    private readonly Dictionary<long, long> stale = [];
    private readonly List<NewMessage> appended = [];
    private readonly HashSet<long> touched = [];

    /// <summary>Messages not known before.</summary>
    public int New => appended.Count;

    /// <summary>Messages known before and changed.</summary>
    public int Changed { get; private set; }

    /// <summary>Takes the entries in. True if everything that the source ever said must be read anew for interactions.</summary>
    public bool Take(IReadOnlyList<Entry> entries)
    {
        var messages = entries.OfType<MessageEntry>().ToList();
        var described = entries.OfType<ConversationEntry>().ToList();
        var attendances = entries.OfType<AttendanceEntry>().ToList();
        var absences = entries.OfType<AbsenceEntry>().ToList();
        var renamed = people.Settle(transaction, Names(messages, described, attendances), entries.OfType<PersonEntry>());
        var changed = conversations.Settle(transaction,
            messages.Select(m => m.Conversation).Concat(attendances.Select(a => a.Conversation)).Concat(absences.Where(a => a.AsOf is null).Select(a => a.Conversation)), described);
        foreach (var (conversation, from) in changed)
        {
            MarkStale(conversation.Id, from);
        }
        foreach (var group in messages.GroupBy(message => message.Conversation))
        {
            conversations.Count(conversations[group.Key]);
            TakeMessages(conversations[group.Key], LastOfEach(group));
        }
        Log.Append(transaction, appended);
        TakeParticipants(described, attendances);
        conversations.Find(transaction, entries.Select(Mentioned).OfType<string>());
        Leave(absences);
        foreach (var hidden in entries.OfType<PrivacyEntry>())
        {
            Hide(hidden);
        }
        foreach (var removal in entries.OfType<RemovalEntry>())
        {
            Remove(removal);
        }
        foreach (var coverage in entries.OfType<CoverageEntry>())
        {
            RemoveMissing(coverage);
        }
        if (stale.Count > 0)
        {
            Log.MarkStale(transaction, stale.Select(pair => (pair.Key, pair.Value)));
            Log.Measure(transaction, touched);
        }
        return renamed;
    }

    // The conversation of an entry that does not describe it.
    private static string? Mentioned(Entry entry) => entry switch
    {
        AbsenceEntry { AsOf: not null } absence => absence.Conversation,
        RemovalEntry { AsOf: not null } removal => removal.Conversation,
        PrivacyEntry hidden => hidden.Conversation,
        _ => null,
    };

    private static IEnumerable<string> Names(List<MessageEntry> messages, List<ConversationEntry> described, List<AttendanceEntry> attendances)
    {
        foreach (var message in messages)
        {
            yield return message.Author;
            foreach (var (_, person) in message.Addressed)
            {
                yield return person;
            }
            foreach (var person in message.Reactions.SelectMany(one => one.By))
            {
                yield return person;
            }
        }
        foreach (var person in described.SelectMany(entry => entry.Members ?? []).Concat(attendances.Select(entry => entry.Person)))
        {
            yield return person;
        }
    }

    // An archive that holds a message twice means the last.
    private static List<MessageEntry> LastOfEach(IEnumerable<MessageEntry> entries)
    {
        var place = new Dictionary<string, int>(StringComparer.Ordinal);
        var result = new List<MessageEntry>();
        foreach (var entry in entries)
        {
            if (place.TryGetValue(entry.Key, out var at))
            {
                result[at] = entry;
            }
            else
            {
                place.Add(entry.Key, result.Count);
                result.Add(entry);
            }
        }
        return result;
    }

    private void TakeMessages(KnownConversation conversation, List<MessageEntry> entries)
    {
        var known = conversation.Head == 0 ? [] : Find(conversation.Id, entries.Select(entry => entry.Key));
        var corrected = known.Count == 0 ? [] : Corrected(conversation.Id);
        var moved = new List<string>();
        foreach (var entry in entries)
        {
            if (known.TryGetValue(entry.Key, out var stored))
            {
                if (stored.Seq <= conversation.HeadBefore)
                {
                    conversation.Seen.Add(stored.Seq);
                }
                if (Change(conversation, stored, entry, corrected))
                {
                    moved.Add(entry.Key);
                }
                continue;
            }
            moved.Add(entry.Key);
            appended.Add(new NewMessage(conversation.Id, ++conversation.Head, entry.Key, people[entry.Author], entry.At, entry.Markup, entry.Body,
                entry.ReplyTo, StoredAddressed(entry), StoredReactions(entry), entry.Act?.Stored, entry.EditedAt));
            MarkStale(conversation.Id, entry.At);
        }
        MarkReplies(conversation, moved);
    }

    // What answers a message depends on it, and may be the earlier one by the clock, or have come in an earlier archive.
    private void MarkReplies(KnownConversation conversation, List<string> keys)
    {
        foreach (var some in conversation.HeadBefore > 0 ? keys.Chunk(500) : [])
        {
            var earliest = connection.ExecuteScalar<long?>(
                $"select min(at) from messages where conversation_id = @id and reply_to {Sql.Among(connection, "some")}", new { id = conversation.Id, some }, transaction);
            MarkStale(conversation.Id, earliest ?? long.MaxValue);
        }
    }

    private Dictionary<string, Stored> Find(long conversation, IEnumerable<string> keys)
    {
        var found = new Dictionary<string, Stored>(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(500))
        {
            foreach (var row in connection.Query<Stored>(
                $"""
                select seq as Seq, key as Key, author_id as AuthorId, at as At, markup as Markup, body as Body, reply_to as ReplyTo,
                  addressed as Addressed, reactions as Reactions, act as Act, edited_at as EditedAt, deleted_at as DeletedAt
                from messages where conversation_id = @conversation and key {Sql.Among(connection, "some")}
                """, new { conversation, some }, transaction))
            {
                found[row.Key] = row;
            }
        }
        return found;
    }

    // Messages whose author was corrected: whoever said "that was me" knows better than the source.
    private HashSet<long> Corrected(long conversation) =>
        connection.Query<long>("select seq from corrections where conversation_id = @conversation and state = 1", new { conversation }, transaction).ToHashSet();

    private bool Change(KnownConversation conversation, Stored stored, MessageEntry entry, HashSet<long> corrected)
    {
        var author = corrected.Contains(stored.Seq) ? stored.AuthorId : people[entry.Author];
        var next = new Stored(stored.Seq, stored.Key, author, entry.At, (long)entry.Markup, entry.Body, entry.ReplyTo,
            StoredAddressed(entry), StoredReactions(entry), entry.Act?.Stored, entry.EditedAt, null);
        if (next == stored || !Newer(conversation, stored, entry))
        {
            return false;
        }
        connection.Execute(
            """
            update messages set author_id = @AuthorId, at = @At, markup = @Markup, body = @Body, reply_to = @ReplyTo, addressed = @Addressed,
              reactions = @Reactions, act = @Act, edited_at = @EditedAt, deleted_at = null
            where conversation_id = @id and seq = @Seq
            """,
            new { next.AuthorId, next.At, next.Markup, next.Body, next.ReplyTo, next.Addressed, next.Reactions, next.Act, next.EditedAt, id = conversation.Id, next.Seq }, transaction);
        Changed++;
        touched.Add(conversation.Id);
        MarkStale(conversation.Id, Math.Min(stored.At, next.At));
        return true;
    }

    // The time of the edit decides where both sides give one; else the more recent archive.
    private static bool Newer(KnownConversation conversation, Stored stored, MessageEntry entry) =>
        stored.EditedAt is { } before && entry.EditedAt is { } now && before != now ? now > before : conversation.MayChange;

    private void TakeParticipants(List<ConversationEntry> described, List<AttendanceEntry> attendances)
    {
        var members = described.SelectMany(entry => (entry.Members ?? []).Select(person => new AttendanceEntry(entry.Key, person)));
        // Whoever a newer archive took away stays away.
        foreach (var changed in ParticipantRows.Take(transaction, members.Concat(attendances.Where(entry => conversations[entry.Conversation].MayChange))
            .Select(entry => new ParticipantRow(conversations[entry.Conversation].Id, people[entry.Person], entry.From, entry.To))))
        {
            MarkStale(changed, 0);
        }
    }

    private void Leave(IEnumerable<AbsenceEntry> absences)
    {
        var gone = new List<(long Conversation, long Person)>();
        foreach (var absence in absences)
        {
            // Of conversations that the archive does not describe only known ones are meant, and those that no newer archive told of.
            if (absence.AsOf is { } asOf && conversations.Mentioned(transaction, absence.Conversation, asOf, isPrivate: false) is null)
            {
                continue;
            }
            if (conversations[absence.Conversation] is { MayChange: true } conversation && people.Find(absence.Person) is { } person)
            {
                gone.Add((conversation.Id, person));
            }
        }
        foreach (var changed in ParticipantRows.Leave(transaction, gone))
        {
            MarkStale(changed, 0);
        }
    }

    private void Hide(PrivacyEntry hidden)
    {
        if (conversations.Mentioned(transaction, hidden.Conversation, hidden.AsOf, isPrivate: true) is { IsHidden: true } known)
        {
            MarkStale(known.Row.Id, 0);
        }
    }

    private void Remove(RemovalEntry removal)
    {
        if (removal.AsOf is { } asOf && conversations.Mentioned(transaction, removal.Conversation, asOf, isPrivate: false) is null)
        {
            return;
        }
        conversations.Settle(transaction, [removal.Conversation], []);
        var conversation = conversations[removal.Conversation];
        if (Find(conversation.Id, [removal.Key]).Values.SingleOrDefault() is { DeletedAt: null } stored && conversation.MayChange)
        {
            Remove(conversation, stored.Seq, stored.Key, stored.At);
        }
    }

    private void RemoveMissing(CoverageEntry coverage)
    {
        conversations.Settle(transaction, [coverage.Conversation], []);
        var conversation = conversations[coverage.Conversation];
        RemoveMissing(conversation, coverage);
        foreach (var gone in conversations.GoneFrom(transaction, conversation))
        {
            RemoveMissing(gone, coverage);
        }
    }

    private void RemoveMissing(KnownConversation conversation, CoverageEntry coverage)
    {
        if (conversation is { HeadBefore: > 0, MayChange: true })
        {
            foreach (var (seq, key, at) in connection.Query<(long, string, long)>(
                """
                select seq, key, at from messages
                where conversation_id = @id and at between @From and @To and seq <= @before and deleted_at is null
                """, new { id = conversation.Id, coverage.From, coverage.To, before = conversation.HeadBefore }, transaction)
                .Where(message => !conversation.Seen.Remove(message.Item1)).ToList())
            {
                Remove(conversation, seq, key, at);
            }
        }
        else
        {
            conversation.Seen.Clear();
        }
        // What other times cover may still come.
        conversation.Seen.TrimExcess();
    }

    // Its place stays, so that nothing moves; its words go.
    private void Remove(KnownConversation conversation, long seq, string key, long at)
    {
        connection.Execute(
            "update messages set deleted_at = @now, body = '', addressed = null, reactions = null, act = null where conversation_id = @id and seq = @seq",
            new { now, id = conversation.Id, seq }, transaction);
        Changed++;
        touched.Add(conversation.Id);
        MarkStale(conversation.Id, at);
        MarkReplies(conversation, [key]);
    }

    private void MarkStale(long conversation, long from)
    {
        if (from < stale.GetValueOrDefault(conversation, long.MaxValue))
        {
            stale[conversation] = from;
        }
    }

    private string? StoredAddressed(MessageEntry entry) => entry.Addressed.Count == 0
        ? null
        : new Addressed([.. entry.Addressed.Select(one => (one.Kind, new People.IdentityId(people[one.Person])))]).Stored;

    private string? StoredReactions(MessageEntry entry) => entry.Reactions.Count == 0
        ? null
        : new Reactions([.. entry.Reactions.Where(one => one.By.Count > 0).Select(one => (one.Sign, (IReadOnlyList<People.IdentityId>)[.. one.By.Select(by => new People.IdentityId(people[by]))]))]).Stored;
}
