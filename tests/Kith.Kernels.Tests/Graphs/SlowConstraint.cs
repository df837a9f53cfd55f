using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

/// <summary>Constraint where each tie weighs 1: the sum over all contacts, looked up one by one.</summary>
internal static class SlowConstraint
{
    public static double[] Of(Csr graph)
    {
        var contacts = graph.PerVertex(v => graph.Row(v).ToArray().ToHashSet());
        return graph.PerVertex(i => contacts[i].Count == 0 ? double.NaN : contacts[i].Sum(j => Math.Pow(
            (1 + contacts[i].Where(contacts[j].Contains).Sum(q => 1.0 / contacts[q].Count)) / contacts[i].Count, 2)));
    }

    /// <summary>Each tie once, weighing 1.</summary>
    public static Csr Pairs(int people, (int One, int Other)[] pairs) =>
        Csr.Undirected(people, [.. pairs.Select(pair => pair.One)], [.. pairs.Select(pair => pair.Other)]).ToSimple().ToUnweighted();

    public static (int, int)[] Some(int people, int ties)
    {
        var random = new Random(people + ties);
        return [.. Enumerable.Range(0, ties).Select(_ => (random.Next(people), random.Next(people)))];
    }

    public static IEnumerable<(int, int)> Around(int people, int side) =>
        Enumerable.Range(0, people).SelectMany(v => Enumerable.Range(1, side).Select(step => (v, (v + step) % people)));
}
