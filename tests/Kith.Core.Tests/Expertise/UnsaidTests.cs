using Kith.Conversations;
using Kith.Expertise;

namespace Kith.Tests.Expertise;

public sealed class UnsaidTests
{
    private static readonly Said[] Talk =
    [
        new("ana", "Who trims a lamp?", 1, 300), new("bo", "The lamp wants a wick.", 1, 300),
        new("cy", "My sextant is in the chest.", 2, 310), new("dee", "A chest of oak.", 2, 310),
        new("bo", "Come over.", 3, 320, Title: "beacon"), new("bo", "a lamp is there", 3, 320, Title: "beacon"),
        new("eli", "fooBar crashes", 4, 330),
    ];

    [Theory]
    [InlineData("lamp", "")]
    [InlineData("\"the lamp\" astrolabe?", "astrolabe")]
    [InlineData("Astrolabes, lamps and a Quadrant", "Astrolabes Quadrant")]
    [InlineData("astrolabe lamp ASTROLABE", "astrolabe")]
    [InlineData("lamp astro*", "astro*")]
    [InlineData("lamp sext*", "")]
    [InlineData("beacon lamp", "")]
    [InlineData("fooBar lamp", "")]
    [InlineData("bar lamp", "")]
    [InlineData("astrolabe quadrant", "")]
    [InlineData("lamp wick oak chest astrolabe quadrant compass", "")]
    public void A_word_that_none_of_the_people_named_wrote_is_named_as_it_was_asked_for(string asked, string unsaid) =>
        Assert.Equal(unsaid, string.Join(' ', Of(asked).Select(each => each.Word)));

    [Fact]
    public void It_is_told_whether_others_wrote_it()
    {
        Assert.Equal([new Unsaid("sextant", true), new Unsaid("astrolabe", false)], Of("sextant lamp astrolabe", except: "cy"));
        Assert.Equal([new Unsaid("sextant", false)], Of("sextant lamp", visible: id => id.Value != 2));
        Assert.Empty(Of("sextant lamp"));
    }

    // Only one is named.
    [Fact]
    public void What_somebody_wrote_who_is_not_named_is_by_others() =>
        Assert.Equal([new Unsaid("lamp", true)], WhoKnows.Answer(Said.Index(Talk), new Query("chest lamp", Said.Now) { Top = 1 }, Said.Everyone(), related: 1).Unsaid);

    private static IReadOnlyList<Unsaid> Of(string asked, string? except = null, Predicate<ConversationId>? visible = null) => WhoKnows.Answer(
        Said.Index(Talk), Query.Typed(asked, Said.Now) with { Except = except is null ? [] : [Said.Id(except)], Visible = visible }, Said.Everyone(), related: 1).Unsaid;
}
