// Bootstrap by people, not by pairs, because pairs that share somebody are not independent: A. Owen, D. Eckles: Bootstrapping
// data arrays of arbitrary order, Annals of Applied Statistics 6(3), 2012.
using Kith.People;

namespace Kith.Impact;

/// <summary>A mean among pairs at a gathering and among matched pairs, and how sure the difference is.</summary>
/// <param name="Here">Mean of the pairs that were both there.</param>
/// <param name="Elsewhere">Mean of the matched pairs.</param>
/// <param name="Low">Lower end of the 95 % interval of the difference: people are drawn again.</param>
/// <param name="High">Upper end.</param>
/// <param name="Pairs">How many pairs of the gathering were compared.</param>
public sealed record Contrast(double Here, double Elsewhere, double Low, double High, int Pairs);

/// <summary>
/// What followed a gathering in the months after: docs/accuracy.md, "What followed a gathering". It followed; whether it would
/// not have come otherwise, the matched pairs and the placebo, the same count a quarter of a year earlier, help to judge.
/// </summary>
/// <param name="Pairs">How many pairs were both there.</param>
/// <param name="Strangers">How many of them had no sign between them for a year.</param>
/// <param name="Forged">Strangers who turned to each other within 30 days, and again later.</param>
/// <param name="Rekindled">Silent for half a year or longer, and in touch within 60 days.</param>
/// <param name="Lasting">Of those two, who were still in touch half a year later; null until that is known.</param>
/// <param name="ForgedBefore">Placebo: how many forged by the same rule, had the gathering been 90 days earlier.</param>
/// <param name="RekindledBefore">Placebo of the rekindled.</param>
/// <param name="NewTies">Share of strangers who forged a tie, against matched strangers; null without any to compare.</param>
/// <param name="Strengthened">Rise of ln S of those who knew each other, against matched pairs; null without any to compare.</param>
public sealed record Afterwards(
    int Pairs, int Strangers, IReadOnlyList<Pair> Forged, IReadOnlyList<Pair> Rekindled, IReadOnlyList<Pair>? Lasting,
    int ForgedBefore, int RekindledBefore, Contrast? NewTies, Contrast? Strengthened)
{
    /// <summary>Days between a gathering and its placebo.</summary>
    public const int Placebo = 90;

    /// <summary>Days until it can be told.</summary>
    public const int KnownAfter = Aftermath.Known;

    private const int Draws = 500;
    private const int Seed = 20090713;

    // One count of none says little: half a tie is always expected.
    private const double LeastExpected = .5;
    private const double Unlikely = .025;

    /// <summary>New ties to be expected without the gathering: by the matched pairs or by the placebo, whichever is more.</summary>
    public double Expected => Math.Max(LeastExpected, Math.Max(ForgedBefore, (NewTies?.Elsewhere ?? 0) * Strangers));

    /// <summary>Whether more new ties followed than matched pairs, the placebo and chance explain.</summary>
    public bool MoreThanUsual => NewTies is { Low: > 0 } && AtLeast(Forged.Count, Expected) < Unlikely;

    /// <summary>Tells it; null while it is too early to.</summary>
    /// <param name="ledger">What went between people, the gathering's own contact left out.</param>
    /// <param name="present">Who was there, each once, no programs.</param>
    /// <param name="day">UTC day of the gathering.</param>
    /// <param name="today">UTC day up to which anything is known.</param>
    /// <param name="group">Number of a person's group before, or null.</param>
    public static Afterwards? Of(Ledger ledger, IReadOnlyList<PersonId> present, int day, int today, Func<PersonId, int?> group)
    {
        if (today < day + KnownAfter || present.Count < 2)
        {
            return null;
        }
        var pairs = present.SelectMany((one, at) => present.Skip(at + 1).Select(other => Pair.Of(one, other))).ToList();
        var matches = new Matches(ledger, day, present.ToHashSet(), group);
        var strangers = pairs.Where(pair => !matches.Acquainted(pair)).ToList();
        var (forged, rekindled) = (All(ledger, pairs, day, Aftermath.Forged), All(ledger, pairs, day, Aftermath.Rekindled));
        return new(pairs.Count, strangers.Count, forged, rekindled,
            today < day + Aftermath.KnownToLast ? null : [.. forged.Union(rekindled).Where(pair => Holds(ledger, pair, day, Aftermath.Lasting))],
            All(ledger, pairs, day - Placebo, Aftermath.Forged).Count, All(ledger, pairs, day - Placebo, Aftermath.Rekindled).Count,
            Compare(strangers, matches, pair => Holds(ledger, pair, day, Aftermath.Forged) ? 1 : 0),
            Compare([.. pairs.Where(matches.Acquainted)], matches, pair => Aftermath.Rise(ledger.Between(pair).There, ledger.Between(pair).Back, day)));
    }

    private static List<Pair> All(Ledger ledger, List<Pair> pairs, int day, Func<Ties.Days, Ties.Days, int, bool> rule) => pairs.FindAll(pair => Holds(ledger, pair, day, rule));

    private static bool Holds(Ledger ledger, Pair pair, int day, Func<Ties.Days, Ties.Days, int, bool> rule)
    {
        var (there, back) = ledger.Between(pair);
        return rule(there, back, day);
    }

    private static Contrast? Compare(IReadOnlyList<Pair> pairs, Matches matches, Func<Pair, double> measure)
    {
        var compared = pairs.Select(pair => (Pair: pair, Matched: matches.Of(pair))).Where(each => each.Matched.Count > 0)
            .Select(each => (each.Pair, Here: measure(each.Pair), Elsewhere: each.Matched.Average(measure))).ToList();
        if (compared.Count == 0)
        {
            return null;
        }
        var people = compared.SelectMany(each => (PersonId[])[each.Pair.One, each.Pair.Other]).Distinct().OrderBy(person => person.Value).ToList();
        var at = people.Select((person, index) => (person, index)).ToDictionary(each => each.person, each => each.index);
        var (low, high) = Interval([.. compared.Select(each => (at[each.Pair.One], at[each.Pair.Other], each.Here - each.Elsewhere))], people.Count);
        return new(compared.Average(each => each.Here), compared.Average(each => each.Elsewhere), low, high, compared.Count);
    }

    // Each person weighs something, one on average, and a pair the product; so much that a pair on its own varies as in a
    // bootstrap of pairs, and pairs that share somebody vary together.
    private static (double Low, double High) Interval((int One, int Other, double Difference)[] pairs, int people)
    {
        var (random, deviation) = (new Random(Seed), Math.Sqrt(Math.Log(2) / 2));
        var (weights, means) = (new double[people], new double[Draws]);
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var i = 0; i < people; i++)
            {
                weights[i] = Math.Exp(deviation * Normal(random));
            }
            var (sum, weight) = (0.0, 0.0);
            foreach (var (one, other, difference) in pairs)
            {
                var both = weights[one] * weights[other];
                (sum, weight) = (sum + both * difference, weight + both);
            }
            means[draw] = sum / weight;
        }
        Array.Sort(means);
        return (means[Draws / 40], means[Draws - 1 - Draws / 40]);
    }

    // Box and Muller 1958.
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // The chance of so many or more, if so many are expected (Poisson).
    private static double AtLeast(int count, double expected)
    {
        var (less, term) = (0.0, Math.Exp(-expected));
        for (var k = 0; k < count; k++)
        {
            less += term;
            term *= expected / (k + 1);
        }
        return 1 - less;
    }
}
