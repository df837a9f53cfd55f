using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Importing;
using Kith.People;
using Kith.Store;
using Kith.Ties;

namespace Kith.Tests.Importing;

/// <summary>Entries given by hand, as an importer would read them.</summary>
internal sealed class Given(params Entry[] entries) : IImporter
{
    public string Format => "given";

    public string Reads => Format;

    public bool Recognises(Archive archive) => true;

    public string Source { get; init; } = "source";

    public string? SourceKey(Archive archive) => Source;

    public IEnumerable<Entry> Read(Archive archive, ImportOptions options) => entries;

    public ImportSummary Into(Database database, string community = "Harbour", IReadOnlyCollection<CommunityId>? within = null)
    {
        using var archive = Archive.Open(AppContext.BaseDirectory + "/xunit.v3.core.dll");
        var summary = new Import(database, TimeProvider.System).Run(archive, this, new ImportOptions(), community, within: within);
        new Fold(database).Run();
        return summary;
    }
}

public sealed class ImportTests
{
    private static readonly ConversationEntry Garden = new("garden", "garden", ConversationKind.Topic, Visibility.Community, AsOf: 100);

    private static MessageEntry Says(string author, long at, string body, string? answers = null) =>
        new("garden", $"m{at}", author, at, body, ReplyTo: answers);

    [Theory, EachEngine]
    public void An_archive_imported_twice_adds_nothing_the_second_time(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var archive = new Given(Garden, Says("ada", 1, "The sea kale is up."), Says("bo", 2, "Mine too!", "m1"));

        var first = archive.Into(test.Database);
        var second = archive.Into(test.Database);

        Assert.Equal((2, 2, 0), (first.Messages, first.NewMessages, first.ChangedMessages));
        Assert.Equal((2, 0, 0), (second.Messages, second.NewMessages, second.ChangedMessages));
        Assert.Equal(["1 The sea kale is up.", "2 Mine too!"], Words(test.Database));
    }

    [Theory, EachEngine]
    public void An_issue_counts_for_all_that_it_stands_for_and_once_however_often_it_is_told(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var (one, rest) = (new ImportIssue("a.txt", 7, "No time."), new ImportIssue("a.txt", 0, "129 more lines: no time.") { Things = 129 });
        var archive = new Given(Garden, Says("ada", 1, "The sea kale is up."), one, rest, rest);

        Assert.Equal((130, 130), (archive.Into(test.Database).Issues, archive.Into(test.Database).Issues));
        Assert.Equal(130, Assert.Single(test.Database.Read(connection => ImportStore.Sources(connection, Reader.Member))).Issues);
        Assert.Equal([(7, 1), (0, 129)], test.Database.Read(ImportStore.Issues).Select(issue => (issue.Line, issue.Things)));
    }

    // Else an archive of the same name could say who people are, and that what is private is not.
    [Theory, EachEngine]
    public void What_was_imported_for_another_community_is_changed_by_nobody_who_does_not_look_after_that(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        new Given(Garden with { Visibility = Visibility.Participants }, new PersonEntry("ada", "Ada", "ada@example.org"), Says("ada", 1, "The sea kale is up.")).Into(test.Database);
        var forged = new Given(Garden with { AsOf = 200 }, new PersonEntry("ada", "Eve", "eve@example.org"), Says("ada", 1, "Nothing is up."));
        var elsewhere = test.Database.Write(transaction => CommunityStore.Named(transaction, "Elsewhere"));
        var harbour = test.Database.Write(transaction => CommunityStore.Named(transaction, "Harbour"));

        Assert.Equal("An archive of this source was imported for another community.", Assert.Throws<InvalidInputException>(() => forged.Into(test.Database, "Elsewhere", [elsewhere])).Message);
        Assert.Equal(["1 The sea kale is up."], Words(test.Database));
        Assert.Equal(("Ada", "ada@example.org"), test.Database.Read(PeopleStore.Identities).Select(each => (each.Name, each.Email)).Single());
        // Whose it is by its conversations, too, where the operator imports it for another.
        new Given(Says("ada", 2, "And the thrift.")).Into(test.Database, "Elsewhere");
        Assert.Throws<InvalidInputException>(() => forged.Into(test.Database, "Elsewhere", [elsewhere]));
        forged.Into(test.Database, "Elsewhere", [elsewhere, harbour]);
        Assert.Equal("Eve", test.Database.Read(PeopleStore.Identities).Single().Name);
    }

    [Theory, EachEngine]
    public void Who_is_said_twice_to_have_been_there_was_there_once_at_all_the_times_that_are_known(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var meeting = Garden with { Kind = ConversationKind.Meeting };
        new Given(meeting, Says("ada", 1, "The sea kale is up."), new AttendanceEntry("garden", "bo", From: 3), new AttendanceEntry("garden", "bo", To: 9), new AttendanceEntry("garden", "cy", From: 4)).Into(test.Database);
        new Given(meeting, new AttendanceEntry("garden", "cy", From: 5, To: 8), new AttendanceEntry("garden", "bo")).Into(test.Database);
        Assert.Equal([("bo", 3, 9), ("cy", 5, 8)], test.Database.Read(connection => connection.Query<(string, long, long)>(
            "select f.key, p.from_at, p.to_at from participants p join identities f on f.id = p.identity_id order by f.key").AsList()));
    }

    private sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(Seconds);
    }

    [Theory, EachEngine]
    public void An_import_has_ended_when_all_of_it_is_in_and_not_when_it_began(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var clock = new Clock();
        new Import(test.Database, clock).Run("given", "source", Slowly(), "Harbour");
        Assert.Equal(60_000, test.Database.Read(connection => connection.ExecuteScalar<long>("select ended_at - started_at from imports")));

        IEnumerable<Entry> Slowly()
        {
            yield return Garden;
            clock.Seconds = 60;
            yield return Says("ada", 1, "The sea kale is up.");
        }
    }

    [Theory, EachEngine]
    public void A_newer_archive_wins_with_its_edits_and_deletions(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        new Given(Garden, Says("ada", 1, "Tpyo"), Says("bo", 2, "I should not have said that"), Says("ada", 3, "Good night")).Into(test.Database);

        var summary = new Given(Garden with { AsOf = 200 }, Says("ada", 1, "Typo"), Says("ada", 3, "Good night"), new CoverageEntry("garden", 1, 3)).Into(test.Database);

        Assert.Equal((0, 2), (summary.NewMessages, summary.ChangedMessages));
        Assert.Equal(["1 Typo", "3 Good night"], Words(test.Database));
    }

    [Theory, EachEngine]
    public void A_topic_that_a_newer_archive_no_longer_has_is_gone_and_an_older_one_takes_nothing_away(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var stream = new ConversationEntry("beds", "beds", ConversationKind.Channel, Visibility.Community, AsOf: 100);
        Entry[] renamed = [stream with { AsOf = 200 }, Garden with { Key = "kale", Parent = "beds", AsOf = 200 }, Says("ada", 1, "The sea kale is up.") with { Conversation = "kale" }, new CoverageEntry("beds", 1, 200)];
        Entry[] older = [stream, Garden with { Parent = "beds" }, Says("ada", 1, "The sea kale is up."), new CoverageEntry("garden", 1, 100), new CoverageEntry("beds", 1, 100)];

        new Given(older).Into(test.Database);
        var summary = new Given(renamed).Into(test.Database);
        Assert.Equal((1, 1), (summary.NewMessages, summary.ChangedMessages));
        Assert.Equal(["1 The sea kale is up."], Words(test.Database));

        summary = new Given(older).Into(test.Database);
        Assert.Equal((0, 0), (summary.NewMessages, summary.ChangedMessages));
        Assert.Equal(["1 The sea kale is up."], Words(test.Database));
    }

    [Theory, EachEngine]
    public void An_older_archive_imported_later_undoes_nothing_but_adds_what_is_new(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        new Given(Garden with { AsOf = 200 }, Says("ada", 1, "Typo"), Says("ada", 3, "Good night")).Into(test.Database);

        new Given(Garden, Says("ada", 1, "Tpyo"), Says("bo", 2, "Something older"), new CoverageEntry("garden", 1, 3)).Into(test.Database);

        Assert.Equal(["1 Typo", "2 Good night", "3 Something older"], Words(test.Database));
    }

    [Theory, EachEngine]
    public void A_deletion_takes_the_interactions_with_it(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        new Given(Garden, Says("ada", 1, "Hello"), Says("bo", 2, "Hello Ada", "m1")).Into(test.Database);
        Assert.Equal(1, Contacts(test.Database));

        new Given(Garden, new RemovalEntry("garden", "m2")).Into(test.Database);

        Assert.Equal(0, Contacts(test.Database));
    }

    [Theory, EachEngine]
    public void Only_one_import_runs_at_a_time(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        using var held = Exclusive.TryTake(test.Database, "import");

        var refused = Assert.Throws<InvalidInputException>(() => new Given(Garden).Into(test.Database));

        Assert.Equal("Another import is running on this database.", refused.Message);
    }

    private static List<string> Words(Database database) => database.Read(connection =>
        connection.Query<string>("select seq || ' ' || body from messages where deleted_at is null order by seq").AsList());

    private static long Contacts(Database database) => database.Read(connection => connection.ExecuteScalar<long>("select count(*) from contacts"));
}
