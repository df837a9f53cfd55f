using System.Data.Common;
using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.People;
using Kith.Store;

namespace Kith.Importing;

/// <summary>Sources, imports and their issues in the database.</summary>
public static class ImportStore
{
    /// <summary>An issue that an import left.</summary>
    /// <param name="Format">Of the source.</param>
    /// <param name="Source">Name of the source.</param>
    /// <param name="File">Path inside the archive.</param>
    /// <param name="Line">From 1; 0 where the whole file is meant.</param>
    /// <param name="Reason">What was wrong.</param>
    /// <param name="Things">How many things it stands for.</param>
    /// <param name="Kind">Whether they could not be read.</param>
    public sealed record IssueRow(string Format, string Source, string File, long Line, string Reason, long Things, IssueKind Kind);

    /// <summary>What became of that which an issue tells of.</summary>
    public enum IssueKind
    {
        /// <summary>It could not be read.</summary>
        Unread,

        /// <summary>It was taken in, otherwise than it stands.</summary>
        Note,
    }

    private sealed record Stored(string Format, string Source, string File, long Line, string Reason, long Things, long IsNote)
    {
        public IssueRow Row => new(Format, Source, File, Line, Reason, Things, IsNote == 1 ? IssueKind.Note : IssueKind.Unread);
    }

    /// <summary>How many things could not be read, and of how many it is noted how they were taken in.</summary>
    public sealed record IssueCounts(long Unread, long Notes)
    {
        /// <summary>Of some issues.</summary>
        public static IssueCounts Of(IReadOnlyList<IssueRow> issues) => new(
            issues.Where(issue => issue.Kind == IssueKind.Unread).Sum(issue => issue.Things), issues.Where(issue => issue.Kind == IssueKind.Note).Sum(issue => issue.Things));

        /// <summary>All of them.</summary>
        public long All => Unread + Notes;
    }

    /// <summary>A source and what came from it.</summary>
    /// <remarks>Properties, not a constructor: where there is no source yet, SQLite can't tell the types of counts.</remarks>
    public sealed record SourceRow
    {
        /// <summary>Its format.</summary>
        public string Format { get; init; } = "";

        /// <summary>Its name.</summary>
        public string Key { get; init; } = "";

        /// <summary>Where it was last imported from.</summary>
        public string Path { get; init; } = "";

        /// <summary>Identities.</summary>
        public long People { get; init; }

        /// <summary>Conversations with messages, as far as the reader may see them.</summary>
        public long Conversations { get; init; }

        /// <summary>The same, whoever may see them.</summary>
        public long AllConversations { get; init; }

        /// <summary>Messages, removed ones not counted.</summary>
        public long Messages { get; init; }

        /// <summary>How many things could not be read.</summary>
        public long Issues { get; init; }

        /// <summary>Of how many it is noted how they were taken in.</summary>
        public long Notes { get; init; }

        /// <summary>UTC milliseconds; null if an import was never finished.</summary>
        public long? LastImport { get; init; }
    }

    private const string IssueColumns =
        "s.format as Format, s.key as Source, i.file as File, i.line as Line, i.reason as Reason, i.things as Things, i.is_note as IsNote from import_issues i join sources s on s.id = i.source_id";

    private const string InOrder = "order by s.id, i.file, case when i.things > 1 then 1 else 0 end, i.line, i.reason";

    /// <summary>All issues, by source, file and line: for whoever holds the archives.</summary>
    public static IReadOnlyList<IssueRow> Issues(DbConnection connection) => [.. connection.Query<Stored>($"select {IssueColumns} {InOrder}").Select(issue => issue.Row)];

    /// <summary>
    /// The issues of archives of these communities, by source, file and line, as far as the reader may see the conversations in
    /// which they are; and for how many things those in others stand.
    /// </summary>
    /// <param name="connection">Open.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="communities">Of which they are to know; null: of all.</param>
    public static (IReadOnlyList<IssueRow> Shown, IssueCounts Withheld) Issues(DbConnection connection, Reader reader, IReadOnlyCollection<CommunityId>? communities)
    {
        var own = Of(communities?.Select(community => community.Value));
        var shown = connection.Query<Stored>(
            $"""
            select {IssueColumns} where {own} and (i.conversation_key is null or exists (
              select 1 from conversations c where c.source_id = i.source_id and c.key = i.conversation_key and {Visible.To(connection, reader)})) {InOrder}
            """, new { reader = Visible.Parameter(reader) }).Select(issue => issue.Row).ToList();
        var all = connection.QuerySingle<(long Unread, long Notes)>($"select {Things(0)}, {Things(1)} from import_issues i join sources s on s.id = i.source_id where {own}");
        var told = IssueCounts.Of(shown);
        return (shown, new(all.Unread - told.Unread, all.Notes - told.Notes));
    }

    private static string Things(int note) => $"cast(coalesce(sum(case when i.is_note = {note} then i.things else 0 end), 0) as bigint)";

    // A condition on sources. Numbers, so that they can stand in the text.
    private static string Of(IEnumerable<long>? communities) => communities is null ? "1 = 1"
        : string.Join(',', communities) is { Length: > 0 } own ? $"s.community_id in ({own})" : "1 = 0";

    /// <summary>
    /// Sources of archives in the order in which they came, those of the reader's communities; conversations and messages counted as
    /// far as the reader may see them.
    /// </summary>
    public static IReadOnlyList<SourceRow> Sources(DbConnection connection, Reader reader) => connection.Query<SourceRow>(
        $"""
        select s.format as Format, s.key as Key, s.title as Path,
          (select count(*) from identities i where i.source_id = s.id) as People,
          (select count(*) from conversations c where c.source_id = s.id and c.head > 0 and {Visible.To(connection, reader)}) as Conversations,
          (select count(*) from conversations c where c.source_id = s.id and c.head > 0) as AllConversations,
          {ConversationStore.MessagesOf($"c.source_id = s.id and {Visible.To(connection, reader)}")} as Messages,
          (select {Things(0)} from import_issues i where i.source_id = s.id) as Issues,
          (select {Things(1)} from import_issues i where i.source_id = s.id) as Notes,
          (select max(ended_at) from imports i where i.source_id = s.id) as LastImport
        from sources s where s.format <> '{Identity.OwnSource}' and {Of(reader.Communities)} order by s.id
        """, new { reader = Visible.Parameter(reader) }).AsList();

    /// <summary>The communities to which what came from a source belongs; none if it is not known.</summary>
    internal static IReadOnlyList<CommunityId> Communities(DbTransaction transaction, string key) => [.. transaction.Connection!.Query<long>(
        CommunityStore.OfSources("in (select id from sources where key = @key)"), new { key }, transaction).Select(id => new CommunityId(id))];

    internal static long Source(DbTransaction transaction, string format, string key, string path, long community)
    {
        var id = transaction.Connection!.ExecuteScalar<long?>("select id from sources where key = @key", new { key }, transaction);
        if (id is null)
        {
            id = Counters.Reserve(transaction, "sources", 1);
            transaction.Connection!.Execute("insert into sources (id, format, key, title, community_id) values (@id, @format, @key, @path, @community)", new { id, format, key, path, community }, transaction);
        }
        else
        {
            transaction.Connection!.Execute("update sources set title = @path, community_id = @community where id = @id", new { id, path, community }, transaction);
        }
        return id.Value;
    }

    internal static long Begin(DbTransaction transaction, long source, string path, long now)
    {
        var id = Counters.Reserve(transaction, "imports", 1);
        transaction.Connection!.Execute("insert into imports (id, source_id, path, started_at) values (@id, @source, @path, @now)", new { id, source, path, now }, transaction);
        // What this import can't read will be said again.
        transaction.Connection!.Execute("delete from import_issues where source_id = @source", new { source }, transaction);
        return id;
    }

    internal static void End(DbTransaction transaction, long import, long now, long messages, long fresh) => transaction.Connection!.Execute(
        "update imports set ended_at = @now, messages = @messages, new_messages = @fresh where id = @import", new { import, now, messages, fresh }, transaction);

    /// <summary>Keeps issues, each once, and returns for how many things they stand.</summary>
    internal static IssueCounts Record(DbTransaction transaction, long source, IEnumerable<ImportIssue> issues)
    {
        var (unread, notes) = (0L, 0L);
        foreach (var issue in issues)
        {
            var things = issue.Things * transaction.Connection!.Execute(
                """
                insert into import_issues (id, source_id, file, line, reason, things, is_note, conversation_key)
                values (@id, @source, @File, @Line, @Reason, @Things, @isNote, @Conversation)
                on conflict (source_id, file, line, reason) do nothing
                """,
                new { id = Counters.Reserve(transaction, "import_issues", 1), source, issue.File, issue.Line, issue.Reason, issue.Things, isNote = issue.IsNote ? 1 : 0, issue.Conversation }, transaction);
            (unread, notes) = issue.IsNote ? (unread, notes + things) : (unread + things, notes);
        }
        return new(unread, notes);
    }

    internal static void MarkAllStale(DbTransaction transaction, long source) => Log.MarkStale(transaction,
        transaction.Connection!.Query<long>("select id from conversations where source_id = @source and head > 0", new { source }, transaction)
            .Select(conversation => (conversation, 0L)).ToList());
}
