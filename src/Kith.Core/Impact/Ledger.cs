using Kith.People;
using Kith.Ties;

namespace Kith.Impact;

/// <summary>What went between people, by day, what was said in one gathering left out: the ground on which its aftermath is judged.</summary>
public sealed class Ledger
{
    /// <summary>Days without a sign after which two count as strangers again.</summary>
    public const int Year = 365;

    private readonly Dictionary<Pair, (Days There, Days Back)> between = [];
    private readonly Dictionary<PersonId, List<(PersonId Other, int[] Signs)>> signs = [];

    /// <summary>From ties, each pair once, and the gathering's own contact, which is taken off.</summary>
    /// <param name="ties">Seen from the smaller number.</param>
    /// <param name="own">From whom, to whom, on which UTC day, how much in millionths.</param>
    public Ledger(IEnumerable<Tie> ties, IEnumerable<(PersonId From, PersonId To, int Day, long Micros)> own)
    {
        var inside = own.GroupBy(each => (each.From, each.To)).ToDictionary(same => same.Key, same => Days.From(same.Select(each => (each.Day, -each.Micros))));
        foreach (var tie in ties)
        {
            var (there, back) = (tie.There.Merge(inside.GetValueOrDefault((tie.Person, tie.Other), Days.None)), tie.Back.Merge(inside.GetValueOrDefault((tie.Other, tie.Person), Days.None)));
            between[Pair.Of(tie.Person, tie.Other)] = tie.Person.Value < tie.Other.Value ? (there, back) : (back, there);
            var days = SignsOf(there.Merge(back)).ToArray();
            if (days.Length > 0)
            {
                Signs(tie.Person).Add((tie.Other, days));
                Signs(tie.Other).Add((tie.Person, days));
            }
        }
    }

    /// <summary>What went there and what came back, seen from the smaller number.</summary>
    public (Days There, Days Back) Between(Pair pair) => between.GetValueOrDefault(pair, (Days.None, Days.None));

    /// <summary>Whom each person gave or got a sign of attention in the year before a UTC day; people without any are left out.</summary>
    public Dictionary<PersonId, HashSet<PersonId>> Around(int day)
    {
        var around = new Dictionary<PersonId, HashSet<PersonId>>();
        foreach (var (person, known) in signs)
        {
            var others = known.Where(each => Any(each.Signs, day - Year, day - 1)).Select(each => each.Other).ToHashSet();
            if (others.Count > 0)
            {
                around[person] = others;
            }
        }
        return around;
    }

    /// <summary>S of a pair at the end of a UTC day.</summary>
    public double Strength(Pair pair, int day)
    {
        var (there, back) = Between(pair);
        return Ties.Strength.Of(there, back, day);
    }

    /// <summary>The days on which the one gave the other some attention; a share in what went to many is none.</summary>
    public static IEnumerable<int> SignsOf(Days days) => Enumerable.Range(0, days.Count).Where(at => days.Micros[at] >= Quiet.LeastSign).Select(at => days.Dates[at]);

    /// <summary>Whether one of some ascending days lies between two, both included.</summary>
    internal static bool Any(ReadOnlySpan<int> days, int from, int to)
    {
        var at = days.BinarySearch(from);
        at = at < 0 ? ~at : at;
        return at < days.Length && days[at] <= to;
    }

    private List<(PersonId, int[])> Signs(PersonId person)
    {
        if (!signs.TryGetValue(person, out var known))
        {
            signs[person] = known = [];
        }
        return known;
    }
}
