using Kith.Conversations;
using Kith.Importing;
using Kith.Server.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Shared;

public sealed class PresentTests
{
    // On which whatever is derived takes seconds, so that answers may be a while old.
    private sealed class SlowClock : TimeProvider
    {
        private long ticks;

        public override long GetTimestamp() => Interlocked.Add(ref ticks, 5 * TimestampFrequency);
    }

    [Theory, EachEngine]
    public void Whoever_has_just_come_is_found_though_answers_may_be_a_while_old(Engine engine)
    {
        using var data = TestDatabase.On(engine);
        var present = new Present(data.Database, new SlowClock());
        Come(data.Database, "ann", "bo");
        Assert.Equal((2, 1), (present.Network.Everyone.People.Count(), present.Network.All.Count));
        Come(data.Database, "ann", "bo", "cy");

        Assert.Equal(2, present.Network.Everyone.People.Count());
        Assert.Equal("cy", present.Find(new(3))?.Name);
        Assert.Equal(3, present.Network.Everyone.People.Count());
        Assert.Null(present.Find(new(4)));
    }

    // The server draws the map of nobody when it starts, which on a busy machine takes as long as that of many.
    [Theory, EachEngine]
    public void Where_nothing_had_happened_the_first_archive_shows_at_once(Engine engine)
    {
        using var data = TestDatabase.On(engine);
        var present = new Present(data.Database, new SlowClock());
        Assert.Empty(present.Network.Everyone.People);
        Come(data.Database, "ann", "bo");
        Assert.Equal((2, 1), (present.Network.Everyone.People.Count(), present.Network.All.Count));
    }

    // Nor where all that is said is private: deriving everything again for every page would take all its time.
    [Theory, EachEngine]
    public void Where_nobody_has_answered_yet_answers_may_be_a_while_old_as_well(Engine engine)
    {
        using var data = TestDatabase.On(engine);
        var present = new Present(data.Database, new SlowClock());
        Come(data.Database, "ann");
        Assert.Equal((1, 0), (present.Network.Everyone.People.Count(), present.Network.All.Count));
        Come(data.Database, "ann", "bo");
        Assert.Equal((1, 0), (present.Network.Everyone.People.Count(), present.Network.All.Count));
    }

    private static void Come(Database database, params IEnumerable<string> names)
    {
        using var archive = Archive.Open(AppContext.BaseDirectory);
        var channel = new ConversationEntry("yard", "yard", ConversationKind.Channel, Visibility.Public);
        new Import(database, TimeProvider.System).Run(archive, new Said([channel, .. names.Select((name, at) => new MessageEntry("yard", $"{at}", name, 1_700_000_000_000 + at, "good morning", Markup.Markdown, at == 0 ? null : $"{at - 1}"))]), new ImportOptions(), "Yard", "said");
    }

    private sealed class Said(IReadOnlyList<Entry> entries) : IImporter
    {
        public string Format => "said";

        public string Reads => Format;

        public bool Recognises(Archive archive) => true;

        public string? SourceKey(Archive archive) => null;

        public IEnumerable<Entry> Read(Archive archive, ImportOptions options) => entries;
    }
}
