using Kith.Conversations;
using Kith.Gatherings;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Tests.Recaps;

public sealed class RecapDraftTests
{
    [Theory, EachEngine]
    public void A_draft_quotes_what_was_answered_and_thanked_for_most_and_says_nothing_else(Engine engine)
    {
        using var hour = new HeldHour(engine, ConversationKind.Meeting, Visibility.Public, new("What keeps *salt* off?"), new("Which day?", 0, QuestionKind.Poll, ["Tuesday", "Friday"]), new("Never asked"));
        var first = hour.Ask(1);
        hour.Say("Cleo Marsh", "Nobody answers this.", first);
        var vinegar = hour.Say("Ann Lind", "Vinegar, once a week. See https://example.org/salt.", first);
        var wax = hour.Say("Bo Tanaka", "Wax [the] glass; @Ann Lind showed us.", first, naming: "Ann Lind");
        hour.Say("Cleo Marsh", "Agreed, thanks!", first, replyTo: vinegar);
        hour.Say("Mo Berg", "No, it eats the putty.", first, replyTo: vinegar);
        hour.React(vinegar, "+1", "Bo Tanaka", "Ann Lind");
        hour.React(wax, "tada", "Mo Berg");
        var poll = hour.Ask(2);
        hour.Do(change => Polls.Vote(change, poll, 1, hour.Who("Ann Lind")));
        hour.Say("Mo Berg", "We try vinegar for a month.", entry: new(EntryKind.Decision));
        hour.Say("Mo Berg", "Buy ten litres", entry: new(EntryKind.Action, new DateOnly(2027, 2, 1)), naming: "Cleo Marsh");
        hour.Do(change => Audience.Propose(change, "Does frost matter?", hour.Who("Cleo Marsh")).Id);
        hour.End();

        var draft = RecapDraft.Of(hour.Transcript, hour.Everyone, "/gatherings/1");
        Assert.Equal(
            """
            On Friday, 15 January 2027, 4 people spoke, 3 reacted and 4 read along. All that was said stands in the [transcript](/gatherings/1).

            ## Decisions

            - We try vinegar for a month. (@Mo Berg, [08:01](/gatherings/1#m8))

            ## Actions

            - Buy ten litres (@Cleo Marsh, by 2027-02-01, [08:01](/gatherings/1#m9))

            ## Q1. What keeps salt off?

            > Vinegar, once a week. See https://example.org/salt.

            @Ann Lind, [08:00](/gatherings/1#m3) · 2 people answered · 1 thanked · 1 reacted

            > Wax \[the\] glass; \@Ann Lind showed us.

            @Bo Tanaka, [08:00](/gatherings/1#m4) · 1 reacted

            [All 5 answers](/gatherings/1#q1)

            ## Q2. Which day?

            1 person voted: Tuesday 0, Friday 1.

            ## Where people agreed or differed

            2 people said or signalled that they agree with @Ann Lind ([08:00](/gatherings/1#m3)):

            > Vinegar, once a week. See https://example.org/salt.

            @Mo Berg ([08:00](/gatherings/1#m6)) answered @Ann Lind ([08:00](/gatherings/1#m3)) in words that differ:

            > Vinegar, once a week. See https://example.org/salt.
            >
            > — No, it eats the putty.

            ## Links

            - <https://example.org/salt> (@Ann Lind, [08:00](/gatherings/1#m3))

            ## Still open

            - Does frost matter? (Cleo Marsh)
            - Planned and not asked: Never asked

            ## Who spoke

            Ann Lind, Bo Tanaka, Cleo Marsh, Mo Berg.

            """.ReplaceLineEndings("\n"), draft);
        Assert.Equal(draft, RecapDraft.Of(hour.Transcript, hour.Everyone, "/gatherings/1"));
    }

    [Theory, EachEngine]
    public void Of_a_meeting_items_are_called_items(Engine engine)
    {
        using var hour = new HeldHour(engine, ConversationKind.Meeting, questions: new NewQuestion("The budget", Kind: QuestionKind.Item));
        hour.Ask(1);
        hour.End();
        Assert.Contains("## Item 1. The budget\n", RecapDraft.Of(hour.Transcript, hour.Everyone, "/gatherings/1"));
    }

    [Theory, EachEngine]
    public void A_draft_of_an_hour_in_which_nobody_spoke_says_so(Engine engine)
    {
        using var hour = new HeldHour(engine, questions: new NewQuestion("Anybody?"));
        hour.Ask(1);
        hour.End();
        Assert.Contains("## Q1. Anybody?\n\nNobody answered.", RecapDraft.Of(hour.Transcript, hour.Everyone, "/gatherings/1"));
    }

    [Theory, EachEngine]
    public void Where_nobody_reacted_a_draft_says_nothing_of_reactions(Engine engine)
    {
        using var hour = new HeldHour(engine, questions: new NewQuestion("Anybody?"));
        hour.Say("Ann Lind", "I am.", hour.Ask(1));
        hour.End();
        Assert.Contains(", 2 people spoke and 2 read along.", RecapDraft.Of(hour.Transcript, hour.Everyone, "/gatherings/1"));
    }
}
