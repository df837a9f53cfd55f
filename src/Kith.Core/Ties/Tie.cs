using Kith.People;

namespace Kith.Ties;

/// <summary>The relationship of two people, seen from one of them: what went there and what came back.</summary>
/// <param name="Person">From whose side it is seen.</param>
/// <param name="Other">The other one.</param>
/// <param name="There">What went from the person to the other.</param>
/// <param name="Back">What came back.</param>
/// <param name="Interactions">How many, both ways.</param>
/// <param name="FirstAt">UTC milliseconds of the first.</param>
/// <param name="LastAt">UTC milliseconds of the last.</param>
public sealed record Tie(PersonId Person, PersonId Other, Days There, Days Back, long Interactions, long FirstAt, long LastAt)
{
    /// <summary>The same tie from the other side.</summary>
    public Tie Reverse() => new(Other, Person, Back, There, Interactions, FirstAt, LastAt);

    /// <summary>Its strength (<see cref="Strength"/>) on a UTC day, from zero up.</summary>
    public double StrengthOn(int today) => Strength.Of(There, Back, today);

    /// <summary>The person's share of the giving, 0 to 1: one half is even. Decayed as strength is.</summary>
    public double BalanceOn(int today)
    {
        var (there, back) = (Strength.Directed(There, today), Strength.Directed(Back, today));
        return there + back > 0 ? there / (there + back) : .5;
    }

    /// <summary>Whether it is going quiet on a UTC day; null if not.</summary>
    public Quiet? QuietOn(int today) => Quiet.Of(There.Merge(Back), today);

    /// <summary>Folds the contacts of identities into ties of people, each pair once, seen from the smaller number; programs have none.</summary>
    public static IReadOnlyList<Tie> Fold(IEnumerable<ContactRow> contacts, Everyone everyone)
    {
        var ways = new List<Tie>();
        foreach (var contact in contacts)
        {
            var (from, to) = (everyone.Of(new(contact.From)), everyone.Of(new(contact.To)));
            if (from is null || to is null || from.IsBot || to.IsBot || from.Id == to.Id)
            {
                continue;
            }
            ways.Add(from.Id.Value < to.Id.Value
                ? new(from.Id, to.Id, contact.Days, Days.None, contact.Interactions, contact.FirstAt, contact.LastAt)
                : new(to.Id, from.Id, Days.None, contact.Days, contact.Interactions, contact.FirstAt, contact.LastAt));
        }
        var sorted = ways.ToArray();
        Array.Sort(Array.ConvertAll(sorted, way => new Int128((ulong)way.Person.Value, (ulong)way.Other.Value)), sorted);
        var ties = new List<Tie>(sorted.Length);
        foreach (var way in sorted)
        {
            if (ties.Count > 0 && ties[^1].Person == way.Person && ties[^1].Other == way.Other)
            {
                ties[^1] = ties[^1].Merge(way);
            }
            else
            {
                ties.Add(way);
            }
        }
        return ties;
    }

    /// <summary>The two folded into one; they are of the same pair.</summary>
    public Tie Merge(Tie other) => new(Person, Other, There.Merge(other.There), Back.Merge(other.Back),
        Interactions + other.Interactions, Math.Min(FirstAt, other.FirstAt), Math.Max(LastAt, other.LastAt));
}
