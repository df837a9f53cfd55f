using Kith.People;

namespace Kith.Impact;

/// <summary>
/// For a pair who were both at a gathering, pairs who could as well have been but were not both: one of the two and somebody
/// else, like the other one in how many people they know, in acquaintances shared, in group, and in the strength of the tie.
/// </summary>
internal sealed class Matches
{
    private const int Side = 2;

    // Who is looked at for each: those nearest in how many people they know.
    private const int Near = 60;
    private const double OtherGroup = 2;

    private readonly Ledger ledger;
    private readonly int day;
    private readonly Dictionary<PersonId, HashSet<PersonId>> around;
    private readonly Func<PersonId, int?> group;
    private readonly PersonId[] absent;
    private readonly double[] known;

    public Matches(Ledger ledger, int day, IReadOnlySet<PersonId> present, Func<PersonId, int?> group)
    {
        (this.ledger, this.day, this.group, around) = (ledger, day, group, ledger.Around(day));
        absent = [.. around.Keys.Where(person => !present.Contains(person)).OrderBy(person => around[person].Count).ThenBy(person => person.Value)];
        known = Array.ConvertAll(absent, Known);
    }

    /// <summary>Whether two had any sign between them in the year before.</summary>
    public bool Acquainted(Pair pair) => around.TryGetValue(pair.One, out var others) && others.Contains(pair.Other);

    /// <summary>Up to four, acquainted if the pair is and strangers if it is not; the nearest first.</summary>
    public IReadOnlyList<Pair> Of(Pair pair) => [.. Beside(pair.One, pair.Other), .. Beside(pair.Other, pair.One)];

    private IEnumerable<Pair> Beside(PersonId stays, PersonId replaced)
    {
        var acquainted = Acquainted(Pair.Of(stays, replaced));
        var (shared, same, strength) = (Shared(stays, replaced), SameGroup(stays, replaced), acquainted ? Math.Log(ledger.Strength(Pair.Of(stays, replaced), day - 1) + .001) : 0);
        return Nearest(Known(replaced)).Select(at => absent[at]).Where(other => other != stays && Acquainted(Pair.Of(stays, other)) == acquainted)
            .Select(other => (Pair: Pair.Of(stays, other), Far: Math.Abs(Known(other) - Known(replaced)) + Math.Abs(Shared(stays, other) - shared)
                + (SameGroup(stays, other) == same ? 0 : OtherGroup) + (acquainted ? Math.Abs(Math.Log(ledger.Strength(Pair.Of(stays, other), day - 1) + .001) - strength) : 0)))
            .OrderBy(each => each.Far).ThenBy(each => each.Pair.One.Value).ThenBy(each => each.Pair.Other.Value).Take(Side).Select(each => each.Pair);
    }

    private IEnumerable<int> Nearest(double count)
    {
        var at = Array.BinarySearch(known, count);
        var from = Math.Clamp((at < 0 ? ~at : at) - Near / 2, 0, Math.Max(0, absent.Length - Near));
        return Enumerable.Range(from, Math.Min(Near, absent.Length - from));
    }

    private double Known(PersonId person) => Math.Log(1 + (around.TryGetValue(person, out var others) ? others.Count : 0));

    private double Shared(PersonId one, PersonId other) =>
        around.TryGetValue(one, out var ours) && around.TryGetValue(other, out var theirs) ? Math.Log(1 + ours.Count(theirs.Contains)) : 0;

    private bool SameGroup(PersonId one, PersonId other) => group(one) is { } number && number == group(other);
}
