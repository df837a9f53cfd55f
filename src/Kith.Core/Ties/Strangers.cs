using Kith.Interactions;
using Kith.Kernels.Graphs;
using Kith.People;

namespace Kith.Ties;

/// <summary>The pairs that, on a day, were never in contact but know somebody in common.</summary>
public sealed class Strangers
{
    // Keeps the logarithm of nothing finite; below it nothing is told apart.
    private const double Floor = .001;

    // Of new acquaintances, in days.
    private static readonly Fading Days16 = new(16);

    private readonly Presence presence;
    private readonly PersonId[] people;
    private readonly Dictionary<PersonId, int> numbers;
    private readonly Csr roots;
    private readonly double[] total, mingling, arrived;
    private readonly List<(int Date, long Share, int[] To)>[] got;

    /// <summary>Finds them on a day; later days do not count.</summary>
    /// <param name="ties">Each pair once.</param>
    /// <param name="audiences">What went to several people at once; none if nothing did.</param>
    /// <param name="today">A UTC day since 1970.</param>
    public Strangers(IReadOnlyCollection<Tie> ties, IReadOnlyCollection<Audience> audiences, int today)
    {
        var ordered = Presence.Ordered(ties);
        presence = Presence.OnOrdered(today, ordered);
        var known = ordered.Where(tie => Began(tie) <= today).ToList();
        people = [.. known.SelectMany(tie => (PersonId[])[tie.Person, tie.Other]).Distinct().OrderBy(one => one.Value)];
        numbers = people.Select((one, number) => (one, number)).ToDictionary(each => each.one, each => each.number);
        roots = Csr.Undirected(people.Length, [.. known.Select(tie => numbers[tie.Person])], [.. known.Select(tie => numbers[tie.Other])], [.. known.Select(tie => Math.Sqrt(tie.StrengthOn(today)))]);
        (total, mingling, arrived) = (new double[people.Length], new double[people.Length], new double[people.Length]);
        Array.Fill(arrived, double.PositiveInfinity);
        foreach (var (person, tie) in known.SelectMany(tie => ((int, Tie)[])[(numbers[tie.Person], tie), (numbers[tie.Other], tie)]))
        {
            var began = Began(tie);
            mingling[person] += Days16.After((long)today - began) / 16;
            arrived[person] = Math.Min(arrived[person], began);
        }
        for (var person = 0; person < people.Length; person++)
        {
            foreach (var root in roots.RowWeights(person))
            {
                total[person] += root;
            }
        }
        got = Got(audiences.Where(each => each.Counts && each.Date <= today).OrderBy(each => each.Date));
    }

    /// <summary>Whoever was ever in contact, ascending.</summary>
    public IReadOnlyList<PersonId> People => people;

    /// <summary>Pairs of ties that meet in somebody: no fewer than the pairs of strangers who share somebody.</summary>
    internal long Meetings
    {
        get
        {
            var sum = 0L;
            for (var person = 0; person < people.Length; person++)
            {
                sum += (long)roots.Degree(person) * (roots.Degree(person) - 1) / 2;
            }
            return sum;
        }
    }

    /// <summary>Every such pair once, with its signs; the smaller number first.</summary>
    public IEnumerable<(PersonId One, PersonId Other, FirstSigns Signs)> All() =>
        people.SelectMany(one => Of(one).Where(pair => pair.Other.Value > one.Value).Select(pair => (one, pair.Other, pair.Signs)));

    /// <summary>The strangers that one person shares somebody with.</summary>
    public IEnumerable<(PersonId Other, FirstSigns Signs)> Of(PersonId one) => numbers.TryGetValue(one, out var number) ? Of(number) : [];

    internal static (PersonId, PersonId) Key(PersonId a, PersonId b) => a.Value < b.Value ? (a, b) : (b, a);

    internal static int Began(Tie tie) => Math.Min(
        tie.There.Count > 0 ? tie.There.Dates[0] : int.MaxValue,
        tie.Back.Count > 0 ? tie.Back.Dates[0] : int.MaxValue);

    private IEnumerable<(PersonId Other, FirstSigns Signs)> Of(int one)
    {
        var (company, steps) = Walked(one);
        var together = Together(one);
        company[one] = 0;
        foreach (var friend in roots.Row(one))
        {
            company[friend] = 0;
        }
        for (var other = 0; other < people.Length; other++)
        {
            if (company[other] > 0)
            {
                yield return (people[other], new(
                    Math.Log(company[other] + Floor), Math.Log(steps[other] + Floor), Math.Log(together[other] + Floor),
                    -Math.Log(Math.Min(presence.UsualOf(people[one]), presence.UsualOf(people[other])) + Presence.Floor),
                    -Math.Log(1 + presence.Today - Math.Max(arrived[one], arrived[other])),
                    Math.Log(Math.Max(mingling[one], mingling[other]) + Presence.Floor)));
            }
        }
    }

    // Where walks of two and of three steps along roots of strength lead.
    private (double[] Two, double[] Three) Walked(int one)
    {
        var (first, two, three) = (new double[people.Length], new double[people.Length], new double[people.Length]);
        for (var e = roots.Offsets[one]; e < roots.Offsets[one + 1]; e++)
        {
            first[roots.Targets[e]] = roots.Weights[e];
        }
        Step(first, two);
        Step(two, three);
        return (two, three);
    }

    private void Step(double[] from, double[] to)
    {
        for (var between = 0; between < from.Length; between++)
        {
            if (from[between] > 0 && total[between] > 0)
            {
                var share = from[between] / total[between];
                for (var e = roots.Offsets[between]; e < roots.Offsets[between + 1]; e++)
                {
                    to[roots.Targets[e]] += share * roots.Weights[e];
                }
            }
        }
    }

    // As a tie is folded, by day: but from what went to both.
    private double[] Together(int one)
    {
        var (sum, day, met) = (new double[people.Length], new long[people.Length], new List<int>());
        for (var i = 0; i < got[one].Count; i++)
        {
            var (date, share, to) = got[one][i];
            foreach (var other in to)
            {
                if (day[other] == 0)
                {
                    met.Add(other);
                }
                day[other] += share;
            }
            if (i + 1 == got[one].Count || got[one][i + 1].Date > date)
            {
                foreach (var other in met)
                {
                    sum[other] += Strength.Amount(day[other]) / (1.0 + presence.Today - date);
                    day[other] = 0;
                }
                met.Clear();
            }
        }
        return sum;
    }

    private List<(int, long, int[])>[] Got(IEnumerable<Audience> ascending)
    {
        List<(int, long, int[])>[] all = [.. people.Select(_ => new List<(int, long, int[])>())];
        foreach (var (date, to) in ascending)
        {
            int[] whom = [.. to.Where(numbers.ContainsKey).Select(each => numbers[each])];
            foreach (var each in whom)
            {
                all[each].Add((date, Weights.One / to.Count, whom));
            }
        }
        return all;
    }
}
