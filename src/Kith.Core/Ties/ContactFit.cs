namespace Kith.Ties;

/// <summary>
/// Refits <see cref="Contact"/> from what the ties themselves did: at cuts 30, 60 … 180 days before today, which of the
/// pairs seen until then were in direct contact in the 30 days after? Each cut counts half as much as the one after it.
/// With little history the model stays near <see cref="Contact.Usual"/>. Of a great many pairs it looks at every second,
/// third …: six pulls don't become surer with more.
/// </summary>
public static class ContactFit
{
    private const int Cuts = 6;

    // Pairs looked at, or up to twice as many.
    private const int Enough = 30_000;

    /// <summary>The model that fits the history of these ties best.</summary>
    /// <param name="ties">Each pair once.</param>
    /// <param name="today">A UTC day since 1970; later days are not looked at.</param>
    public static Contact Refit(IReadOnlyCollection<Tie> ties, int today)
    {
        var ordered = Presence.Ordered(ties);
        var step = Math.Max(1, ordered.Count / Enough);
        var known = ordered.Where((_, place) => place % step == 0).Select(tie => (Tie: tie, Both: tie.There.Merge(tie.Back))).Where(pair => pair.Both.Count > 0)
            .Select(pair => (pair.Tie, First: pair.Both.Dates[0], Contacts: Contact.DatesOf(pair.Both))).ToList();
        var seen = new Cases(5);
        // Those looked at stand for all.
        for (var (k, weight) = (1, (double)step); k <= Cuts; k++, weight /= 2)
        {
            var cut = today - k * Contact.Horizon;
            var presence = Presence.OnOrdered(cut, ordered);
            foreach (var (tie, _, contacts) in known.Where(pair => pair.First <= cut))
            {
                var signs = Signs.Of(tie, contacts, presence);
                seen.Add([signs.Lately, signs.Season, signs.Habit, signs.Around, signs.Rhythm], AnyWithin(contacts, cut), weight);
            }
        }
        return Fit(seen);
    }

    private static Contact Fit(Cases seen)
    {
        var usual = Contact.Usual;
        var pulls = Logistic.Fit(seen, [usual.Start, usual.Lately, usual.Season, usual.Habit, usual.Around, usual.Rhythm]);
        return new(pulls[0], pulls[1], pulls[2], pulls[3], pulls[4], pulls[5]);
    }

    private static bool AnyWithin(List<int> contacts, int cut)
    {
        var next = contacts.BinarySearch(cut + 1);
        next = next < 0 ? ~next : next;
        return next < contacts.Count && contacts[next] <= cut + Contact.Horizon;
    }
}
