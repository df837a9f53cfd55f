using Dapper;
using Kith.Conversations;
using Kith.Evaluation;
using Kith.Importing;
using Kith.Network;
using Kith.People;
using Kith.Store;
using Kith.Tests.Demo;
using Kith.Tests.Importing;
using Kith.Ties;

namespace Kith.Tests.Evaluation;

/// <summary>What an installation measures itself on: what members may know, and no more.</summary>
public sealed class OwnRecordTests
{
    private const long Day = 86_400_000, Newest = 20_000 * Day;

    [Theory, EachEngine]
    public void Nothing_private_nothing_removed_and_no_program_is_measured_on(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        Entry[] talk =
        [
            new PersonEntry("robot", "Tide robot", IsBot: true),
            new ConversationEntry("pier", "Pier", ConversationKind.Topic, Visibility.Community), new ConversationEntry("hut", "Hut", ConversationKind.Topic, Visibility.Participants, Members: ["ada", "bo"]),
            Said("pier", "1", "ada", "Morning."), Said("pier", "2", "bo", "Hello.", "1"), Said("pier", "3", "cleo", "Forget this.", "2"), Said("pier", "4", "robot", "High water at six.", "1"), Said("pier", "5", "ada", "Thanks.", "4"),
            Said("hut", "1", "ada", "Between us."), Said("hut", "2", "bo", "Of course.", "1"),
        ];
        new Given(talk).Into(test.Database);
        test.Database.Write(transaction => transaction.Connection!.Execute("update messages set deleted_at = at where body = 'Forget this.'", transaction: transaction));
        new Fold(test.Database).Forget();
        new Fold(test.Database).Run();
        var everyone = test.Database.Read(PeopleStore.Load);
        var entries = test.Database.Read(connection => OwnRecord.Entries(connection, everyone).ToList());
        Assert.Equal(["Pier"], entries.OfType<ConversationEntry>().Select(entry => entry.Title));
        Assert.Equal(["Morning.", "Hello.", "High water at six.", "Thanks."], entries.OfType<MessageEntry>().Select(entry => entry.Body));
        Assert.Single(entries.OfType<PersonEntry>(), entry => entry.IsBot);
        Assert.DoesNotContain(entries.OfType<MessageEntry>(), entry => entry.Author is "ada" or "bo");

        var sent = test.Database.Read(connection => OwnRecord.Sent(connection, everyone));
        Assert.Equal([("bo", "ada", "pier")], sent.Select(each => (Key(each.From), Key(each.To), "pier")).Distinct());
        Assert.Single(sent);

        string Key(int person) => everyone.Find(new(person))!.Identities[0].Key;
    }

    // Two messages of one moment go to different people; one goes to both.
    [Theory, EachEngine]
    public void Whom_a_message_went_to_together_is_told_from_what_went_to_each_alone(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        MessageEntry Mail(string key, long at, params string[] to) => new("pier", key, "ada", Newest + at, "The tide.") { Addressed = [.. to.Select(each => (AddressKind.To, each))] };
        new Given([
            new ConversationEntry("pier", "Pier", ConversationKind.MailThread, Visibility.Community), new MessageEntry("pier", "b", "bo", Newest - 2, "Morning."), new MessageEntry("pier", "c", "cleo", Newest - 1, "Morning."),
            Mail("1", 0, "bo"), Mail("2", 0, "cleo"), Mail("3", Day, "bo", "cleo"),
        ]).Into(test.Database);
        new Fold(test.Database).Run();
        var everyone = test.Database.Read(PeopleStore.Load);
        var audience = Assert.Single(TieEvents.Audiences(test.Database.Read(connection => OwnRecord.Sent(connection, everyone))));
        Assert.Equal(Days.Of(Newest + Day), audience.Date);
        Assert.Equal(["bo", "cleo"], audience.To.Select(each => everyone.Find(each)!.Identities[0].Key).Order());
    }

    [Theory, EachEngine]
    public void A_private_meeting_makes_no_placebo(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        new Given([
            new ConversationEntry("pier", "Pier", ConversationKind.Topic, Visibility.Community), new MessageEntry("pier", "0", "ada", Newest - 900 * Day, "Morning."), new MessageEntry("pier", "1", "bo", Newest - 899 * Day, "Morning.", ReplyTo: "0"),
            .. Enumerable.Range(0, 8).SelectMany(each => (Entry[])
            [
                new ConversationEntry($"chat {each}", "Chat", ConversationKind.Chat, each == 7 ? Visibility.Participants : Visibility.Community, Members: each == 7 ? ["ada", "bo", "cleo"] : null),
                .. ((string[])["ada", "bo", "cleo"]).Select((who, at) => new MessageEntry($"chat {each}", who, who, Newest - each * Day + at, "I am here.")),
            ]),
        ]).Into(test.Database);
        new Fold(test.Database).Run();
        Assert.Equal(["7 placebos"], OwnPlacebos.Of("", test.Database, Snapshot.Load(test.Database, Stopped.Clock), null).Cuts);
    }

    private static MessageEntry Said(string where, string key, string who, string text, string? answers = null) =>
        new(where, key, who, Newest + long.Parse(key), text, ReplyTo: answers);
}
