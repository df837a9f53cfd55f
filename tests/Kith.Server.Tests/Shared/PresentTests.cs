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
        Come(data.Database, "ann");
        Assert.Single(present.Network.Everyone.People);
        Come(data.Database, "ann", "bo");

        Assert.Equal("bo", present.Find(new(2))?.Name);
        Assert.Equal(2, present.Network.Everyone.People.Count());
        Assert.Null(present.Find(new(3)));
    }

    private static void Come(Database database, params IEnumerable<string> names)
    {
        using var archive = Archive.Open(AppContext.BaseDirectory);
        var channel = new ConversationEntry("yard", "yard", ConversationKind.Channel, Visibility.Public);
        new Import(database, TimeProvider.System).Run(archive, new Said([channel, .. names.Select((name, at) => new MessageEntry("yard", $"{at}", name, 1_700_000_000_000 + at, "good morning", Markup.Markdown))]), new ImportOptions(), "Yard", "said");
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
