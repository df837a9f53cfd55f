namespace Kith.Ties;

/// <summary>What is known of cases (a row of signs each) and what came of them.</summary>
/// <param name="width">Signs a case has.</param>
internal sealed class Cases(int width)
{
    private readonly List<double> signs = [], weights = [];
    private readonly List<bool> outcomes = [];

    public int Width => width;

    public int Count => outcomes.Count;

    public void Add(ReadOnlySpan<double> of, bool outcome, double weight)
    {
        signs.AddRange(of);
        outcomes.Add(outcome);
        weights.Add(weight);
    }

    public ReadOnlySpan<double> Signs(int row) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(signs).Slice(row * width, width);

    public double Outcome(int row) => outcomes[row] ? 1 : 0;

    public double Weight(int row) => weights[row];
}

/// <summary>
/// Logistic regression: the pulls of signs on the log-odds that make the outcomes most likely, drawn towards usual
/// pulls as strongly as <see cref="Ridge"/> says, so that with little data those stand (le Cessie and van Houwelingen 1992).
/// Newton's method; a step that does not help is halved. No sign may count against: its pull would be 0.
/// </summary>
internal static class Logistic
{
    private const double Ridge = 2;
    private const int Steps = 50;

    /// <summary>The constant, then the pull of each sign.</summary>
    public static double[] Fit(Cases cases, ReadOnlySpan<double> usual)
    {
        var centre = usual.ToArray();
        var free = Enumerable.Repeat(true, centre.Length).ToArray();
        while (true)
        {
            var pulls = Climb(cases, centre, free);
            var worst = Enumerable.Range(1, cases.Width).MinBy(i => pulls[i]);
            if (pulls[worst] >= 0)
            {
                return pulls;
            }
            (free[worst], centre[worst]) = (false, 0);
        }
    }

    /// <summary>The log-odds of one case.</summary>
    public static double Odds(ReadOnlySpan<double> pulls, ReadOnlySpan<double> signs)
    {
        var odds = pulls[0];
        for (var i = 0; i < signs.Length; i++)
        {
            odds += pulls[i + 1] * signs[i];
        }
        return odds;
    }

    /// <summary>The chance that belongs to log-odds.</summary>
    public static double Chance(double odds) => 1 / (1 + Math.Exp(-odds));

    private static double[] Climb(Cases cases, double[] centre, bool[] free)
    {
        var pulls = centre.ToArray();
        var loss = Loss(cases, pulls, centre);
        for (var step = 0; step < Steps; step++)
        {
            var move = Newton(cases, pulls, centre, free);
            var (next, nextLoss) = (pulls, double.PositiveInfinity);
            for (var length = 1.0; length > 1e-6 && !(nextLoss < loss); length /= 2)
            {
                next = [.. pulls.Zip(move, (pull, by) => pull + length * by)];
                nextLoss = Loss(cases, next, centre);
            }
            if (!(nextLoss < loss))
            {
                break;
            }
            (pulls, loss) = (next, nextLoss);
        }
        return pulls;
    }

    // Minus the logarithm of the likelihood, and of the prior.
    private static double Loss(Cases cases, double[] pulls, double[] centre)
    {
        var loss = 0.0;
        for (var i = 0; i < pulls.Length; i++)
        {
            loss += Ridge / 2 * (pulls[i] - centre[i]) * (pulls[i] - centre[i]);
        }
        for (var row = 0; row < cases.Count; row++)
        {
            var odds = Odds(pulls, cases.Signs(row));
            // ln(1 + e^odds) without overflow.
            loss += cases.Weight(row) * (Math.Max(odds, 0) + Math.Log(1 + Math.Exp(-Math.Abs(odds))) - cases.Outcome(row) * odds);
        }
        return loss;
    }

    private static double[] Newton(Cases cases, double[] pulls, double[] centre, bool[] free)
    {
        var n = pulls.Length;
        var system = new double[n, n + 1];
        for (var i = 0; i < n; i++)
        {
            (system[i, i], system[i, n]) = (Ridge, Ridge * (centre[i] - pulls[i]));
        }
        Span<double> signs = stackalloc double[n];
        signs[0] = 1;
        for (var row = 0; row < cases.Count; row++)
        {
            cases.Signs(row).CopyTo(signs[1..]);
            var chance = Chance(Odds(pulls, signs[1..]));
            var (error, spread) = (cases.Weight(row) * (cases.Outcome(row) - chance), cases.Weight(row) * chance * (1 - chance));
            for (var i = 0; i < n; i++)
            {
                system[i, n] += error * signs[i];
                for (var j = 0; j < n; j++)
                {
                    system[i, j] += spread * signs[i] * signs[j];
                }
            }
        }
        return Solve(system, free);
    }

    // Gauss and Jordan. Positive definite thanks to the ridge, so no pivot is zero; what is not free does not move.
    private static double[] Solve(double[,] system, bool[] free)
    {
        var n = free.Length;
        for (var i = 0; i < n; i++)
        {
            for (var row = 0; row < n && free[i]; row++)
            {
                var factor = row == i || !free[row] ? 0 : system[row, i] / system[i, i];
                for (var column = 0; column <= n && factor != 0; column++)
                {
                    system[row, column] -= factor * system[i, column];
                }
            }
        }
        return [.. Enumerable.Range(0, n).Select(i => free[i] ? system[i, n] / system[i, i] : 0)];
    }
}
