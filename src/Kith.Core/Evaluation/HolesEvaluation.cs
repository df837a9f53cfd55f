// R. Burt: Structural Holes, 1992. The formulas of docs/measures.md, written out.
using Kith.Kernels.Graphs;

namespace Kith.Evaluation;

/// <summary>
/// Measures structural holes: constraint, effective size, efficiency and hierarchy, computed fast by the kernels, against
/// the formulas written out, on random graphs, directed and not, with weights.
/// </summary>
public static class HolesEvaluation
{
    private const int RandomGraphs = 1000;
    private const int Largest = 16;
    private const int Seed = 1992;

    /// <summary>The table over a thousand random graphs.</summary>
    public static Evaluation Run(AnswerSheet? sheet = null) =>
        Of($"{RandomGraphs} random graphs", MadeUpGraphs.Few(Seed, RandomGraphs, Largest).Select((graph, number) => ($"graph {number + 1}", graph, Enumerable.Range(0, graph.Count))), sheet);

    /// <summary>The table over the vertices named of graphs.</summary>
    internal static Evaluation Of(string data, IEnumerable<(string Name, Csr Graph, IEnumerable<int> Vertices)> graphs, AnswerSheet? sheet = null)
    {
        var (largest, compared) = (0.0, 0);
        foreach (var (name, graph, vertices) in graphs)
        {
            var (fast, slow) = (StructuralHoles.Of(graph), new HolesByHand(graph));
            foreach (var v in vertices)
            {
                foreach (var (measure, quick, plain) in ((string, double, double)[])[
                    ("constraint", fast.Constraint[v], slow.Constraint(v)), ("effective size", fast.EffectiveSize[v], slow.EffectiveSize(v)),
                    ("efficiency", fast.Efficiency[v], slow.Efficiency(v)), ("hierarchy", fast.Hierarchy[v], slow.Hierarchy(v))])
                {
                    compared++;
                    largest = Math.Max(largest, double.IsNaN(quick) && double.IsNaN(plain) ? 0 : double.IsNaN(quick) || double.IsNaN(plain) ? double.PositiveInfinity : Math.Abs(quick - plain));
                    sheet?.Add("holes", measure, "kith", name, $"{v}", quick, plain);
                }
            }
        }
        return new("holes", data, [$"{compared} figures"], [new("kith", Difference: largest)]);
    }
}
