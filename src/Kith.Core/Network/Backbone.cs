using Kith.Kernels.Graphs;

namespace Kith.Network;

/// <summary>
/// Ties in the order in which a drawing needs them: first the strongest that hold together whoever is connected, then the
/// others by how little chance explains them (<see cref="BackboneFilter"/>). Without it a large network is a hairball.
/// </summary>
/// <param name="Order">Numbers of ties.</param>
/// <param name="Frame">How many at the beginning hold together whoever is connected.</param>
/// <param name="Telling">How many at the beginning are in the frame or less likely by chance than <see cref="Level"/>.</param>
internal sealed record Backbone(int[] Order, int Frame, int Telling)
{
    /// <summary>The usual level of significance.</summary>
    public const double Level = .05;

    /// <summary>Puts the ties of a graph in order.</summary>
    /// <param name="graph">Undirected, weights above 0.</param>
    /// <param name="from">One end of each tie; each pair once, no loops.</param>
    /// <param name="to">The other end.</param>
    public static Backbone Of(Csr graph, int[] from, int[] to)
    {
        var (forest, chances) = (SpanningForest.Strongest(graph), BackboneFilter.Chance(graph));
        var keys = new (double Chance, double Weight, int Tie)[from.Length];
        var (frame, telling) = (0, 0);
        for (var tie = 0; tie < keys.Length; tie++)
        {
            var edge = graph.Offsets[from[tie]] + graph.Row(from[tie]).BinarySearch(to[tie]);
            var holds = forest.Row(from[tie]).BinarySearch(to[tie]) >= 0;
            keys[tie] = (holds ? -1 : chances[edge], -graph.Weights[edge], tie);
            frame += holds ? 1 : 0;
            telling += holds || chances[edge] < Level ? 1 : 0;
        }
        Array.Sort(keys);
        return new(Array.ConvertAll(keys, key => key.Tie), frame, telling);
    }

    /// <summary>The graph of the telling ties, and of those within groups so many that everybody has a few; all vertices stay.</summary>
    /// <param name="graph">As given to <see cref="Of"/>, and so are the ends.</param>
    /// <param name="from">One end of each tie.</param>
    /// <param name="to">The other end.</param>
    /// <param name="groups">The group of each vertex.</param>
    /// <param name="most">At most so many ties, if not more are telling.</param>
    public Csr Part(Csr graph, int[] from, int[] to, int[] groups, int most)
    {
        var kept = Order.Where((tie, place) => place < Telling || groups[from[tie]] == groups[to[tie]]).Take(Math.Max(Telling, most)).ToArray();
        return Csr.Undirected(graph.Count, Array.ConvertAll(kept, tie => from[tie]), Array.ConvertAll(kept, tie => to[tie]),
            Array.ConvertAll(kept, tie => graph.RowWeights(from[tie])[graph.Row(from[tie]).BinarySearch(to[tie])]), Cores.All);
    }
}
