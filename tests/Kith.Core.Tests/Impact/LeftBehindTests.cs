using Kith.Conversations;
using Kith.Impact;
using Kith.People;
using Kith.Store;
using Kith.Tests.Recaps;

namespace Kith.Tests.Impact;

/// <summary>People planted at a gathering whose past is known.</summary>
public sealed class LeftBehindTests
{
    [Theory, EachEngine]
    public void Strangers_who_answer_each_other_have_met_and_old_acquaintances_have_not(Engine engine)
    {
        using var hour = new HeldHour(engine);
        hour.Talked("Ann Lind", "Bo Tanaka", 20);
        var hello = hour.Say("Ann Lind", "Hello all.");
        hour.Say("Bo Tanaka", "Hello Ann.", replyTo: hello);
        var other = hour.Say("Cleo Marsh", "I am new here.", replyTo: hello);
        hour.End();
        var met = Assert.Single(hour.LeftBehind().Met);
        Assert.Equal("Ann Lind + Cleo Marsh", hour.Names(met.Pair));
        Assert.Equal([other], met.Entries);
    }

    [Theory, EachEngine]
    public void Neither_a_reaction_nor_being_there_nor_a_share_in_a_greeting_to_all_is_talking(Engine engine)
    {
        using var hour = new HeldHour(engine, ConversationKind.Meeting);
        var hello = hour.Say("Ann Lind", "Hello all.");
        hour.React(hello, "tada", "Bo Tanaka");
        hour.Later(600_000);
        hour.Say("Cleo Marsh", "Welcome.", naming: ["Dev Rao", "Eve Ong", "Ann Lind"]);
        hour.End();
        Assert.Empty(hour.LeftBehind().Met);
    }

    [Theory, EachEngine]
    public void What_is_only_guessed_to_be_an_answer_is_no_meeting(Engine engine)
    {
        foreach (var kind in (ConversationKind[])[ConversationKind.Chat, ConversationKind.Meeting])
        {
            using var hour = new HeldHour(engine, kind);
            hour.Say("Ann Lind", "Who has a rope?");
            hour.Say("Bo Tanaka", "Ann Lind: I have a rope, thanks for asking.");
            hour.Say("Ann Lind", "Bo Tanaka: which rope?");
            hour.End();
            var left = hour.LeftBehind();
            Assert.NotEqual(0, hour.Database.Read(Kith.Ties.ContactStore.Count));
            Assert.Empty(left.Met);
            Assert.Empty(left.Answers);
            hour.Say("Bo Tanaka", "The blue one, @Ann Lind.", naming: "Ann Lind");
            Assert.Single(hour.LeftBehind().Met);
        }
    }

    [Theory, EachEngine]
    public void Contact_that_comes_later_or_elsewhere_on_the_day_before_the_hour_is_told_apart(Engine engine)
    {
        using var hour = new HeldHour(engine);
        hour.Talked("Ann Lind", "Bo Tanaka", 0, at: hour.Clock.Now - 60_000);
        hour.Talked("Ann Lind", "Cleo Marsh", 0, at: hour.Clock.Now + 60_000);
        var hello = hour.Say("Ann Lind", "Hello all.");
        hour.Say("Bo Tanaka", "Hello Ann.", replyTo: hello);
        hour.Say("Cleo Marsh", "Hello!", replyTo: hello);
        hour.End();
        Assert.Equal("Ann Lind + Cleo Marsh", hour.Names(Assert.Single(hour.LeftBehind().Met).Pair));
    }

    [Theory, EachEngine]
    public void A_tie_that_was_silent_for_half_a_year_is_renewed_and_one_of_last_month_is_not(Engine engine)
    {
        using var hour = new HeldHour(engine);
        hour.Talked("Ann Lind", "Bo Tanaka", 200);
        hour.Talked("Ann Lind", "Cleo Marsh", 30);
        var hello = hour.Say("Ann Lind", "Hello all.");
        hour.Say("Bo Tanaka", "Hello Ann.", replyTo: hello);
        hour.Say("Cleo Marsh", "Hello!", replyTo: hello);
        hour.End();
        var left = hour.LeftBehind();
        var renewed = Assert.Single(left.Renewed);
        Assert.Equal(("Ann Lind + Bo Tanaka", 200, null), (hour.Names(renewed.Pair), renewed.SilentDays, renewed.UsualGap));
        Assert.Empty(left.Met);
    }

    [Theory, EachEngine]
    public void A_tie_that_was_going_quiet_by_its_own_measure_is_renewed(Engine engine)
    {
        using var hour = new HeldHour(engine);
        foreach (var days in (int[])[90, 86, 82, 78, 74, 70])
        {
            hour.Talked("Ann Lind", "Bo Tanaka", days);
        }
        var hello = hour.Say("Ann Lind", "Hello all.");
        hour.Say("Bo Tanaka", "Hello Ann.", replyTo: hello);
        hour.End();
        var renewed = Assert.Single(hour.LeftBehind().Renewed);
        Assert.Equal((70, 4.0), (renewed.SilentDays, renewed.UsualGap));
    }

    [Theory, EachEngine]
    public void Who_answered_whom_is_counted_by_entry(Engine engine)
    {
        using var hour = new HeldHour(engine);
        var hello = hour.Say("Ann Lind", "Hello all.");
        var first = hour.Say("Bo Tanaka", "Hello Ann.", replyTo: hello);
        var second = hour.Say("Bo Tanaka", "How is the pier?", replyTo: hello);
        var third = hour.Say("Ann Lind", "Wet.", replyTo: second);
        hour.End();
        Assert.Equal([$"Bo Tanaka → Ann Lind: {first} {second}", $"Ann Lind → Bo Tanaka: {third}"], hour.LeftBehind().Answers
            .Select(each => $"{hour.Everyone.Find(each.From)!.Name} → {hour.Everyone.Find(each.To)!.Name}: {string.Join(' ', each.Entries)}"));
    }

    [Theory, EachEngine]
    public void Whoever_talks_with_people_of_two_groups_that_hardly_knew_each_other_bridges_them(Engine engine)
    {
        using var hour = new HeldHour(engine);
        string[] boats = ["Ann Lind", "Bo Tanaka", "Cleo Marsh", "Dev Rao"], birds = ["Eve Ong", "Finn Hale", "Gro Vik", "Hana Sato"];
        foreach (var group in (string[][])[boats, birds])
        {
            foreach (var (one, other) in group.SelectMany((one, i) => group.Skip(i + 1).Select(other => (one, other))))
            {
                hour.Talked(one, other, 10);
                hour.Talked(one, other, 5);
            }
        }
        var hello = hour.Say("Ann Lind", "Who counts terns?");
        hour.Say("Eve Ong", "We do.", replyTo: hello);
        hour.Say("Bo Tanaka", "So do I.", replyTo: hello);
        hour.End();
        var left = hour.LeftBehind();
        Assert.Equal(2, left.Groups.All.Count);
        Assert.Equal("Ann Lind + Eve Ong", hour.Names(Assert.Single(left.Across).Pair));
        var bridge = Assert.Single(left.Bridges);
        Assert.Equal("Ann Lind reached Bo Tanaka, Eve Ong", $"{hour.Everyone.Find(bridge.Person)!.Name} reached {string.Join(", ", bridge.Reached.Select(reached => hour.Everyone.Find(reached.Other)!.Name).Order())}");
        Assert.All(bridge.Reached, reached => Assert.True(reached.Entry > 0));
    }

    [Theory, EachEngine]
    public void A_private_past_is_known_to_the_two_alone(Engine engine)
    {
        using var hour = new HeldHour(engine);
        hour.Talked("Ann Lind", "Bo Tanaka", 20, Visibility.Participants);
        var hello = hour.Say("Ann Lind", "Hello all.");
        hour.Say("Bo Tanaka", "Hello Ann.", replyTo: hello);
        hour.End();
        Assert.Single(hour.LeftBehind().Met);
        Assert.Single(hour.LeftBehind("Cleo Marsh").Met);
        Assert.Empty(hour.LeftBehind("Ann Lind").Met);
        Assert.Empty(hour.LeftBehind("Bo Tanaka").Met);
    }

    [Theory, EachEngine]
    public void Everybody_finds_whom_they_met_and_where(Engine engine)
    {
        using var hour = new HeldHour(engine);
        hour.Talked("Ann Lind", "Bo Tanaka", 20);
        var hello = hour.Say("Ann Lind", "Hello all.");
        hour.Say("Bo Tanaka", "Hello Ann.", replyTo: hello);
        var other = hour.Say("Cleo Marsh", "I am new here.", replyTo: hello);
        Assert.Empty(MetBy(hour, "Ann Lind"));
        hour.End();
        Assert.Equal([$"Salt on the glass: Ann Lind + Cleo Marsh ({other})"], MetBy(hour, "Ann Lind"));
        Assert.Equal([$"Salt on the glass: Ann Lind + Cleo Marsh ({other})"], MetBy(hour, "Cleo Marsh"));
        Assert.Empty(MetBy(hour, "Bo Tanaka"));
    }

    [Theory, EachEngine]
    public void Two_identities_of_one_person_are_not_two_who_met(Engine engine)
    {
        using var hour = new HeldHour(engine);
        var hello = hour.Say("Ann Lind", "Hello all.");
        hour.Say("Ann on her phone", "Me again.", replyTo: hello);
        hour.Say("Bo Tanaka", "Hello.", replyTo: hello);
        hour.Talked("Ann on her phone", "Bo Tanaka", 20);
        Assert.Equal(2, hour.LeftBehind().Met.Count);
        hour.Database.Write(transaction => PeopleStore.Decide(transaction, 0, PersonDecisionKind.Merge, hour.Who("Ann Lind"), hour.Who("Ann on her phone"), null));
        Assert.Empty(hour.LeftBehind().Met);
    }

    private static IReadOnlyList<string> MetBy(HeldHour hour, string name)
    {
        hour.LeftBehind();
        var everyone = hour.Everyone;
        var person = everyone.Of(hour.Who(name))!;
        return [.. hour.Database.Read(connection => ImpactStore.MetBy(connection, Reader.As(person), person, everyone))
            .SelectMany(at => at.Met.Select(met => $"{at.Gathering.Title}: {hour.Names(met.Pair)} ({string.Join(' ', met.Entries)})"))];
    }
}
