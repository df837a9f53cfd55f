namespace Kith.Kernels.Graphs;

/// <summary>Points that repel each other by mass · mass / d (<see cref="QuadTree"/>) and are drawn together along edges (<see cref="LayoutPull"/>).</summary>
/// <remarks>
/// Noack, "Modularity clustering is force-directed layout", Physical Review E 79 (2009); Jacomy et al., ForceAtlas2, PLoS ONE 9 (2014).
/// </remarks>
internal sealed class LayoutForces(Csr graph, double[] masses)
{
    // Share of the whole repulsion felt at distance 1; keeps long tails from flying out.
    private const double Gravity = 0.1;

    private readonly QuadTree _tree = new();
    private readonly LayoutPull _pull = new(graph);
    // Makes the usual distance about 1 whatever the size: repulsion and attraction are of the same sum.
    private readonly double _push = graph.Weights.Sum() / Math.Pow(masses.Sum(), 2);
    private readonly double _gravity = Gravity * graph.Weights.Sum() / masses.Sum();

    /// <summary>Rounds of falling temperature; x and y are moved in place.</summary>
    public void Relax(double[] x, double[] y, int rounds, double start, double end, LayoutPace pace)
    {
        for (var round = 0; round < rounds; round++)
        {
            var reach = Extent(x, y) * start * Math.Pow(end / start, (double)round / rounds);
            // One thread has the tree ready by the time the others have gone along the edges.
            pace.Beside(() => _tree.Fill(x, y, masses), graph.Count, (first, last) => _pull.Sum(x, y, first, last));
            pace.Over(graph.Count, QuadTree.Pack, (first, last) =>
            {
                _tree.Push(first);
                for (var place = first; place < last; place++)
                {
                    Step(x, y, place, reach);
                }
            });
            pace.Done((round + 1.0) / rounds);
        }
    }

    /// <summary>Root mean square distance from the origin.</summary>
    public static double Extent(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var v = 0; v < x.Length; v++)
        {
            sum += (x[v] * x[v]) + (y[v] * y[v]);
        }

        return Math.Sqrt(sum / Math.Max(1, x.Length));
    }

    // Force divided by stiffness: the way to balance if the others stood still. No step size has to be guessed.
    private void Step(double[] x, double[] y, int place, double reach)
    {
        var v = _tree.Order[place];
        var (push, gravity) = (_push * masses[v], _gravity * masses[v]);
        var stiffness = (_tree.Stiffness[place] * push) + gravity + _pull.Stiffness[v];
        if (!(stiffness > 0))
        {
            return;
        }

        var stepX = ((_tree.PushX[place] * push) - (gravity * x[v]) + _pull.X[v]) / stiffness;
        var stepY = ((_tree.PushY[place] * push) - (gravity * y[v]) + _pull.Y[v]) / stiffness;
        var length = Math.Sqrt((stepX * stepX) + (stepY * stepY));
        var scale = length > reach ? reach / length : 1;
        (x[v], y[v]) = (x[v] + (stepX * scale), y[v] + (stepY * scale));
    }
}
