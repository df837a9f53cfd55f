using Kith.Evaluation;

namespace Kith.Tests.Evaluation;

public sealed class TiesEvaluationTests : IDisposable
{
    private const int Day = 86_400;

    private readonly string path = Path.GetTempFileName();

    [Fact]
    public void A_planted_community_of_lasting_and_fading_ties_is_foretold_better_than_by_counting_or_by_the_last_message()
    {
        var result = Evaluate(Community(11));
        Assert.Equal(["kith", "exponential 30 d", "frequency", "recency", "kith, new ties", "Adamic-Adar, new ties"], result.Methods.Select(each => each.Method));
        Assert.Equal(5, result.Cuts.Count);
        var (kith, frequency, recency) = (result.Methods[0], result.Methods[2], result.Methods[3]);
        Assert.True(kith.Ap > frequency.Ap + .05, $"{kith} should beat {frequency}");
        Assert.True(kith.Ap > recency.Ap + .05, $"{kith} should beat {recency}");
        Assert.All(result.Methods, each => Assert.InRange(each.Ap!.Value, each.Low!.Value, each.High!.Value));
    }

    // The bound is the gate of docs/accuracy.md. Rarer pairs than these turn up only after the first cuts, and until
    // then chances are too high: docs/accuracy.md says by how much.
    [Fact]
    public void Where_every_pair_keeps_its_own_rate_the_chances_come_true() =>
        Assert.InRange(Evaluate(Steady(5)).Methods[0].Ece!.Value, 0, .05);

    [Fact]
    public void The_same_file_gives_the_same_table() =>
        Assert.Equal(Evaluate(Community(3)).Methods, Evaluate(Community(3)).Methods);

    [Fact]
    public void The_order_of_rows_leaves_no_trace() =>
        Assert.Equal(Evaluate(Community(3)).Methods, Evaluate(Community(3).Reverse()).Methods);

    [Fact]
    public void A_file_with_nobody_in_it_is_refused() =>
        Assert.Contains("Nobody wrote", Assert.Throws<InvalidInputException>(() => Evaluate([])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_too_short_to_judge_is_refused() =>
        Assert.Contains("No pair is in direct contact again", Assert.Throws<InvalidInputException>(() => Evaluate(["a b 1", "c d 2"])).Message, StringComparison.Ordinal);

    public void Dispose() => File.Delete(path);

    private Kith.Evaluation.Evaluation Evaluate(IEnumerable<string> rows)
    {
        File.WriteAllLines(path, rows);
        return TiesEvaluation.Run(path);
    }

    // Two thousand pairs, each with a mean gap of its own between 3 and 40 days, for 500 days: nearly all are seen before the first cut.
    private static IEnumerable<string> Steady(int seed)
    {
        var random = new Random(seed);
        for (var pair = 0; pair < 2000; pair++)
        {
            var gap = 3 * Math.Pow(40 / 3.0, random.NextDouble());
            for (var day = -gap * Math.Log(1 - random.NextDouble()); day < 500; day -= gap * Math.Log(1 - random.NextDouble()))
            {
                yield return $"{2 * pair} {2 * pair + 1} {(long)(day * Day)}";
            }
        }
    }

    // Forty people for 500 days. Some pairs write weekly for good, some twice a week until they stop, some once in a
    // while; everybody gets a mailing a day.
    private static IEnumerable<string> Community(int seed)
    {
        var random = new Random(seed);
        for (var pair = 0; pair < 240; pair++)
        {
            var (a, b, begins) = (random.Next(40), random.Next(40), random.Next(250));
            var (gap, ends) = (pair % 3) switch { 0 => (7, 500), 1 => (3, begins + 20 + random.Next(100)), _ => (60, 500) };
            for (var day = begins; day < Math.Min(ends, 500); day += 1 + random.Next(2 * gap))
            {
                yield return random.Next(2) == 0 ? $"{a} {b} {day * Day + random.Next(Day)}" : $"{b} {a} {day * Day + random.Next(Day)}";
            }
        }
        for (var day = 0; day < 500; day++)
        {
            for (var to = 1; to < 40; to++)
            {
                yield return $"0 {to} {day * Day}";
            }
        }
    }
}
