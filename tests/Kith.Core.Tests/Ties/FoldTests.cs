using CsCheck;
using Dapper;
using Kith.Conversations;
using Kith.Importing;
using Kith.People;
using Kith.Store;
using Kith.Tests.Importing;
using Kith.Ties;

namespace Kith.Tests.Ties;

/// <summary>Promise 2: everything derived can be derived again; incremental equals rebuild, in any order of arrival.</summary>
public sealed class FoldTests
{
    private static readonly string[] People = ["ada", "bo", "chidi", "dilys", "emre"];

    private static readonly ConversationEntry[] Conversations =
    [
        new("topic", "Sea kale", ConversationKind.Topic, Visibility.Community),
        new("channel", "harbour", ConversationKind.Channel, Visibility.Public),
        new("mail", "Tide tables", ConversationKind.MailThread, Visibility.Community),
        new("meeting", "Spring meeting", ConversationKind.Meeting, Visibility.Community),
        new("direct", "ada, bo", ConversationKind.Direct, Visibility.Participants, Members: ["ada", "bo"]),
    ];

    private static readonly string[] Texts = ["Good morning.", "Thanks, that helped!", "bo: try the east pier", "chidi, what do you think?", "Does anybody know when the tide turns?"];

    // Minutes are drawn from few, so that several messages fall on one.
    private static readonly Gen<MessageEntry> AnyMessage = Gen.Select(
        Gen.Int[0, Conversations.Length - 1], Gen.Int[0, People.Length - 1], Gen.Int[0, 400], Gen.Int[0, Texts.Length - 1], Gen.Int[-1, 60], Gen.Int[0, 6],
        (conversation, author, minute, text, answers, named) => new MessageEntry(
            Conversations[conversation].Key, "", People[author], 1_700_000_000_000L + minute * 60_000L * (1 + minute % 7 * 200), Texts[text],
            ReplyTo: answers < 0 ? null : $"m{answers}")
        {
            Addressed = named < People.Length && named != author ? [(conversation == 2 ? AddressKind.To : AddressKind.Mention, People[named])] : [],
            Reactions = named == 6 ? [("tada", [People[(author + 1) % People.Length]])] : [],
        });

    private static readonly Gen<MessageEntry[]> AnyTalk = AnyMessage.Array[1, 60].Select(messages => messages.Select((message, i) => message with { Key = $"m{i}" }).ToArray());

    [Theory, EachEngine]
    public void What_is_derived_does_not_depend_on_the_order_in_which_archives_arrive(Engine engine) => Gen.Select(AnyTalk, Gen.Int[1, 5], Gen.Int[0, 1_000_000]).Sample((talk, archives, seed) =>
    {
        using var whole = TestDatabase.On(engine);
        Give(whole, talk);

        using var parts = TestDatabase.On(engine);
        var shuffled = talk.ToArray();
        new Random(seed).Shuffle(shuffled);
        foreach (var part in shuffled.Chunk(Math.Max(1, shuffled.Length / archives)))
        {
            Give(parts, part);
        }

        Assert.Equal(Derived(whole.Database), Derived(parts.Database));
        Rebuild(parts);
        Assert.Equal(Derived(whole.Database), Derived(parts.Database));
    }, iter: engine == Engine.Sqlite ? 40 : 8, threads: 1);

    [Theory, EachEngine]
    public void Edits_and_removals_leave_no_trace_in_what_is_derived(Engine engine) => Gen.Select(AnyTalk, AnyTalk, Gen.Int[0, 1_000_000]).Sample((first, second, seed) =>
    {
        var random = new Random(seed);
        var (removed, kept) = (first.Where(_ => random.Next(4) == 0).Select(message => (message.Conversation, message.Key)).ToHashSet(), second.Take(first.Length).ToArray());
        // The same messages, said differently; some of them taken back.
        var edited = first.Select((message, i) => i < kept.Length && random.Next(3) == 0 ? kept[i] with { Key = message.Key, Conversation = message.Conversation } : message).ToArray();
        var last = edited.Where(message => !removed.Contains((message.Conversation, message.Key))).ToArray();

        using var changed = TestDatabase.On(engine);
        Give(changed, first);
        Give(changed, edited);
        new Given([.. Conversations, .. removed.Select(message => new RemovalEntry(message.Conversation, message.Key))]).Into(changed.Database);

        using var fresh = TestDatabase.On(engine);
        Give(fresh, last);

        Assert.Equal(Derived(fresh.Database), Derived(changed.Database));
        Rebuild(changed);
        Assert.Equal(Derived(fresh.Database), Derived(changed.Database));
    }, iter: engine == Engine.Sqlite ? 40 : 8, threads: 1);

    [Theory, EachEngine]
    public void To_say_that_somebody_is_a_bot_derives_what_an_archive_that_says_so_would_have(Engine engine) => AnyTalk.Sample(talk =>
    {
        using var told = TestDatabase.On(engine);
        new Given([new PersonEntry("ada"), new PersonEntry("chidi", IsBot: true), .. Conversations, .. talk]).Into(told.Database);
        using var fresh = TestDatabase.On(engine);
        new Given([new PersonEntry("ada"), new PersonEntry("chidi"), .. Conversations, .. talk]).Into(fresh.Database);
        var before = Derived(fresh.Database);

        var decision = Mark(fresh.Database, "chidi", isBot: true);
        Assert.Equal(Derived(told.Database), Derived(fresh.Database));
        Rebuild(fresh);
        Assert.Equal(Derived(told.Database), Derived(fresh.Database));

        Mark(told.Database, "chidi", isBot: false);
        Assert.Equal(before, Derived(told.Database));
        Assert.True(fresh.Database.Write(transaction => WhoIsWho.Undo(transaction, decision, 2)));
        new Fold(fresh.Database).Run();
        Assert.Equal(before, Derived(fresh.Database));
    }, iter: engine == Engine.Sqlite ? 40 : 8, threads: 1);

    [Theory, EachEngine]
    public void What_is_said_of_somebody_of_two_identities_holds_for_both(Engine engine) => AnyTalk.Sample(talk =>
    {
        PersonEntry[] people = [new("chidi", IsBot: true), new("dilys", IsBot: true)];
        using var told = TestDatabase.On(engine);
        new Given([.. people, .. Conversations, .. talk]).Into(told.Database);
        using var fresh = TestDatabase.On(engine);
        new Given([.. people.Select(each => each with { IsBot = false }), .. Conversations, .. talk]).Into(fresh.Database);
        var (bots, humans) = (Derived(told.Database), Derived(fresh.Database));
        foreach (var test in (TestDatabase[])[told, fresh])
        {
            test.Database.Write(transaction => PeopleStore.Decide(transaction, 1, PersonDecisionKind.Merge, new(1), new(2), null));
        }

        Mark(told.Database, "dilys", isBot: false);
        Assert.Equal(humans, Derived(told.Database));
        var decision = Mark(fresh.Database, "dilys", isBot: true);
        Assert.Equal(bots, Derived(fresh.Database));
        Rebuild(fresh);
        Assert.Equal(bots, Derived(fresh.Database));
        Assert.True(fresh.Database.Write(transaction => WhoIsWho.Undo(transaction, decision, 2)));
        new Fold(fresh.Database).Run();
        Assert.Equal(humans, Derived(fresh.Database));
    }, iter: engine == Engine.Sqlite ? 20 : 4, threads: 1);

    // The list of what is to be derived holds a conversation that was never derived: whoever works it off may have asked before who is a bot.
    [Theory, EachEngine]
    public void Whatever_waits_to_be_derived_is_derived_with_the_bot(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        Give(test, [new MessageEntry("topic", "m1", "ada", 1_700_000_000_000, "Good morning.")]);
        test.Database.Write(transaction => Log.MarkStale(transaction, [(1, 1_700_000_000_000)]));
        var before = Version(test.Database);
        test.Database.Write(transaction => Bots.Decide(transaction, PeopleStore.Load(transaction.Connection!).People.Single(person => person.Name == "bo").Id, true, null, 1));
        Assert.InRange(Version(test.Database), before + 1, long.MaxValue);

        static long Version(Database database) => database.Read(connection => connection.ExecuteScalar<long>("select version from stale where conversation_id = 1"));
    }

    private static long Mark(Database database, string key, bool isBot)
    {
        var person = database.Read(PeopleStore.Load).People.Single(person => person.Identities.Any(identity => identity.Key == key));
        var decision = database.Write(transaction => Bots.Decide(transaction, person.Id, isBot, "a test", 1));
        new Fold(database).Run();
        return decision;
    }

    private static void Rebuild(TestDatabase test)
    {
        var fold = new Fold(test.Database);
        fold.Forget();
        fold.Run();
    }

    private static void Give(TestDatabase test, MessageEntry[] messages) => new Given([.. Conversations, .. messages]).Into(test.Database);

    // Numbers of identities and messages depend on the order of arrival; names and keys do not.
    private static string Derived(Database database) => database.Read(connection => string.Join('\n', connection.Query<string>(
        """
        select c.key || ' ' || i.at || ' ' || coalesce(m.key, '-') || ' ' || i.kind || ' ' || a.key || '>' || b.key || ' ' || i.weight
        from interactions i join conversations c on c.id = i.conversation_id
        left join messages m on m.conversation_id = i.conversation_id and m.seq = i.seq
        join identities a on a.id = i.from_id join identities b on b.id = i.to_id
        """).Concat(connection.Query<(string From, string To, long Scope, byte[] Days, long Interactions, long First, long Last)>(
            """
            select a.key, b.key, x.scope, x.days, x.interactions, x.first_at, x.last_at
            from contacts x join identities a on a.id = x.from_id join identities b on b.id = x.to_id
            """).Select(row => $"contact {row.From}>{row.To} {row.Scope} {Convert.ToHexString(row.Days)} {row.Interactions} {row.First} {row.Last}"))
        .Concat(connection.Query<string>(
            """
            select 'voice ' || c.key || ' ' || a.key || ' ' || v.messages || ' ' || v.first_at || ' ' || v.last_at
            from voices v join conversations c on c.id = v.conversation_id join identities a on a.id = v.identity_id
            """)).Order(StringComparer.Ordinal)));
}
