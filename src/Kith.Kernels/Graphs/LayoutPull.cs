using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kith.Kernels.Graphs;

/// <summary>What edges do to their ends: each is drawn to the other with weight · d^p, four edges at a time.</summary>
/// <remarks>p = 1/4 keeps groups apart: 0 is LinLog (Noack, Physical Review E 79, 2009), 1 is ForceAtlas2 (Jacomy et al., PLoS ONE 9, 2014).</remarks>
internal sealed unsafe class LayoutPull(Csr graph)
{
    private const int Lanes = 4; // the same on every machine: the order of adding up changes sums by a little

    /// <summary>Of each vertex: sum over its edges of weight · (other − own) · d^(p − 1).</summary>
    public double[] X { get; } = new double[graph.Count];

    /// <inheritdoc cref="X"/>
    public double[] Y { get; } = new double[graph.Count];

    /// <summary>Of each vertex: sum over its edges of weight · d^(p − 1).</summary>
    public double[] Stiffness { get; } = new double[graph.Count];

    /// <summary>Adds up what pulls some of the vertices, the last excluded; others may be asked for at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sum(double[] atX, double[] atY, int first, int last)
    {
        fixed (int* offsets = graph.Offsets, targets = graph.Targets)
        fixed (double* weights = graph.Weights, x = atX, y = atY)
        {
            for (var v = first; v < last; v++)
            {
                var (ownX, ownY) = (Vector256.Create(x[v]), Vector256.Create(y[v]));
                Vector256<double> fx = default, fy = default, stiffness = default;
                var (e, end) = (offsets[v], offsets[v + 1]);
                for (; e < end; e += Lanes)
                {
                    // Past the end of the row its last edge is drawn along again, with no weight.
                    var (a, b, c, d) = (e, Math.Min(e + 1, end - 1), Math.Min(e + 2, end - 1), Math.Min(e + 3, end - 1));
                    var weight = e + Lanes <= end
                        ? Vector256.Load(weights + e)
                        : Vector256.Create(weights[a], b > a ? weights[b] : 0, c > b ? weights[c] : 0, 0);
                    (a, b, c, d) = (targets[a], targets[b], targets[c], targets[d]);
                    var dx = Vector256.Create(x[a], x[b], x[c], x[d]) - ownX;
                    var dy = Vector256.Create(y[a], y[b], y[c], y[d]) - ownY;
                    var square = (dx * dx) + (dy * dy);
                    var root = Vector256.Sqrt(square);
                    var pull = weight / Vector256.Sqrt(root * Vector256.Sqrt(root)) & Vector256.GreaterThan(square, Vector256<double>.Zero);
                    (fx, fy, stiffness) = (fx + (dx * pull), fy + (dy * pull), stiffness + pull);
                }

                (X[v], Y[v], Stiffness[v]) = (Total(fx), Total(fy), Total(stiffness));
            }
        }
    }

    private static double Total(Vector256<double> four)
    {
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
