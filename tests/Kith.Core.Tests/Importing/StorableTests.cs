using Dapper;
using Kith.Conversations;
using Kith.Importing;
using Kith.People;
using Kith.Store;

namespace Kith.Tests.Importing;

/// <summary>Whatever an archive calls its people and places, both engines keep it and a terminal can show it.</summary>
public sealed class StorableTests
{
    // Random, because PostgreSQL packs what repeats.
    private static string Long(int seed)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, 20_000).Select(_ => (char)random.Next('a', 'z' + 1)));
    }

    [Theory, EachEngine]
    public void Ids_of_any_length_are_kept_apart_and_found_again(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var (place, ada, bo) = (Long(1), Long(2) + "a", Long(2) + "b");
        var given = new Given(
            new ConversationEntry(place, Long(3), ConversationKind.Direct, Visibility.Participants, Members: [ada, bo]),
            new PersonEntry(ada, Long(4), Long(5) + "@example.org"),
            new MessageEntry(place, Long(6), ada, 1_700_000_000_000, "Good morning.") { Addressed = [(AddressKind.Mention, bo)] },
            new MessageEntry(place, Long(7), bo, 1_700_000_060_000, "Hello.", ReplyTo: Long(6)) { Reactions = [("tada", [ada])] },
            new ImportIssue(Long(8), 1, Long(9)));

        given.Into(test.Database);
        var again = given.Into(test.Database);

        Assert.Equal((2, 0, 0), (again.People, again.NewMessages, again.ChangedMessages));
        Assert.Equal(2, test.Database.Read(PeopleStore.Load).People.Count);
        Assert.Equal(1, test.Database.Read(connection => connection.ExecuteScalar<long>("select count(*) from messages m join messages a on a.key = m.reply_to")));
    }

    [Theory, EachEngine]
    public void A_name_cannot_rule_the_terminal(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        new Given(new PersonEntry("eve", "Eve \u001b[31mred\u0007\u202egnp"), new PersonEntry("k\u001b[0m"), new ImportIssue("a\u001b[31m.log", 0, "No\nline.")).Into(test.Database);
        new Given(new ConversationEntry("c", "tide\u009b31m", ConversationKind.Topic, Visibility.Public), new MessageEntry("c", "1", "\u001b", 1_700_000_000_000, "Hello.")).Into(test.Database);

        var shown = test.Database.Read(connection => connection.Query<string>(
            "select name from identities union all select key from identities union all select title from conversations union all select file from import_issues")).ToList();

        Assert.Equal("Eve  [31mred  gnp", shown[0]);
        Assert.DoesNotContain(shown, name => name.Any(char.IsControl) || name.Length == 0);
    }
}
