using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Directed: powers of A + c, which a cycle cannot make swing.</summary>
/// <remarks>von Mises and Pollaczek-Geiringer, Zeitschrift für Angewandte Mathematik und Mechanik 9 (1929).</remarks>
internal sealed class EigenvectorPowers(PageRankGraph graph, Crew crew)
{
    private readonly PieceSums _sums = new(crew);
    private readonly double[] _x = new double[graph.Count];
    private readonly double[] _turned = new double[graph.Count];

    /// <summary>The vector, of length 1.</summary>
    public double[] Run(double tolerance, int mostSteps, Work work)
    {
        Array.Fill(_x, 1 / Math.Sqrt(_x.Length));
        var (approach, change) = (new Approach(tolerance / 10), 1.0);
        for (var step = 0; step < mostSteps && change >= tolerance / 10; step++)
        {
            work.Done(approach.Share(change));
            var shift = Math.Sqrt(_sums.Over(Turn).A) / 4;
            var length = 1 / Math.Sqrt(_sums.Over(piece => Shift(piece, shift)).A);
            change = _sums.Most(piece => Settle(piece, length));
        }

        return _x;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Sums Turn(int piece)
    {
        graph.Pull(piece, _x, _turned);
        var sum = 0.0;
        for (var v = graph.Bounds[piece]; v < graph.Bounds[piece + 1]; v++)
        {
            sum += _turned[v] * _turned[v];
        }

        return new Sums(sum);
    }

    private Sums Shift(int piece, double shift)
    {
        var sum = 0.0;
        for (var (v, end) = graph.Range(piece); v < end; v++)
        {
            _turned[v] += shift * _x[v];
            sum += _turned[v] * _turned[v];
        }

        return new Sums(sum);
    }

    private Sums Settle(int piece, double length)
    {
        var change = 0.0;
        for (var (v, end) = graph.Range(piece); v < end; v++)
        {
            var next = _turned[v] * length;
            (change, _x[v]) = (Math.Max(change, Math.Abs(next - _x[v])), next);
        }

        return new Sums(change);
    }
}
