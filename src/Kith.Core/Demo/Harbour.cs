using Kith.Conversations;
using Kith.Expertise;
using Kith.Importing;
using Kith.Store;

namespace Kith.Demo;

/// <summary>One of the places that the demo pretends to take its words from.</summary>
/// <param name="Format">Name of the format, as in the list of sources.</param>
/// <param name="Entries">What an importer would read there.</param>
public sealed record DemoSource(string Format, IReadOnlyList<Entry> Entries);

/// <summary>What is in a database, as far as the demo is concerned.</summary>
public enum DemoState
{
    /// <summary>Nothing, or a demo that was not finished.</summary>
    Absent,

    /// <summary>The demo.</summary>
    Made,

    /// <summary>Somebody's own archives, which the demo must not be mixed with.</summary>
    Occupied,
}

/// <summary>
/// The demo: a year of Harbour, a made-up community of people who look after coasts. The same words and people every
/// time; only the dates move, by whole weeks, so that it has just happened.
/// </summary>
public static class Harbour
{
    /// <summary>Name of the community.</summary>
    public const string Name = "Harbour";

    private const string Chats = "demo-chats", Mail = "demo-mail", Meetings = "demo-meetings", Talk = "demo-talk";

    /// <summary>All of it, by source.</summary>
    /// <param name="now">The year ends within the week before.</param>
    public static IReadOnlyList<DemoSource> Sources(DateTimeOffset now) => Year(now).Sources;

    /// <summary>The chat that is live while the demo runs.</summary>
    public static LiveHour Live(DateTimeOffset now)
    {
        var (_, stage, chats) = Year(now);
        // Whoever the visitor can be says nothing by themselves.
        return LiveHour.Of(stage, chats, withDoors: false);
    }

    /// <summary>Another one, to which those came as well whom the visitor can be.</summary>
    public static LiveHour Held(DateTimeOffset now)
    {
        var (_, stage, chats) = Year(now);
        // What is told in the one that is live is told there.
        chats.Next();
        return LiveHour.Of(stage, chats, withDoors: true);
    }

    private static (IReadOnlyList<DemoSource> Sources, Stage Stage, Chats Chats) Year(DateTimeOffset now)
    {
        var stage = new Stage(Calendar.Before(now));
        var chats = new Chats(stage);
        return (
        [
            From(Chats, Medium.Chats, stage.Cast, chats.Entries()),
            From(Mail, Medium.Mail, stage.Cast, new Mails(stage, chats.Held).Entries()),
            From(Meetings, Medium.Meetings, stage.Cast, new Meetings(stage).Entries()),
            From(Talk, Medium.Talk, stage.Cast, new Talk(stage, chats.Held).Entries().Concat(Confidence.Entries(stage.Cast, stage.Calendar))),
        ], stage, chats);
    }

    /// <summary>
    /// Takes all of it into a database, as any archive is taken in, and derives what follows. Done again later, it moves
    /// the dates along and leaves what people decided.
    /// </summary>
    public static async Task<IReadOnlyList<ImportSummary>> Fill(Database database, TimeProvider time)
    {
        var import = new Import(database, time);
        IReadOnlyList<ImportSummary> summaries = [.. Sources(time.GetUtcNow()).Select(source => import.Run(source.Format, Name, source.Entries, Name))];
        await Derived.Refresh(database);
        return summaries;
    }

    /// <summary>Whether the demo is in a database.</summary>
    public static DemoState StateOf(Database database)
    {
        var sources = database.Read(connection => ImportStore.Sources(connection, Reader.Member));
        string[] own = [Chats, Mail, Meetings, Talk];
        return sources.Any(source => !own.Contains(source.Format)) ? DemoState.Occupied
            : sources.Count(source => source.LastImport is not null) == own.Length ? DemoState.Made : DemoState.Absent;
    }

    // Everybody is described, but only those who are named somewhere come.
    private static DemoSource From(string format, Medium medium, Cast cast, IEnumerable<Entry> entries)
    {
        var all = entries.ToList();
        var named = all.SelectMany(Named).ToHashSet(StringComparer.Ordinal);
        return new DemoSource(format, [.. cast.Members.Select(member => member.At(medium)).Where(person => named.Contains(person.Key)), .. all]);
    }

    private static IEnumerable<string> Named(Entry entry) => entry switch
    {
        MessageEntry message => [message.Author, .. message.Addressed.Select(each => each.Person), .. message.Reactions.SelectMany(each => each.By)],
        AttendanceEntry attendance => [attendance.Person],
        ConversationEntry { Members: { } members } => members,
        _ => [],
    };
}
