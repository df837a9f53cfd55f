using Kith.Conversations;
using Kith.Expertise;

namespace Kith.Tests.Expertise;

/// <summary>What else to look for: another spelling, and the words that a community itself uses.</summary>
public sealed class OtherWordsTests
{
    // Some say lantern, some say beacon, and both speak of its wick.
    private static readonly Said[] Talk = [.. Enumerable.Range(1, 290).SelectMany(n => (Said[])[
        new("ana", n % 30 == 0 ? "the lantern and its wick smoke" : n % 30 == 1 ? "the beacon and its wick smoke" : $"hello number{n} morning", n, 100 + n),
        new("bo", n % 30 == 0 ? "trim the wick of the lantern, then hello" : n % 30 == 1 ? "a wick, a beacon" : $"hello number{n % 7}", n, 100 + n),
        new("cy", n % 30 == 2 ? "lantern hello" : "hello morning", n, 100 + n)])];

    [Theory]
    [InlineData("lantrn smoke", "lantern smoke")]
    [InlineData("\"the lantrn\" wik*", "\"the lantern\" wik*")]
    [InlineData("lantern", null)]
    [InlineData("lanterns", null)]
    [InlineData("quantum", null)]
    [InlineData("x_lantrn lantrn9", null)]
    [InlineData("bantern", "lantern")]
    public void A_word_that_nobody_says_is_taken_for_a_near_one(string typed, string? mended) => Assert.Equal(mended, Respelling.Of(Said.Index(Talk), typed, null));

    [Fact]
    public void A_word_that_the_reader_may_not_see_is_never_suggested() =>
        Assert.Null(Respelling.Of(Said.Index([.. Talk, new("ana", "sourdough", 291, 395)]), "sourdogh", id => id.Value <= 290));

    [Fact]
    public void Words_said_where_it_is_talked_about_are_related_and_those_said_everywhere_are_not()
    {
        var related = Related("lantern");
        Assert.Contains("wick", related.Select(word => word.Name));
        Assert.DoesNotContain("hello", related.Select(word => word.Name));
        Assert.DoesNotContain("lantern", related.Select(word => word.Name));
        Assert.All(related.SelectMany(word => word.Evidence.Select(evidence => (word.Name, evidence.Seq))), shown => Assert.Contains(shown.Name, Talk[shown.Seq - 1].Text));
    }

    [Fact]
    public void What_people_call_by_another_word_is_reached_through_what_they_share() =>
        Assert.Superset(new HashSet<string> { "lantern", "beacon" }, Related("wick").Select(word => word.Name).ToHashSet());

    [Fact]
    public void What_one_person_alone_says_relates_to_nothing() =>
        Assert.DoesNotContain("sesame", Related("lantern", [.. Talk.Select(said => said.Text.Contains("lantern and") ? said with { Text = said.Text + " sesame" } : said)]).Select(word => word.Name));

    [Fact]
    public void Related_words_come_only_from_what_the_reader_may_see() => Assert.Empty(Related("lantern", Talk, id => id.Value % 30 != 0));

    // Both stand one letter from "lighting"; only one of them is what it is about.
    [Fact]
    public void A_word_whose_stem_is_said_is_not_taken_for_one_that_begins_with_another_letter()
    {
        var talk = Said.Index([.. Talk, .. Enumerable.Range(0, 9).Select(n => new Said("ana", "fighting again", 291, 395 + n))]);
        Assert.Equal("fighting", Respelling.Of(talk, "lighting", null));
        talk = Said.Index([.. Talk, .. Enumerable.Range(0, 9).Select(n => new Said("ana", "fighting for lights", 291, 395 + n))]);
        Assert.Null(Respelling.Of(talk, "lighting", null));
        Assert.Equal(["light"], Kin.Of(talk, "lighting", null, 2));
    }

    [Fact]
    public void Another_first_letter_is_guessed_only_for_a_word_that_is_said_several_times()
    {
        Assert.Null(Respelling.Of(Said.Index([.. Talk, new("ana", "zeppelin", 291, 395), new("bo", "zeppelin", 291, 396)]), "geppelin", null));
        Assert.Equal("zeppelin", Respelling.Of(Said.Index([.. Talk, .. Enumerable.Range(0, 3).Select(n => new Said("ana", "zeppelin", 291, 395 + n))]), "geppelin", null));
    }

    [Theory]
    [InlineData("smoked", "smoke")]
    [InlineData("lanterning wicked", "lantern,wick")]
    [InlineData("lantern", "")]
    [InlineData("quantum lan", "")]
    public void A_word_that_nobody_says_leads_to_words_of_its_stem(string typed, string kin) => Assert.Equal(kin, string.Join(',', Kin.Of(Said.Index(Talk), typed, null, 2)));

    // "lanterm" begins as "lanterned" does, for most of it, and is what somebody once typed for "lantern".
    [Fact]
    public void What_somebody_else_mistyped_is_no_word_to_look_for() =>
        Assert.Equal(["lantern"], Kin.Of(Said.Index([.. Talk, .. Enumerable.Range(0, 9).Select(n => new Said("bo", "a lantern", 291, 395 + n)), new("ana", "lanterm", 291, 405)]), "lanterned", null, 2));

    [Fact]
    public void Words_of_a_stem_come_only_from_what_the_reader_may_see() =>
        Assert.Empty(Kin.Of(Said.Index([.. Talk, new("ana", "sourdough", 291, 395)]), "sourdoughs sourdoughy", id => id.Value <= 290, 2));

    [Fact]
    public void Where_one_exchange_alone_holds_the_word_what_several_say_there_is_related() =>
        Assert.Equal("beacon wick", string.Join(' ', Related("zeppelin", [.. Talk,
            new("ana", "a zeppelin by the beacon, hello", 291, 395), new("bo", "the wick of its beacon, hello", 291, 395), new("cy", "beacon and wick", 291, 395),
            new("bo", "a wick", 291, 395), new("ana", "sesame, wick and beacon, hello", 291, 395), new("ana", "sesame", 291, 395)])
            .Select(word => word.Name).Order(StringComparer.Ordinal)));

    private static IReadOnlyList<Topic> Related(string text, Said[]? talk = null, Predicate<ConversationId>? visible = null) =>
        WhoKnows.Answer(Said.Index(talk ?? Talk), new Query(text, Said.Now) { Visible = visible }, Said.Everyone(), related: 10).Related;
}
