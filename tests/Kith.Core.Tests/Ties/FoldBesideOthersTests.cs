using Kith.Conversations;
using Kith.Importing;
using Kith.Network;
using Kith.Store;
using Kith.Tests.Importing;
using Kith.Ties;

namespace Kith.Tests.Ties;

/// <summary>A server answers while an import runs in a process of its own.</summary>
public sealed class FoldBesideOthersTests
{
    private static Entry[] Talk(string about, PersonEntry first) =>
    [
        new ConversationEntry(about, about, ConversationKind.Topic, Visibility.Community), first,
        new MessageEntry(about, "1", first.Key, 1_700_000_000_000, "Good morning."), new MessageEntry(about, "2", "ada", 1_700_000_060_000, "Hello."),
    ];

    private static Entry[] Kale => Talk("kale", new PersonEntry("bo"));

    [Theory, EachEngine]
    public void Nobody_takes_turns_with_a_program_that_came_in_while_ties_were_derived(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        using (Exclusive.TryTake(test.Database, "fold"))
        {
            new Given(Kale).Into(test.Database);
        }

        new Fold(test.Database).Run(new Then(() => new Given(Talk("tides", new PersonEntry("robot", IsBot: true))).Into(test.Database)));

        Assert.Equal(1, test.Database.Read(ContactStore.Count));
    }

    [Theory, EachEngine]
    public void What_was_read_while_another_process_derived_ties_is_read_again(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        using (Exclusive.TryTake(test.Database, "fold"))
        {
            new Given(Kale).Into(test.Database);
            Assert.NotEqual(test.Database.Read(Snapshot.VersionOf), Snapshot.Load(test.Database, TimeProvider.System).Version);
        }
        new Fold(test.Database).Run();

        Assert.Equal(test.Database.Read(Snapshot.VersionOf), Snapshot.Load(test.Database, TimeProvider.System).Version);
    }

    [Theory, EachEngine]
    public void Nothing_is_thrown_away_while_another_process_derives_ties(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        new Given(Kale).Into(test.Database);
        using var held = Exclusive.TryTake(test.Database, "fold");

        Assert.Throws<InvalidInputException>(new Fold(test.Database).Forget);
        Assert.Equal(1, test.Database.Read(ContactStore.Count));
    }

    private sealed class Then(Action once) : IProgress<long>
    {
        private Action? left = once;

        public void Report(long value)
        {
            (var now, left) = (left, null);
            now?.Invoke();
        }
    }
}
