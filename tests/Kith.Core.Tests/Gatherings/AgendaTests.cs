using Dapper;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Store;

namespace Kith.Tests.Gatherings;

public sealed class AgendaTests
{
    [Theory, EachEngine]
    public void Planned_questions_are_numbered_without_gaps_whatever_is_added_moved_or_dropped(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Hold(place.Plan(questions: [new("One"), new("Two"), new("Three")]));
        var ids = place.Database.Read(connection => GatheringStore.Questions(connection, id)).Select(each => each.Id).ToList();
        place.Database.Write(transaction => Agenda.Move(transaction, id, ids[2], 1));
        Assert.Equal(["1 Three", "2 One", "3 Two"], place.Questions(id));
        place.Database.Write(transaction => Agenda.Plan(transaction, id, [new("Three"), new("Two")]));
        Assert.Equal(["1 Three", "2 Two"], place.Questions(id));
        place.Database.Write(transaction => Agenda.Add(transaction, id, new("Four")));
        place.Database.Write(transaction => Agenda.Edit(transaction, ids[1], new("Two, in other words", 15)));
        Assert.Equal(["1 Three", "2 Two, in other words", "3 Four"], place.Questions(id));
    }

    [Theory, EachEngine]
    public void A_question_that_was_asked_keeps_its_number_and_its_words(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Hold(place.Plan(questions: [new("One"), new("Two"), new("Three"), new("Four")]));
        var ids = place.Database.Read(connection => GatheringStore.Questions(connection, id)).Select(each => each.Id).ToList();
        place.Database.Write(transaction => transaction.Connection!.Execute("update questions set state = 1 where id = @id", new { id = ids[2].Value }, transaction));
        place.Database.Write(transaction => Agenda.Plan(transaction, id, [new("Two"), new("Four")]));
        Assert.Equal(["1 Two", "2 Four", "3 Three"], place.Questions(id));
        Assert.Throws<InvalidInputException>(() => place.Database.Write(transaction => Agenda.Edit(transaction, ids[2], new("Changed"))));
        Assert.Throws<InvalidInputException>(() => place.Database.Write(transaction => Agenda.Move(transaction, id, ids[2], 1)));
        Assert.Equal(["1 Two", "2 Four", "3 Three"], place.Questions(id));
    }

    [Theory, EachEngine]
    public void A_list_typed_anew_keeps_the_questions_whose_words_stayed(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Hold(place.Plan(questions: [new("One"), new("Two"), new("Three")]));
        var before = place.Database.Read(connection => GatheringStore.Questions(connection, id)).ToDictionary(each => each.Text, each => each.Id);
        place.Database.Write(transaction => Agenda.Plan(transaction, id, [new("Three", 20), new("New"), new("One")]));
        var after = place.Database.Read(connection => GatheringStore.Questions(connection, id));
        Assert.Equal(["1 Three", "2 New", "3 One"], place.Questions(id));
        Assert.Equal((before["Three"], 20, before["One"]), (after[0].Id, after[0].Minutes, after[2].Id));
    }

    [Theory]
    [InlineData(new int[0], 3, new[] { 1, 2, 3 })]
    [InlineData(new[] { 1, 2 }, 2, new[] { 3, 4 })]
    [InlineData(new[] { 2 }, 2, new[] { 1, 3 })]
    [InlineData(new[] { 1, 5 }, 1, new[] { 2 })]
    public void Planned_questions_take_the_free_numbers(int[] asked, int planned, int[] numbers) => Assert.Equal(numbers, Agenda.Numbers(asked, planned));

    [Theory]
    [InlineData("What did you learn? (10)", "Question|What did you learn?|10|")]
    [InlineData("  1. Numbered  ", "Question|Numbered|0|")]
    [InlineData("Q2: Also numbered (5 min)", "Question|Also numbered|5|")]
    [InlineData("- A dash", "Question|A dash|0|")]
    [InlineData("Where next? | Oslo | Rome (5)", "Poll|Where next?|5|Oslo,Rome")]
    [InlineData("What of 2026 (the year)?", "Question|What of 2026 (the year)?|0|")]
    [InlineData("Introductions: who are you, and what brings you here? (5)", "Introductions|Introductions: who are you, and what brings you here?|5|")]
    public void A_line_is_read_as_people_write_it(string line, string read) => Assert.Equal([read],
        QuestionLines.Parse($"\n{line}\r\n\n").Select(each => $"{each.Kind}|{each.Text}|{each.Minutes}|{string.Join(',', each.Options ?? [])}"));

    [Fact]
    public void What_is_written_back_reads_the_same()
    {
        const string lines = "One (5)\nWhere next? | Oslo | Rome\nThree";
        Assert.Equal(lines, QuestionLines.Of(QuestionLines.Parse(lines)));
    }

    [Fact]
    public void A_poll_without_a_choice_and_a_question_without_words_are_refused()
    {
        using var place = Place.On(Engine.Sqlite);
        ConversationId Hold(NewQuestion question) => place.Hold(place.Plan(questions: [question]));
        Assert.Equal("A poll needs something to choose from.", Assert.Throws<InvalidInputException>(() => Hold(new("Where?", 0, QuestionKind.Poll, ["Oslo", "Oslo"]))).Message);
        Assert.Equal("The question is empty.", Assert.Throws<InvalidInputException>(() => Hold(new(" "))).Message);
        Assert.Equal("A question can't take 900 minutes.", Assert.Throws<InvalidInputException>(() => Hold(new("Long", 900))).Message);
    }
}
