using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Points that repel each other by mass · mass / d and are drawn together along edges by weight · d^p.
/// The small p = 1/4 keeps groups apart (0 is Noack's LinLog, 1 is ForceAtlas2).
/// </summary>
/// <remarks>
/// Noack, "Modularity clustering is force-directed layout", Physical Review E 79 (2009); Jacomy et al., ForceAtlas2, PLoS ONE 9 (2014).
/// </remarks>
internal sealed class LayoutForces(Csr graph, double[] masses)
{
    // Share of the whole repulsion felt at distance 1; keeps long tails from flying out.
    private const double Gravity = 0.1;

    private readonly QuadTree _tree = new();
    private readonly double[] _dx = new double[graph.Count];
    private readonly double[] _dy = new double[graph.Count];
    // Makes the usual distance about 1 whatever the size: repulsion and attraction are of the same sum.
    private readonly double _push = graph.Weights.Sum() / Math.Pow(masses.Sum(), 2);
    private readonly double _gravity = Gravity * graph.Weights.Sum() / masses.Sum();

    /// <summary>Rounds of falling temperature; x and y are moved in place.</summary>
    public void Relax(double[] x, double[] y, int rounds, double start, double end, LayoutPace pace)
    {
        for (var round = 0; round < rounds; round++)
        {
            var reach = Extent(x, y) * start * Math.Pow(end / start, (double)round / rounds);
            _tree.Fill(x, y, masses);
            pace.Over(graph.Count, QuadTree.Pack, (first, last) =>
            {
                _tree.Push(first);
                for (var place = first; place < last; place++)
                {
                    var v = _tree.Order[place];
                    (_dx[v], _dy[v]) = Step(x, y, v, place, reach);
                }
            });
            pace.Done((round + 1.0) / rounds);

            for (var v = 0; v < graph.Count; v++)
            {
                x[v] += _dx[v];
                y[v] += _dy[v];
            }
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double X, double Y) Step(double[] x, double[] y, int v, int place, double reach)
    {
        var (px, py, pushed) = (_tree.PushX[place], _tree.PushY[place], _tree.Stiffness[place]);
        var push = _push * masses[v];
        var gravity = _gravity * masses[v];
        var (fx, fy, stiffness) = ((px * push) - (gravity * x[v]), (py * push) - (gravity * y[v]), (pushed * push) + gravity);
        for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
        {
            var u = graph.Targets[e];
            var (dx, dy) = (x[u] - x[v], y[u] - y[v]);
            var square = (dx * dx) + (dy * dy);
            var root = Math.Sqrt(square);
            var pull = square > 0 ? graph.Weights[e] / Math.Sqrt(root * Math.Sqrt(root)) : 0; // d^(p − 1)
            (fx, fy, stiffness) = (fx + (dx * pull), fy + (dy * pull), stiffness + pull);
        }

        if (!(stiffness > 0))
        {
            return (0, 0);
        }

        var (stepX, stepY) = (fx / stiffness, fy / stiffness);
        var length = Math.Sqrt((stepX * stepX) + (stepY * stepY));
        var scale = length > reach ? reach / length : 1;
        return (stepX * scale, stepY * scale);
    }
}
