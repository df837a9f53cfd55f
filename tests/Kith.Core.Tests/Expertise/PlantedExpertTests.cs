using Kith.Expertise;

namespace Kith.Tests.Expertise;

/// <summary>
/// 300 days on which everybody talks of everything, the loudest most; one person alone answers questions about one thing.
/// </summary>
public sealed class PlantedExpertTests
{
    private static readonly string[] Small = ["tide", "rope", "kettle", "fog", "harbour", "gull", "paint", "coffee"];

    [Theory]
    [InlineData("bo", "sextant")]
    [InlineData("dee", "varnish")]
    [InlineData("eli", "cormorant")]
    public void A_planted_expert_ranks_first_however_loud_the_others_are(string expert, string subject) =>
        Assert.Equal(Said.Id(expert), WhoKnows.Ask(Said.Index(Talk(expert, subject)), new Query($"Who can help me with my {subject}?", Said.Now), Said.Everyone())[0].Person);

    // Bo and cy were asked about it once, two hundred days ago, and speak of other things since; two others say the common word
    // again and again, until today.
    [Theory]
    [InlineData("sextant lamp")]
    [InlineData("lamp sextant")]
    [InlineData("sext* lamp")]
    [InlineData("sextants of lamps")]
    public void Who_said_the_rare_word_stands_before_those_who_say_the_common_one_every_week(string question) => Assert.Equal(["bo", "cy"],
        WhoKnows.Ask(Said.Index([.. Lamps(), new("ana", "Who has a chart and a sextant for me?", 500, 200), new("bo", "I have a sextant and two charts.", 500, 200), new("cy", "The sextant is mine.", 500, 201)]), Query.Typed(question, Said.Now), Said.Everyone())
            .Take(2).Select(knows => Said.Names[knows.Person.Value - 1]).Order(StringComparer.Ordinal));

    private static IEnumerable<Said> Lamps() => Enumerable.Range(0, 400).SelectMany(day => (Said[])[
        new(day % 2 == 0 ? "dee" : "eli", day % 7 == 0 ? "the lamp, the lamp" : $"fog today, {Small[day % Small.Length]} and {Small[day % 5]}", day, day, Title: day % 7 == 0 ? "lamp" : "day"),
        new(day % 2 == 0 ? "eli" : "dee", day % 7 == 0 ? "a lamp it is" : "gulls, and coffee", day, day),
        new(day % 2 == 0 ? "bo" : "cy", "paint and rope", day, day)]);

    private static IEnumerable<Said> Talk(string expert, string subject)
    {
        var random = new Random(12);
        for (var day = 0; day < 300; day++)
        {
            var asks = day % 10 == 0;
            // Ana is in every conversation and now and then takes the word into her mouth.
            yield return new("ana", $"{Word(random)} {Word(random)} {(asks || day % 15 == 0 ? $"and my {subject}?" : "")}", day, day);
            yield return new(asks ? expert : Said.Names[random.Next(Said.Names.Length)], asks ? $"The {subject} wants {Word(random)}, then the {subject} is right." : $"{Word(random)} {Word(random)}", day, day);
            yield return new("ana", $"thanks, {Word(random)}", day, day);
        }
    }

    private static string Word(Random random) => Small[random.Next(Small.Length)];
}
