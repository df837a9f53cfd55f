using Kith.Interactions;

namespace Kith.Tests.Interactions;

public sealed class NamesInTextTests
{
    private static readonly string[] People = ["ann_", "Bob", "Cleo Marsh", "the", "well", "|trey|", "dan|away", "steve343", "xy"];

    [Theory]
    [InlineData("Bob: look at this", "Bob")]
    [InlineData("bob, look at this", "Bob")]
    [InlineData("BOB look at this", "Bob")]
    [InlineData("@bob look at this", "Bob")]
    [InlineData("hi bob!", "Bob")]
    [InlineData("hello@bob", "Bob")]
    [InlineData("@bob@ann look at this", "Bob ann_")]
    [InlineData("ann: look at this", "ann_")]
    [InlineData("ann_: look at this", "ann_")]
    [InlineData("trey: look at this", "|trey|")]
    [InlineData("dan: look at this", "dan|away")]
    [InlineData("steve: look at this", "steve343")]
    [InlineData("@Cleo Marsh: look at this", "Cleo Marsh")]
    [InlineData("cleo: look at this", "Cleo Marsh")]
    [InlineData("Cleo_Marsh: look at this", "Cleo Marsh")]
    [InlineData("bob, ann: look at this", "Bob ann_")]
    [InlineData("the: look at this", "the")]
    [InlineData("@well look at this", "well")]
    [InlineData("xy: look at this", "xy")]
    public void An_address_is_understood(string text, string expected) => Assert.Equal(expected, Addressed(text));

    [Theory]
    [InlineData("the cable is broken")]
    [InlineData("well, that did not work")]
    [InlineData("xy marks the spot")]
    [InlineData("bobsleigh is fun")]
    [InlineData("stranger: look at this")]
    [InlineData("")]
    [InlineData("@")]
    public void Ordinary_words_and_strangers_are_no_address(string text) => Assert.Equal("", Addressed(text));

    [Fact]
    public void A_name_further_on_is_found_but_not_addressed()
    {
        Span<long> people = stackalloc long[4];
        var found = Known().Find("ask bob about the cable, Bob knows", 0, people);
        Assert.Equal((0, 1, "Bob"), (found.Addressed, found.All, People[people[0]]));
    }

    [Fact]
    public void Names_last_borne_before_a_turn_can_be_left_behind()
    {
        Span<long> people = stackalloc long[4];
        var names = new NamesInText();
        names.Learn("ann", 1, 10);
        Assert.Equal(1, names.Find("ann: hello", 10, people).All);
        Assert.Equal(0, names.Find("ann: hello", 11, people).All);
    }

    [Fact]
    public void A_name_belongs_to_whoever_bore_it_last()
    {
        Span<long> people = stackalloc long[4];
        var names = new NamesInText();
        names.Learn("ann", 1, 1);
        names.Learn("ann", 2, 2);
        names.Find("ann: hello", 0, people);
        Assert.Equal(2, people[0]);
    }

    [Fact]
    public void The_words_after_an_address_begin_behind_it()
    {
        Span<long> people = stackalloc long[4];
        const string text = "bob, ann: look at this";
        Assert.Equal(" look at this", text[Known().Find(text, 0, people).Rest..]);
    }

    private static NamesInText Known()
    {
        var names = new NamesInText();
        for (var i = 0; i < People.Length; i++)
        {
            names.Learn(People[i], i, i);
        }
        return names;
    }

    private static string Addressed(string text)
    {
        var people = new long[4];
        var found = Known().Find(text, 0, people);
        return string.Join(' ', people.Take(found.Addressed).Select(person => People[person]));
    }
}
