using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class LeidenRefineTests
{
    // Parts are not looked at where this says that they are settled: it may say too little, never too much.
    [Fact]
    public void A_part_is_better_off_in_its_group_by_what_its_vertices_say_at_least() =>
        Gen.Select(Edges.Up(to: 30, density: 3), Gen.Double[0.1, 3], Gen.ULong).Sample((edges, resolution, seed) =>
        {
            foreach (var graph in new[] { edges.Undirected(), edges.WithoutLoops().Undirected().ToUnweighted() })
            {
                var strengths = Leiden.Strengths(graph);
                var level = LeidenLevel.From(graph, strengths, strengths.Sum() > 0 ? resolution / strengths.Sum() : 0);
                var random = new Xoshiro(seed);
                var groups = Array.ConvertAll(Sequence.UpTo(graph.Count), _ => random.Below((graph.Count / 4) + 1));
                using var refine = new LeidenRefine(level.Count, level.Edges);
                var parts = refine.Run(level, groups, ref random, out var count);

                var above = new int[count];
                for (var v = 0; v < graph.Count; v++)
                {
                    above[parts[v]] = groups[v];
                }

                var said = refine.MarginsAbove(Margins(level, groups, graph.Count), parts, count);
                var margins = Margins(level.Contract(parts, count), above, graph.Count);
                Assert.All(said.Zip(margins), pair => Assert.InRange(pair.First, double.NegativeInfinity, pair.Second + 1e-4));
            }
        });

    // One by one, and from the definition: of a group and of being alone.
    private static float[] Margins(LeidenLevel level, int[] groups, int labels)
    {
        var masses = new double[labels];
        for (var v = 0; v < level.Count; v++)
        {
            masses[groups[v]] += level.Masses[v];
        }

        return Array.ConvertAll(Sequence.UpTo(level.Count), v =>
        {
            var gains = Array.ConvertAll(Sequence.UpTo(labels), c => -level.Resolution * level.Masses[v] * (masses[c] - (c == groups[v] ? level.Masses[v] : 0)));
            for (var e = level.Offsets[v]; e < level.Offsets[v + 1]; e++)
            {
                gains[groups[level.Targets[e]]] += level.Weights.Length > 0 ? level.Weights[e] : 1;
            }

            return (float)(gains[groups[v]] - gains.Where((_, c) => c != groups[v]).Append(0).Max());
        });
    }
}
