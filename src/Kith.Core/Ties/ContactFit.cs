namespace Kith.Ties;

/// <summary>
/// Refits <see cref="Contact"/> from what the ties themselves did: at cuts 30, 60 … 180 days before today,
/// which pairs seen until then were in direct contact in the 30 days after? Maximum likelihood by Newton's method,
/// drawn towards <see cref="Contact.Usual"/> as by a handful of observations, so with little data it stays there.
/// </summary>
public static class ContactFit
{
    private const int Cuts = 6;
    private const double Ridge = 2;
    private const int Steps = 50;

    /// <summary>The model that fits the history of these pairs best.</summary>
    /// <param name="pairs">Each pair once: what went there, and back.</param>
    /// <param name="today">A UTC day since 1970; later days are not looked at.</param>
    public static Contact Refit(IReadOnlyCollection<(Days There, Days Back)> pairs, int today)
    {
        var seen = new List<(double X, bool Met)>();
        foreach (var (there, back) in pairs)
        {
            var contacts = Contact.DatesOf(there.Merge(back));
            for (var cut = today - Contact.Horizon; cut >= today - Cuts * Contact.Horizon; cut -= Contact.Horizon)
            {
                var strength = Strength.Of(there, back, cut);
                if (strength > 0)
                {
                    seen.Add((Contact.Feature(strength), contacts.Exists(d => d > cut && d <= cut + Contact.Horizon)));
                }
            }
        }
        // Sums of doubles depend on their order; the order in which pairs are given must leave no trace.
        seen.Sort();
        return Fit(seen);
    }

    /// <summary>The a and b most likely to give these outcomes, with a ridge towards the usual ones.</summary>
    /// <param name="seen">ln(S + .001) at a cut, and whether contact followed.</param>
    public static Contact Fit(IReadOnlyCollection<(double X, bool Met)> seen)
    {
        var model = Fit(seen, flat: false);
        // Where the stronger ties happened to meet less, strength says nothing: all pairs get the same chance.
        return model.B >= 0 ? model : Fit(seen, flat: true);
    }

    private static Contact Fit(IReadOnlyCollection<(double X, bool Met)> seen, bool flat)
    {
        var model = flat ? Contact.Usual with { B = 0 } : Contact.Usual;
        for (var step = 0; step < Steps; step++)
        {
            var (da, db) = Newton(model, seen, flat);
            // Steps no longer than one keep it from overshooting where the curve is flat.
            var length = Math.Max(1, Math.Max(Math.Abs(da), Math.Abs(db)));
            model = new(model.A + da / length, model.B + db / length);
            if (Math.Abs(da) + Math.Abs(db) < 1e-10)
            {
                break;
            }
        }
        return model;
    }

    private static (double Da, double Db) Newton(Contact model, IReadOnlyCollection<(double X, bool Met)> seen, bool flat)
    {
        var (ga, gb) = (-Ridge * (model.A - Contact.Usual.A), -Ridge * (model.B - Contact.Usual.B));
        var (haa, hab, hbb) = (Ridge, 0.0, Ridge);
        foreach (var (x, met) in seen)
        {
            var p = 1 / (1 + Math.Exp(-(model.A + model.B * x)));
            var (error, spread) = ((met ? 1 : 0) - p, p * (1 - p));
            ga += error;
            gb += error * x;
            haa += spread;
            hab += spread * x;
            hbb += spread * x * x;
        }
        var determinant = haa * hbb - hab * hab;
        return flat ? (ga / haa, 0) : ((hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant);
    }
}
