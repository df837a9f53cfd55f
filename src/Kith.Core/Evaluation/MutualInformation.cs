// N. X. Vinh, J. Epps, J. Bailey: Information theoretic measures for clusterings comparison, JMLR 11 (2010): adjusted for
// chance under the hypergeometric model, normalised by the mean of the two entropies.
namespace Kith.Evaluation;

/// <summary>How far two ways to divide the same people agree, chance taken off: 1 the same, about 0 at random.</summary>
public static class MutualInformation
{
    /// <summary>Adjusted mutual information; the labels stand beside each other.</summary>
    public static double Adjusted<T, TOther>(IReadOnlyList<T> one, IReadOnlyList<TOther> other)
        where T : notnull
        where TOther : notnull
    {
        var n = one.Count;
        int[] rows = [.. one.CountBy(label => label).Select(label => label.Value)], columns = [.. other.CountBy(label => label).Select(label => label.Value)];
        if ((rows.Length == 1 && columns.Length == 1) || (rows.Length == n && columns.Length == n))
        {
            return 1;
        }
        var (rowOf, columnOf) = (one.CountBy(label => label).ToDictionary(), other.CountBy(label => label).ToDictionary());
        var shared = one.Zip(other).CountBy(pair => pair).Sum(cell => (double)cell.Value / n * Math.Log((double)n * cell.Value / ((double)rowOf[cell.Key.First] * columnOf[cell.Key.Second])));
        var expected = Expected(rows, columns, n);
        var mean = (Entropy(rows, n) + Entropy(columns, n)) / 2;
        return (shared - expected) / (mean - expected);
    }

    private static double Entropy(int[] sizes, int n) => -sizes.Sum(size => (double)size / n * Math.Log((double)size / n));

    // Over all pairs of groups and all sizes that their overlap can have, weighed by how likely that size is by chance.
    private static double Expected(int[] rows, int[] columns, int n)
    {
        var logs = new double[n + 1];
        for (var i = 2; i <= n; i++)
        {
            logs[i] = logs[i - 1] + Math.Log(i);
        }
        var sum = 0.0;
        foreach (var (a, many) in rows.CountBy(size => size))
        {
            foreach (var (b, times) in columns.CountBy(size => size))
            {
                for (var k = Math.Max(1, a + b - n); k <= Math.Min(a, b); k++)
                {
                    var chance = Math.Exp(logs[a] + logs[b] + logs[n - a] + logs[n - b] - logs[n] - logs[k] - logs[a - k] - logs[b - k] - logs[n - a - b + k]);
                    sum += (double)many * times * k / n * Math.Log((double)n * k / ((double)a * b)) * chance;
                }
            }
        }
        return sum;
    }
}
