using Kith.People;

namespace Kith.Ties;

/// <summary>The pairs that, on a day, were never in contact but know somebody in common.</summary>
public sealed class Strangers
{
    private readonly Dictionary<PersonId, List<(PersonId Other, double Root)>> known = [];
    private readonly Presence presence;

    /// <summary>Finds them on a day; later days do not count.</summary>
    /// <param name="ties">Each pair once.</param>
    /// <param name="today">A UTC day since 1970.</param>
    public Strangers(IReadOnlyCollection<Tie> ties, int today)
    {
        var ordered = Presence.Ordered(ties);
        presence = Presence.OnOrdered(today, ordered);
        foreach (var tie in ordered.Where(tie => Began(tie) <= today))
        {
            var root = Math.Sqrt(tie.StrengthOn(today));
            Know(tie.Person, tie.Other, root);
            Know(tie.Other, tie.Person, root);
        }
    }

    /// <summary>Every such pair once, with its signs; the smaller number first.</summary>
    public IEnumerable<(PersonId One, PersonId Other, FirstSigns Signs)> All() =>
        known.Keys.SelectMany(one => Of(one).Where(pair => pair.Other.Value > one.Value).Select(pair => (one, pair.Other, pair.Signs)));

    /// <summary>The strangers that one person shares somebody with.</summary>
    public IEnumerable<(PersonId Other, FirstSigns Signs)> Of(PersonId one)
    {
        var own = known.GetValueOrDefault(one, []);
        var company = new Dictionary<PersonId, double>();
        foreach (var (between, there) in own)
        {
            var share = there / Math.Log(2 + known[between].Count);
            foreach (var (other, back) in known[between])
            {
                company[other] = company.GetValueOrDefault(other) + share * back;
            }
        }
        company.Remove(one);
        foreach (var (friend, _) in own)
        {
            company.Remove(friend);
        }
        return company.Where(pair => pair.Value > 0).Select(pair => (pair.Key, new FirstSigns(
            Math.Log(pair.Value),
            -Math.Log(Math.Min(presence.UsualOf(one), presence.UsualOf(pair.Key)) + Presence.Floor),
            presence.Of(one) + presence.Of(pair.Key))));
    }

    internal static (PersonId, PersonId) Key(PersonId a, PersonId b) => a.Value < b.Value ? (a, b) : (b, a);

    internal static int Began(Tie tie) => Math.Min(
        tie.There.Count > 0 ? tie.There.Dates[0] : int.MaxValue,
        tie.Back.Count > 0 ? tie.Back.Dates[0] : int.MaxValue);

    private void Know(PersonId one, PersonId other, double root)
    {
        if (!known.TryGetValue(one, out var list))
        {
            known[one] = list = [];
        }
        list.Add((other, root));
    }
}
