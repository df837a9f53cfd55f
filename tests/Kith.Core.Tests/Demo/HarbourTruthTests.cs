using Kith.Conversations;
using Kith.Demo;
using Kith.Expertise;
using Kith.Network;
using Kith.People;
using Kith.Store;
using Kith.Ties;

namespace Kith.Tests.Demo;

/// <summary>The demo in a database: made once for all that is asked of it.</summary>
public sealed class FilledHarbour : IAsyncLifetime
{
    private readonly TestDatabase test = TestDatabase.On(Engine.Sqlite);

    internal Database Database => test.Database;

    internal Snapshot Network { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Harbour.Fill(Database, Stopped.Clock);
        Network = Snapshot.Load(Database, Stopped.Clock);
    }

    public ValueTask DisposeAsync()
    {
        test.Dispose();
        return ValueTask.CompletedTask;
    }

    internal Person Person(string name) => Network.Everyone.People.First(person => person.Name == name);

    internal Tie? Tie(string one, string other) => Network.TiesOf(Person(one).Id).FirstOrDefault(tie => tie.Other == Person(other).Id);

    internal List<string> Closest(string name, int count) =>
        [.. Network.TiesOf(Person(name).Id).Take(count).Select(tie => Network.Everyone.Find(tie.Other)!.Name)];
}

/// <summary>What was planted in the demo is found by the product.</summary>
public sealed class HarbourTruthTests(FilledHarbour filled) : IClassFixture<FilledHarbour>
{
    private static readonly (string Question, string Expert)[] Experts =
    [
        ("how do you clean an old lens", "Ada Lindqvist"), ("watching the barometer", "Bo Tanaka"), ("sea kale and seaweed", "Farah Haddad"),
        ("gulls and terns", "Hana Suzuki"), ("rot in a plank", "Emre Kaya"), ("how to splice braid", "Zofia Kowalska"),
        ("storm bag by the door", "Chidi Okafor"), ("hypothermia cold water", "Noor Rahman"), ("first question in an interview", "Dilys Morgan"),
        ("place names on old charts", "Leopold Brandt"), ("radio range aerial", "Viggo Sorensen"), ("tidal streams and races", "Aroha Pene"),
        ("volunteer rota burn-out", "Beatriz Lobo"), ("smoking fish", "Giulia Ferrante"),
    ];

    [Fact]
    public void Who_was_made_an_expert_is_among_the_first_three_and_mostly_the_first()
    {
        var index = new ExpertiseStore(filled.Database).Load();
        var places = Experts.Select(asked => WhoKnows.Ask(index, new Query(asked.Question, filled.Network.Now), filled.Network.Everyone)
            .Select(knows => filled.Network.Everyone.Find(knows.Person)!.Name).ToList().IndexOf(asked.Expert)).ToList();
        Assert.All(places, place => Assert.InRange(place, 0, 2));
        Assert.InRange(places.Count(place => place == 0), 11, Experts.Length);
    }

    [Theory]
    [InlineData("Bo Tanaka", "Ingrid Dahl")]
    [InlineData("Henrike Maas", "Nils Aaberg")]
    [InlineData("Rui Cardoso", "Paulo Nunes")]
    public void A_tie_that_fades_is_called_quiet(string one, string other) => Assert.NotNull(filled.Tie(one, other)!.QuietOn(filled.Network.Today));

    [Fact]
    public void Two_who_know_each_other_across_groups_are_close() => Assert.Contains("Hana Suzuki", filled.Closest("Goran Petrov", 3));

    [Fact]
    public void The_bridge_is_close_to_people_of_both_its_groups()
    {
        var closest = filled.Closest("Leila Aziz", 15);
        Assert.InRange(closest.Intersect(["Farah Haddad", "Mateo Ruiz", "Hana Suzuki", "Lachlan Reid", "Eilidh Grant", "Paloma Reyes", "Soraya Benali"]).Count(), 3, 7);
        Assert.InRange(closest.Intersect(["Dilys Morgan", "Esi Mensah", "Leopold Brandt", "Anahera Ngata", "Niamh Kelly", "Caitlin Byrne", "Tadhg Nolan", "Joao Batista"]).Count(), 3, 8);
    }

    [Theory]
    [InlineData("Paloma Reyes", 15)]
    [InlineData("Hedda Lunde", 43)]
    public void A_newcomer_has_no_tie_before_arriving(string name, int week)
    {
        var ties = filled.Network.TiesOf(filled.Person(name).Id);
        var start = filled.Network.All.Min(tie => tie.FirstAt);
        Assert.NotEmpty(ties);
        Assert.All(ties, tie => Assert.True((tie.FirstAt - start) / (7 * 86_400_000L) >= week - 1));
    }

    [Fact]
    public void The_one_with_two_identities_and_nobody_else_is_suggested_as_a_duplicate()
    {
        var suggested = Duplicates.Suggest(filled.Network.Everyone, []);
        Assert.Equal([("Marit Solheim", "Marit Solheim")], suggested.Select(each => (each.One.Name, each.Other.Name)));
    }

    [Fact]
    public void The_program_has_no_ties() => Assert.Empty(filled.Network.TiesOf(filled.Person("Tidebell").Id));

    [Fact]
    public void Private_words_are_for_the_two_who_said_them()
    {
        IEnumerable<string> Seen(Reader reader) => filled.Database.Read(connection => ConversationStore.Latest(connection, reader, count: 500)).Select(conversation => conversation.Title);
        Assert.DoesNotContain("Noor Rahman, Esi Mensah", Seen(Reader.Member));
        Assert.Contains("Noor Rahman, Esi Mensah", Seen(Reader.As(filled.Person("Esi Mensah"))));
    }

    [Theory, EachEngine]
    public async Task Made_again_weeks_later_it_is_moved_along_not_doubled(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        Assert.Equal(DemoState.Absent, Harbour.StateOf(test.Database));
        var first = await Harbour.Fill(test.Database, Stopped.Clock);
        var second = await Harbour.Fill(test.Database, Stopped.WeeksLater);

        Assert.Equal(DemoState.Made, Harbour.StateOf(test.Database));
        Assert.Equal(0, second.Sum(summary => summary.NewMessages));
        Assert.Equal(first.Sum(summary => summary.Messages), second.Sum(summary => summary.ChangedMessages));
    }
}
