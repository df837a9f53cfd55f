using Kith.Expertise;

namespace Kith.Tests.Expertise;

/// <summary>
/// 300 days on which everybody talks of everything, the loudest most; one person alone answers questions about one thing.
/// </summary>
public sealed class PlantedExpertTests
{
    private static readonly string[] Small = ["tide", "rope", "lamp", "fog", "harbour", "gull", "paint", "coffee"];

    [Theory]
    [InlineData("bo", "sextant")]
    [InlineData("dee", "varnish")]
    [InlineData("eli", "cormorant")]
    public void A_planted_expert_ranks_first_however_loud_the_others_are(string expert, string subject) =>
        Assert.Equal(Said.Id(expert), WhoKnows.Ask(Said.Index(Talk(expert, subject)), new Query($"Who can help me with my {subject}?", Said.Now), Said.Everyone())[0].Person);

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
