using System.Data.Common;
using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Importing;
using Kith.Network;
using Kith.People;
using Kith.Store;
using Kith.Tests.Importing;

namespace Kith.Tests.Conversations;

public sealed class BotsTests
{
    private static readonly ConversationEntry Pier = new("pier", "Pier", ConversationKind.Topic, Visibility.Community);

    [Theory, EachEngine]
    public void A_bot_has_no_ties_until_that_is_undone(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        new Given(Pier, Says("ada", 1, "Is the pier open?"), Says("loogle", 2, "No results."), Says("bo", 3, "It is.")).Into(test.Database);
        string Ties()
        {
            new Kith.Ties.Fold(test.Database).Run();
            var now = Snapshot.Load(test.Database, TimeProvider.System);
            return string.Join(", ", now.All.Select(tie => $"{now.Everyone.Find(tie.Person)!.Name}-{now.Everyone.Find(tie.Other)!.Name}"));
        }
        Assert.Equal("ada-loogle, loogle-bo", Ties());

        var decision = Decide(test.Database, "loogle", isBot: true, " answers\nsearches ");
        // What bo said answers ada now, as nobody spoke between.
        Assert.Equal("ada-bo", Ties());
        Assert.Equal("answers\nsearches", Assert.Single(test.Database.Read(PeopleStore.Decisions)).Text);

        Assert.Equal((true, false, false), (Undo(test.Database, decision), Undo(test.Database, decision), Undo(test.Database, 99)));
        Assert.Equal("ada-loogle, loogle-bo", Ties());
    }

    // Nobody says anything new: what was derived long ago changes.
    [Theory, EachEngine]
    public void Whom_an_import_makes_one_with_a_bot_has_no_ties_any_more_and_has_them_again_with_another_address(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        new Given(Pier, new PersonEntry("loogle", Email: "loogle@example.org"), Says("ada", 1, "Is the pier open?"), Says("loogle", 2, "No results.")).Into(test.Database);
        Given Other(string? email) => new(Pier with { Key = "quay" }, new PersonEntry("lg", Email: email), Says("bo", 3, "And the quay?") with { Conversation = "quay" }, Says("lg", 4, "No results.") with { Conversation = "quay" }, Says("cy", 5, "It is.") with { Conversation = "quay" }) { Source = "other" };
        Other(null).Into(test.Database);
        string Ties()
        {
            var now = Snapshot.Load(test.Database, TimeProvider.System);
            return string.Join(", ", now.All.Select(tie => string.Join('-', new[] { tie.Person, tie.Other }.Select(each => now.Everyone.Find(each)!.Name).Order())).Order());
        }
        Assert.Equal("ada-loogle, bo-lg, cy-lg", Ties());
        Decide(test.Database, "loogle", isBot: true);
        Other("loogle@example.org").Into(test.Database);
        // What cy said answers bo now, as nobody spoke between.
        Assert.Equal("bo-cy", Ties());

        Other("lg@example.org").Into(test.Database);
        Assert.Equal("bo-lg, cy-lg", Ties());
    }

    [Theory, EachEngine]
    public void Nobody_is_marked_as_what_they_are_nor_as_a_bot_who_has_an_account(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        new Given(Pier, new PersonEntry("bell", "Tidebell", IsBot: true), Says("ada", 1, "Is the pier open?")).Into(test.Database);
        var account = test.Database.Write(transaction => AccountStore.Add(transaction, "Ada L.", "ada@example.org", 1));

        Assert.Equal("Tidebell is a bot already.", Assert.Throws<InvalidInputException>(() => Decide(test.Database, "bell", isBot: true)).Message);
        Assert.Equal("ada is not marked as a bot.", Assert.Throws<InvalidInputException>(() => Decide(test.Database, "ada", isBot: false)).Message);
        Assert.Equal("Ada L. has an account here, so this is somebody.", Assert.Throws<InvalidInputException>(() => Decide(test.Database, $"account-{account}", isBot: true)).Message);
        Assert.Equal("The why has 301 characters.", Assert.Throws<InvalidInputException>(() => Decide(test.Database, "ada", isBot: true, new('x', 301))).Message);
        Assert.Empty(test.Database.Read(PeopleStore.Decisions));
    }

    // One decision undone leaves no mark.
    [Theory, EachEngine]
    public async Task Of_two_who_say_it_at_once_one_is_told_that_it_was_said(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        new Given(Pier, Says("ada", 1, "Is the pier open?")).Into(test.Database);
        var other = test.Database.Write(transaction =>
        {
            Bots.Decide(transaction, Of(transaction.Connection!, "ada").Id, true, null, 5);
            var late = Task.Run(() => Decide(test.Database, "ada", isBot: true));
            Thread.Sleep(300);
            return late;
        });
        Assert.Equal("ada is a bot already.", (await Assert.ThrowsAsync<InvalidInputException>(() => other)).Message);
        Assert.Single(test.Database.Read(PeopleStore.Decisions));
    }

    // Whoever works off the list takes off it in order of the conversations: who puts on it in another would each wait for the other.
    [Theory, EachEngine]
    public async Task Conversations_are_put_on_the_list_in_their_order(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        new Given(Pier, Pier with { Key = "quay" }, Says("ada", 1, "Is the pier open?"), Says("ada", 2, "And the quay?") with { Conversation = "quay" }).Into(test.Database);
        test.Database.Write(transaction => Log.MarkStale(transaction, [(1, 0), (2, 0)]));
        await test.Database.Write(transaction =>
        {
            void Strike(long id) => transaction.Connection!.Execute("delete from stale where conversation_id = @id", new { id }, transaction);
            Strike(1);
            var other = Task.Run(() => test.Database.Write(beside => Log.MarkStale(beside, [(2, 0), (1, 0)])));
            Thread.Sleep(300);
            Strike(2);
            return other;
        });
        Assert.Equal([1, 2], test.Database.Read(connection => connection.Query<long>("select conversation_id from stale order by 1")));
    }

    private static MessageEntry Says(string author, long at, string body) => new("pier", $"m{at}", author, at, body);

    private static long Decide(Database database, string key, bool isBot, string? why = null) => database.Write(transaction => Bots.Decide(transaction, Of(transaction.Connection!, key).Id, isBot, why, 5));

    private static Person Of(DbConnection connection, string key) => PeopleStore.Load(connection).People.Single(person => person.Identities.Any(identity => identity.Key == key));

    private static bool Undo(Database database, long decision) => database.Write(transaction => WhoIsWho.Undo(transaction, decision, 6));
}
