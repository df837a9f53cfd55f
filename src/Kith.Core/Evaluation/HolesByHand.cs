// R. Burt: Structural Holes, 1992.
using Kith.Kernels.Graphs;

namespace Kith.Evaluation;

/// <summary>The measures of structural holes as the formulas say them: slow and obvious. Without contacts all are NaN.</summary>
internal sealed class HolesByHand
{
    // s: what passes between two, both ways together.
    private readonly Dictionary<int, double>[] s;
    private readonly double[] all, most;

    public HolesByHand(Csr graph)
    {
        s = [.. Enumerable.Range(0, graph.Count).Select(_ => new Dictionary<int, double>())];
        for (var v = 0; v < graph.Count; v++)
        {
            for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
            {
                var u = graph.Targets[e];
                if (u != v && (graph.IsDirected || v < u))
                {
                    s[v][u] = s[v].GetValueOrDefault(u) + graph.Weights[e];
                    s[u][v] = s[u].GetValueOrDefault(v) + graph.Weights[e];
                }
            }
        }
        // Summed once, or somebody whom hundreds know would be waited for by the hour.
        all = Array.ConvertAll(s, row => row.Values.Sum());
        most = Array.ConvertAll(s, row => row.Values.DefaultIfEmpty().Max());
    }

    public double Constraint(int i) => s[i].Count == 0 ? double.NaN : s[i].Keys.Sum(j => C(i, j));

    public double EffectiveSize(int i) => s[i].Count == 0 ? double.NaN : s[i].Keys.Sum(j => 1 - s[i].Keys.Where(q => q != j).Sum(q => P(i, q) * S(j, q) / most[j]));

    public double Efficiency(int i) => EffectiveSize(i) / s[i].Count;

    public double Hierarchy(int i)
    {
        var (n, constraint) = (s[i].Count, Constraint(i));
        var shares = s[i].Keys.Select(j => C(i, j) / (constraint / n));
        return n == 0 ? double.NaN : n == 1 ? 1 : shares.Sum(r => r > 0 ? r * Math.Log(r) : 0) / (n * Math.Log(n));
    }

    private double S(int i, int j) => s[i].GetValueOrDefault(j);

    private double P(int i, int j) => S(i, j) / all[i];

    private double C(int i, int j) => Math.Pow(P(i, j) + s[i].Keys.Where(q => q != j).Sum(q => P(i, q) * P(q, j)), 2);
}
