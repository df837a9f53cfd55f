using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Tests.Recaps;

public sealed class TranscriptTests
{
    private static readonly NewQuestion[] Two = [new("What helps?"), new("Which day?", 0, QuestionKind.Poll, ["Tuesday", "Friday"])];

    [Theory, EachEngine]
    public void The_transcript_of_a_gathering_is_whole_in_the_moment_it_ends(Engine engine)
    {
        using var hour = new HeldHour(engine, questions: Two);
        var question = hour.Ask(1);
        hour.Say("Ann Lind", "Vinegar.", question);
        var before = hour.Transcript;
        hour.End();
        var after = hour.Transcript;
        Assert.Equal((GatheringState.Live, GatheringState.Ended), (before.Gathering.State, after.Gathering.State));
        Assert.Equal(before.Standing.Select(message => message.Body), after.Standing.Select(message => message.Body));
        Assert.Equal(hour.Clock.Now, after.Gathering.EndedAt);
    }

    [Theory, EachEngine]
    public void Every_entry_stands_in_exactly_one_section(Engine engine)
    {
        using var hour = new HeldHour(engine, questions: Two);
        hour.Say("Ann Lind", "Hello from the pier.");
        var (first, second) = (hour.Ask(1), hour.Ask(2));
        hour.Say("Bo Tanaka", "Fresh water.", first);
        hour.Say("Ann Lind", "By the way, the kettle is on.");
        hour.Say("Ann Lind", "Friday suits me.", second);
        var sections = hour.Transcript.ByQuestion();
        Assert.Equal(["null: 1", "1: 2 4", "2: 3 6", "null: 5"],
            sections.Select(section => $"{section.Question?.Number.ToString() ?? "null"}: {string.Join(' ', section.Entries.Select(entry => entry.Message.Seq))}"));
    }

    [Theory, EachEngine]
    public void What_comes_after_the_end_is_late_and_stands_with_its_question(Engine engine)
    {
        using var hour = new HeldHour(engine, questions: Two);
        var question = hour.Ask(1);
        hour.Say("Ann Lind", "Vinegar.", question);
        hour.End();
        hour.Later();
        hour.Say("Bo Tanaka", "A late thought.", question);
        Assert.Equal([false, false, true], hour.Transcript.Standing.Select(hour.Transcript.IsLate));
        Assert.Equal(3, hour.Transcript.ByQuestion().Single(section => section.Question?.Number == 1).Entries.Count);
    }

    [Theory, EachEngine]
    public void Whoever_took_part_counts_once_and_programs_and_late_readers_do_not(Engine engine)
    {
        using var hour = new HeldHour(engine, questions: Two);
        var question = hour.Ask(1);
        var said = hour.Say("Ann Lind", "Vinegar.", question);
        hour.Say("Ann on her phone", "And patience.", question);
        var robot = hour.Who("Tide robot");
        hour.ComesFromArchive("Tide robot"); // whoever has an account is no bot
        hour.Say("Tide robot", "High water at nine.");
        var gone = hour.Say("Bo Tanaka", "Buy my lamps!");
        hour.React(said, "thanks", "Cleo Marsh", "Tide robot");
        hour.Database.Write(transaction =>
        {
            PeopleStore.Decide(transaction, 0, PersonDecisionKind.Merge, hour.Who("Ann Lind"), hour.Who("Ann on her phone"), null);
            PeopleStore.Decide(transaction, 0, PersonDecisionKind.Bot, robot, null, null);
            Attendances.Sign(transaction, hour.Id, hour.Who("Dev Rao"), 3, hour.Clock.Now);
            Attendances.Sign(transaction, hour.Id, hour.Who("Eve Ong"), 0, hour.Clock.Now);
        });
        hour.Do(change => Mending.Remove(change, gone, "advertising", hour.Who("Mo Berg"), moderates: true));
        hour.End();
        hour.Later();
        hour.Database.Write(transaction => Attendances.Sign(transaction, hour.Id, hour.Who("Finn Hale"), 5, hour.Clock.Now));

        var took = Participation.Of(hour.Transcript, hour.Everyone);
        Assert.Equal([("Ann Lind", 2), ("Mo Berg", 1)], took.Spoke.Select(own => (own.Person.Name, own.Entries)));
        Assert.Equal((1, 4), (took.Reacted, took.Read));
    }

    [Theory, EachEngine]
    public void Of_what_was_removed_the_mark_is_left_and_no_word(Engine engine)
    {
        using var hour = new HeldHour(engine);
        var gone = hour.Say("Bo Tanaka", "Buy my lamps!");
        hour.Do(change => Mending.Remove(change, gone, "advertising", hour.Who("Mo Berg"), moderates: true));
        var entry = Assert.Single(hour.Transcript.Entries);
        Assert.Equal(("advertising", ""), (entry.Removed!.Reason, entry.Message.Body));
        Assert.Empty(hour.Transcript.Standing);
    }

    [Theory, EachEngine]
    public void Whoever_votes_twice_by_two_identities_has_one_vote(Engine engine)
    {
        using var hour = new HeldHour(engine, questions: Two);
        var poll = hour.Ask(2);
        foreach (var (who, option) in ((string, int)[])[("Ann Lind", 0), ("Bo Tanaka", 1), ("Ann on her phone", 1)])
        {
            Assert.Null(hour.Do(change => Polls.Vote(change, poll, option, hour.Who(who))));
            hour.Later();
        }
        Assert.Equal([1, 2], Counts());
        hour.Database.Write(transaction => PeopleStore.Decide(transaction, 0, PersonDecisionKind.Merge, hour.Who("Ann Lind"), hour.Who("Ann on her phone"), null));
        Assert.Equal([0, 2], Counts());

        IReadOnlyList<int> Counts() => hour.Transcript.Counts(hour.Transcript.Questions.Single(question => question.Id == poll), hour.Everyone);
    }

    [Theory, EachEngine]
    public void Somebodys_own_words_are_all_theirs_and_nobody_elses(Engine engine)
    {
        using var hour = new HeldHour(engine, visibility: Visibility.Participants, questions: Two);
        var question = hour.Ask(1);
        hour.Say("Ann Lind", "Vinegar.", question);
        hour.Say("Bo Tanaka", "Fresh water.", question);
        var taken = hour.Say("Ann Lind", "Never mind.");
        hour.Do(change => Mending.Remove(change, taken, null, hour.Who("Ann Lind"), moderates: false));
        hour.Talked("Ann Lind", "Bo Tanaka", 3, Visibility.Participants);
        using var connection = hour.Database.Connect();
        Assert.Equal(["Earlier: Good morning. ", "Salt on the glass: Vinegar. 1"],
            SaidBy.All(connection, [hour.Who("Ann Lind")]).Select(said => $"{said.Title}: {said.Body} {said.Question}"));
    }
}
