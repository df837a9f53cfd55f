using Kith.People;
using Kith.Ties;

namespace Kith.Impact;

/// <summary>What went between people before a gathering; what happened in the gathering itself is not part of it.</summary>
public sealed class Past
{
    private readonly Dictionary<Pair, Days> days = [];

    /// <summary>From interactions of other conversations before the gathering began, presence left out.</summary>
    public Past(IEnumerable<(long From, long To, long At, long Weight)> before, Everyone everyone)
    {
        foreach (var both in before.Select(each => (Pair: Pair.Of(everyone, each.From, each.To), each.At, each.Weight)).Where(each => each.Pair is not null).GroupBy(each => each.Pair!.Value))
        {
            days[both.Key] = Days.From(both.Select(each => (Days.Of(each.At), each.Weight)));
        }
    }

    /// <summary>By day, both ways together.</summary>
    public Days Of(Pair pair) => days.GetValueOrDefault(pair, Days.None);

    /// <summary>
    /// The last UTC day on which either gave the other some attention; null if there never was one. A share in what went
    /// to many is none, as for <see cref="Quiet.LeastSign"/>.
    /// </summary>
    public int? LastSign(Pair pair)
    {
        var all = Of(pair);
        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (all.Micros[i] >= Quiet.LeastSign)
            {
                return all.Dates[i];
            }
        }
        return null;
    }
}
