using CsCheck;
using Dapper;
using Kith.Conversations;
using Kith.Expertise;
using Kith.Importing;
using Kith.People;
using Kith.Store;
using Kith.Tests.Importing;

namespace Kith.Tests.Expertise;

/// <summary>Promise 2: an index that grew with the log gives the answers of one made at once.</summary>
public sealed class GrowthTests
{
    private static readonly string[] Names = ["ada", "bo", "chidi", "dilys", "emre"];

    private static readonly ConversationEntry[] Conversations =
    [
        new("stream", "kelp", ConversationKind.Channel, Visibility.Community),
        new("topic", "Sea kale", ConversationKind.Topic, Visibility.Community, Parent: "stream"),
        new("channel", "harbour", ConversationKind.Channel, Visibility.Public),
        new("room", "Tide hour", ConversationKind.Chat, Visibility.Public),
        new("mail", "Tide tables", ConversationKind.MailThread, Visibility.Community),
        new("rows", "Table", ConversationKind.Record, Visibility.Public),
    ];

    private static readonly string[] Titles = ["Sea kale", "Sea cabbage", "Harbour seal"];

    // Minutes are drawn from few, so that several messages fall on one; days apart, so that exchanges end.
    private static readonly Gen<MessageEntry> AnyMessage = Gen.Select(
        Gen.Int[1, Conversations.Length - 1], Gen.Int[0, Names.Length - 1], Gen.Int[0, 300], Gen.Int[0, 30].Array[1, 6], Gen.Int[-4, 90],
        (conversation, author, minute, words, answers) => new MessageEntry(
            Conversations[conversation].Key, "", Names[author], 1_700_000_000_000L + minute / 30 * 260_000_000L + minute * 60_000L,
            string.Join(' ', words.Select(n => $"w{n}q")), ReplyTo: answers < 0 ? null : $"m{answers}"));

    private static readonly Gen<Entry[]> Step = Gen.Frequency(
        (6, Gen.Select(AnyMessage, Gen.Int[0, 90], (message, key) => (Entry[])[message with { Key = $"m{key}" }])),
        (2, Gen.Select(AnyMessage, Gen.Int[0, 90]).Array[1, 25].Select(all => all.Select(each => (Entry)(each.Item1 with { Key = $"m{each.Item2}" })).ToArray())),
        (1, Gen.Select(Gen.Int[1, Conversations.Length - 1], Gen.Int[0, 90], (conversation, key) => (Entry[])[new RemovalEntry(Conversations[conversation].Key, $"m{key}")])),
        (1, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], (conversation, title) => (Entry[])[Conversations[conversation] with { Title = Titles[title] }])));

    [Theory, EachEngine]
    public void An_index_that_grows_with_the_log_answers_as_one_made_at_once(Engine engine) => Step.Array[1, 14].Sample(steps =>
    {
        using var test = TestDatabase.On(engine);
        var store = new ExpertiseStore(test.Database);
        foreach (var step in steps)
        {
            new Given([.. Conversations.Where(known => !step.OfType<ConversationEntry>().Any(said => said.Key == known.Key)), .. step]).Into(test.Database);
            Assert.Equal(Answers(Anew(test.Database)), Answers(store.Load()));
        }
        // Another process begins with what is stored.
        Assert.Equal(Answers(Anew(test.Database)), Answers(new ExpertiseStore(test.Database).Load()));
    }, iter: engine == Engine.Sqlite ? 30 : 6, threads: 1);

    [Theory, EachEngine]
    public void Only_what_changed_is_taken_in(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var store = new ExpertiseStore(test.Database);
        Say(test, "m1", "w1q", 0);
        Say(test, "m2", "w2q", 1);
        var before = store.Load();
        Say(test, "m3", "w3q", 2);
        var after = store.Load();
        Assert.Equal((2, 3), (before.Messages, after.Messages));
        Assert.Equal(before.RowEnd + 1, after.RowEnd);
        Say(test, "m2", "w4q", 1);
        Assert.Equal(after.RowEnd + 1, store.Load().RowEnd);
        Assert.Same(store.Load(), store.Load());
    }

    [Theory, EachEngine]
    public void What_a_stored_snapshot_holds_is_no_longer_listed_as_changed(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        Say(test, "m1", "w1q", 0);
        Assert.NotEqual(0, Changes(test));
        new ExpertiseStore(test.Database).Load();
        Assert.Equal(0, Changes(test));
    }

    [Theory, EachEngine]
    public void An_index_older_than_the_stored_one_begins_with_that(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        Say(test, "m1", "w1q", 0);
        var store = new ExpertiseStore(test.Database);
        store.Load();
        for (var message = 2; message < 5_000; message += 2_499)
        {
            new Given([.. Conversations, .. Enumerable.Range(message, 2_499).Select(n => Message($"m{n}", $"w{n % 31}q", n))]).Into(test.Database);
            new ExpertiseStore(test.Database).Load();
        }
        Assert.Equal(0, Changes(test));
        Assert.Equal(Answers(Anew(test.Database)), Answers(store.Load()));
    }

    [Theory, EachEngine]
    public void A_failure_half_way_leaves_nothing_of_itself_behind(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        // Who knows about w1q w7q depends on how often each is said: a message taken in twice would show.
        new Given([.. Conversations, Message("m0", "w7q w5q", 0) with { Author = "dilys" }, Message("m1", "w1q w2q", 1)]).Into(test.Database);
        var store = new ExpertiseStore(test.Database);
        store.Load();
        new Given([.. Conversations, Message("m2", "w1q w3q", 2) with { Author = "bo" }, Message("m3", "w4q", 3)]).Into(test.Database);
        // The first of the two new messages can be read, the second cannot.
        Execute("alter table messages rename to kept");
        Execute("create view messages as select conversation_id, seq, nullif(key, 'm3') as key, reply_to, author_id, at, body, deleted_at from kept");
        Assert.ThrowsAny<Exception>(() => store.Load());
        Execute("drop view messages");
        Execute("alter table kept rename to messages");
        Assert.Equal(Answers(Anew(test.Database)), Answers(store.Load()));

        void Execute(string sql) => test.Database.Write(transaction => transaction.Connection!.Execute(sql, transaction: transaction));
    }

    private static void Say(TestDatabase test, string key, string text, int minute) => new Given([.. Conversations, Message(key, text, minute)]).Into(test.Database);

    private static MessageEntry Message(string key, string text, int minute) => new("topic", key, "ada", 1_700_000_000_000L + minute * 60_000L, text);

    private static long Changes(TestDatabase test) => test.Database.Read(connection => connection.ExecuteScalar<long>("select count(*) from log_changes"));

    private static ExpertiseIndex Anew(Database database)
    {
        var growth = new Growth(new ExpertiseBuilder());
        using var connection = database.Connect();
        growth.All(connection);
        return growth.Builder.Build();
    }

    // To the last digit: an answer that depended on the way there would change when somebody looks again.
    private static string Answers(ExpertiseIndex index)
    {
        var everyone = Everyone.From([.. Enumerable.Range(1, 5).Select(id => new Identity(new(id), "", $"{id}", $"{id}", null, false))], []);
        const long Now = 1_702_700_000_000L;
        Predicate<ConversationId>?[] readers = [null, conversation => conversation.Value % 3 != 0];
        var found = readers.SelectMany(reader => Enumerable.Range(0, 31).Select(n => Show(WhoKnows.Ask(index,
            new Query($"w{n}q w{n * 7 % 31}q kale", Now) { Visible = reader, Channel = n % 4 == 0 ? "harbour" : null }, everyone))));
        var typed = readers.SelectMany(reader => Enumerable.Range(0, 31).Select(n => WhoKnows.Answer(index,
            Query.Typed(n % 2 == 0 ? $"w{n}* kale" : $"\"w{n}q w{n * 7 % 31}q\"", Now) with { Visible = reader }, everyone, related: 5))
            .Select(answer => $"{Show(answer.People)} {string.Join("; ", answer.Related.Select(Show))} {answer.Exchanges}"));
        var topics = readers.SelectMany(reader => (IReadOnlyList<Topic>[])[new Topics(index).Recent(Now, 20, reader, new HashSet<string>()),
            .. everyone.People.Select(person => new Topics(index).Of(person, Now, 20, reader, new HashSet<string>()))]);
        return string.Join('\n', found.Concat(typed).Concat(topics.Select(list => string.Join("; ", list.Select(Show))))) + $"\n{index.Messages} {index.Exchanges}";
    }

    private static string Show(IEnumerable<Knows> answer) =>
        string.Join("; ", answer.Select(knows => $"{knows.Person.Value} {knows.Score:R} {string.Join(' ', knows.Evidence)}"));

    private static string Show(Topic topic) => $"{topic.Name} {topic.Score:R} {topic.Messages} {string.Join(' ', topic.Evidence)}";
}
