using CsCheck;
using Kith.Conversations;
using Kith.Importing;
using Kith.Kernels.Graphs;
using Kith.Network;
using Kith.People;
using Kith.Store;
using Kith.Tests.Importing;

namespace Kith.Tests.Network;

public sealed class NetworkMapTests
{
    private const long Day = 86_400_000;
    private const int Ended = 20_000;

    // Any graph of up to 12 people: each pair at most once, weights above 0.
    private static readonly Gen<(int People, (int From, int To, double Weight)[] Ties)> Graphs =
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 11], Gen.Int[1, 20]).Array[0, 40].Select(all => (12,
            all.Where(tie => tie.Item1 != tie.Item2).Select(tie => (From: Math.Min(tie.Item1, tie.Item2), To: Math.Max(tie.Item1, tie.Item2), Weight: tie.Item3 / 20.0))
                .DistinctBy(tie => (tie.From, tie.To)).ToArray()));

    [Fact]
    public void Ties_come_frame_first_and_then_by_how_little_chance_explains_them() => Graphs.Sample(graph =>
    {
        var (csr, backbone) = Of(graph.People, graph.Ties);
        var (chance, ties) = (BackboneFilter.Chance(csr), backbone.Order.Select(tie => graph.Ties[tie]).ToArray());
        double ChanceOf((int From, int To, double Weight) tie) => chance[csr.Offsets[tie.From] + csr.Row(tie.From).BinarySearch(tie.To)];
        var beyond = ties.Skip(backbone.Frame).Select(ChanceOf).ToArray();
        Assert.Equal(beyond.Order(), beyond);
        Assert.Equal(ties.Take(backbone.Frame).Count() + beyond.Count(each => each < Backbone.Level), backbone.Telling);
        Assert.Equal(Enumerable.Range(0, graph.Ties.Length), backbone.Order.Order());
    });

    [Fact]
    public void The_frame_holds_together_whoever_is_connected_with_the_strongest_ties() => Graphs.Sample(graph =>
    {
        var (_, backbone) = Of(graph.People, graph.Ties);
        var frame = backbone.Order.Take(backbone.Frame).Select(tie => graph.Ties[tie]).ToArray();
        Assert.Equal(Parts(graph.People, graph.Ties), Parts(graph.People, frame));
        Assert.Equal(graph.People - Parts(graph.People, graph.Ties), frame.Length);
        // Slow twin: a tie outside is never stronger than every tie that the frame needs in its place.
        Assert.All(graph.Ties.Except(frame), outside => Assert.Equal(
            Parts(graph.People, frame.Where(tie => tie.Weight >= outside.Weight)), Parts(graph.People, frame.Where(tie => tie.Weight >= outside.Weight).Append(outside))));
    });

    [Theory]
    [InlineData("2024-05-01", "2024-05-01", MapStep.Day, 1, "2024-05-01")]
    [InlineData("2024-01-10", "2024-05-08", MapStep.Day, 120, "2024-01-10")]
    [InlineData("2024-01-10", "2025-03-09", MapStep.Week, 61, "2024-01-14")]
    [InlineData("2019-02-27", "2025-03-09", MapStep.Month, 74, "2019-02-28")]
    [InlineData("1998-11-13", "2025-03-09", MapStep.Quarter, 106, "1998-12-31")]
    [InlineData("1970-01-01", "2025-03-09", MapStep.Year, 56, "1970-12-31")]
    [InlineData("1799-01-01", "2025-03-09", MapStep.Year, 120, "1906-12-31")]
    public void Time_goes_in_the_finest_steps_of_which_there_are_not_too_many(string first, string last, MapStep step, int count, string firstEnd)
    {
        var time = MapTime.Between(DayOf(first), DayOf(last));
        Assert.Equal((step, count, DayOf(firstEnd), DayOf(last)), (time.Step, time.Ends.Count, time.Ends[0], time.Ends[^1]));
        Assert.Equal(time.Ends.Distinct().Order(), time.Ends);
    }

    [Theory, EachEngine]
    public void The_past_of_a_map_is_what_the_ties_were_then(Engine engine)
    {
        using var data = TestDatabase.On(engine);
        // Ada and Bo long ago, Bo and Cy since.
        var map = Of(data, [.. Exchange("ada", "bo", 900), .. Exchange("bo", "cy", 30), .. Exchange("bo", "cy", 3)]);
        Assert.Equal(MapStep.Month, map.Time.Step);
        var then = map.On(Ended - 400);
        Assert.Equal([("ada", 1), ("bo", 1), ("cy", 0)], then.People.OrderBy(person => person.Name).Select(person => (person.Name, person.Ties)));
        Assert.Equal(map.Ties, map.On(map.Time.Ends[^1]).Ties);
        Assert.Equal(map.People.Select(person => (person.X, person.Y, person.Group)), then.People.Select(person => (person.X, person.Y, person.Group)));
        Assert.All(map.On(Ended - 1000).People, person => Assert.Equal(0, person.Ties));
    }

    [Theory, EachEngine]
    public void The_course_tells_the_level_of_every_tie_at_every_moment(Engine engine)
    {
        using var data = TestDatabase.On(engine);
        var map = Of(data, [.. Exchange("ada", "bo", 900), .. Exchange("ada", "bo", 500), .. Exchange("bo", "cy", 30), .. Exchange("ada", "cy", 200), .. Exchange("ada", "cy", 1)]);
        var course = MapCourse.Of(map);
        var at = 0;
        var told = Enumerable.Range(0, map.Ties.Count).Select(_ => Levels(course, ref at, map.Time.Ends.Count)).ToArray();
        Assert.Equal(course.Length, at);
        for (var moment = 0; moment < map.Time.Ends.Count; moment++)
        {
            Assert.Equal(map.On(map.Time.Ends[moment]).Ties.Select(tie => MapCourse.LevelOf(tie.Strength)), told.Select(levels => levels[moment]));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(.0001, 1)]
    [InlineData(.5, 8)]
    [InlineData(.9999, 15)]
    public void The_faintest_tie_has_a_level_and_none_has_none(double strength, int level) => Assert.Equal(level, MapCourse.LevelOf(strength));

    [Theory, EachEngine]
    public void Near_somebody_are_whom_they_know_and_with_two_steps_whom_those_know(Engine engine)
    {
        using var data = TestDatabase.On(engine);
        var map = Of(data, [.. Exchange("ada", "bo", 5), .. Exchange("bo", "cy", 4), .. Exchange("cy", "dee", 3), .. Exchange("ada", "cy", 900)]);
        var dee = map.People.Single(person => person.Name == "dee").Id;
        Assert.Equal("cy, dee: cy-dee", Show(MapPart.Around(map, dee, 1)));
        Assert.Equal("ada, bo, cy, dee: ada-bo ada-cy bo-cy cy-dee", Show(MapPart.Around(map, dee, 2)));
        Assert.Equal("ada, cy: ada-cy", Show(MapPart.Around(map.On(Ended - 800), map.People.Single(person => person.Name == "ada").Id, 2)));
        Assert.Equal("ada, bo: ada-bo", Show(MapPart.Among(map, map.People.Where(person => person.Name is "ada" or "bo").Select(person => person.Id).ToHashSet())));
        Assert.Empty(MapPart.Around(map, new PersonId(999), 2).People);
    }

    [Theory, EachEngine]
    public void Private_ties_are_on_no_map(Engine engine)
    {
        using var data = TestDatabase.On(engine);
        Assert.Empty(Of(data, [.. Exchange("ada", "bo", 5)], Visibility.Participants).People);
    }

    [Theory, EachEngine]
    public void People_belong_where_they_speak_most_as_far_as_the_reader_may_see(Engine engine)
    {
        using var data = TestDatabase.On(engine);
        Of(data, [.. Exchange("ada", "bo", 5)]);
        var everyone = Snapshot.Load(data.Database, TimeProvider.System).Everyone;
        Assert.Equal(["Harbour"], data.Database.Read(connection => MainCommunities.Of(connection, Reader.Member, everyone)).Values.Distinct());
        Assert.Empty(data.Database.Read(connection => MainCommunities.Of(connection, Reader.Anyone, everyone)));
    }

    private static (Csr, Backbone) Of(int people, (int From, int To, double Weight)[] ties)
    {
        int[] from = [.. ties.Select(tie => tie.From)], to = [.. ties.Select(tie => tie.To)];
        var graph = Csr.Undirected(people, from, to, [.. ties.Select(tie => tie.Weight)]);
        return (graph, Backbone.Of(graph, from, to));
    }

    private static int Parts(int people, IEnumerable<(int From, int To, double Weight)> ties)
    {
        var part = Enumerable.Range(0, people).ToArray();
        foreach (var (from, to, _) in ties)
        {
            var (old, now) = (part[from], part[to]);
            part = Array.ConvertAll(part, each => each == old ? now : each);
        }
        return part.Distinct().Count();
    }

    private static int[] Levels(byte[] course, ref int at, int moments)
    {
        var levels = new int[moments];
        var (count, moment) = (course[at++], 0);
        for (var change = 0; change < count; change++)
        {
            moment += course[at++];
            levels.AsSpan(moment).Fill(course[at++]);
        }
        return levels;
    }

    private static string Show(MapPart part) => $"{string.Join(", ", part.People.Select(person => person.Name).Order())}: " +
        string.Join(' ', part.Ties.Select(tie => string.Join('-', new[] { part.People[tie.From].Name, part.People[tie.To].Name }.Order())).Order());

    private static int DayOf(string date) => DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    // One names the other and is answered.
    private static IEnumerable<MessageEntry> Exchange(string one, string other, int daysAgo) =>
    [
        new MessageEntry("talk", $"{one}-{other}-{daysAgo}-1", one, (Ended - daysAgo) * Day, "The kale is up.") with { Addressed = [(AddressKind.Mention, other)] },
        new MessageEntry("talk", $"{one}-{other}-{daysAgo}-2", other, (Ended - daysAgo) * Day + 3_600_000, "Here too.", ReplyTo: $"{one}-{other}-{daysAgo}-1"),
    ];

    private static NetworkMap Of(TestDatabase data, MessageEntry[] talk, Visibility visibility = Visibility.Community)
    {
        var members = visibility == Visibility.Participants ? talk.Select(each => each.Author).Distinct().ToArray() : null;
        new Given([new ConversationEntry("talk", "Talk", ConversationKind.Topic, visibility, Members: members), .. talk.OrderBy(each => each.At)]).Into(data.Database);
        return NetworkMap.Of(Snapshot.Load(data.Database, TimeProvider.System));
    }
}
