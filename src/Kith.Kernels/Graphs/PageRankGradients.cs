using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Undirected, z = y / strength solves (S − d · A) z = r, which is symmetric and positive: conjugate gradients, scaled by S.
/// They need a half to a third of the sweeps of Gauss-Seidel.
/// </summary>
/// <remarks>Hestenes and Stiefel, Journal of Research of the National Bureau of Standards 49 (1952).</remarks>
internal sealed unsafe class PageRankGradients
{
    private const int MostSteps = 1000;

    private readonly PageRankGraph _graph;
    private readonly double _damping;
    private readonly double _whole; // Σ y
    private readonly double[] _inverse; // 1 / strength; 0 for lonely vertices, whose y is what they start with
    private readonly double[] _z;
    private readonly double[] _rest; // r − (S − d · A) z
    private readonly double[] _way;
    private readonly double[] _turned; // (S − d · A) way
    private readonly double[] _pieces = new double[PageRankGraph.Pieces];
    private readonly double[] _norms = new double[PageRankGraph.Pieces];

    private PageRankGradients(PageRankGraph graph, double[] start, double damping)
    {
        (_graph, _damping) = (graph, damping);
        _inverse = Array.ConvertAll(graph.Strengths, s => s > 0 ? 1 / s : 0);
        (_z, _rest, _way, _turned) = (new double[graph.Count], new double[graph.Count], new double[graph.Count], new double[graph.Count]);
        // Without restarts the walker is found in proportion to strength: a good place to begin.
        var (total, tied) = (graph.Strengths.Sum(), 0.0);
        for (var r = 0; r < graph.Count; r++)
        {
            tied += graph.Strengths[r] > 0 ? start[graph.Vertices[r]] : 0;
        }

        _whole = 1 - tied + (tied / (1 - damping));
        for (var r = 0; r < graph.Count; r++)
        {
            _rest[r] = graph.Strengths[r] > 0 ? start[graph.Vertices[r]] : 0;
            _way[r] = graph.Strengths[r] > 0 ? (_rest[r] * _inverse[r]) + (damping / (1 - damping) * tied / total) : 0;
        }
    }

    public static double[] Run(Csr graph, double[] start, double damping, double tolerance, Crew crew, CancellationToken cancel)
    {
        var walk = new PageRankGradients(new PageRankGraph(graph), start, damping);
        walk.Solve(tolerance, crew, cancel);
        var (shares, total) = (new double[graph.Count], 0.0);
        for (var r = 0; r < shares.Length; r++)
        {
            var v = walk._graph.Vertices[r];
            shares[v] = walk._graph.Strengths[r] > 0 ? walk._z[r] * walk._graph.Strengths[r] : start[v];
            total += shares[v];
        }

        return Array.ConvertAll(shares, share => share / total);
    }

    private void Solve(double tolerance, Crew crew, CancellationToken cancel)
    {
        // The first step goes the whole way to the place to begin at.
        _ = Over(crew, Turn);
        var old = Over(crew, piece => Walk(piece, 1));
        Over(crew, piece => Aim(piece, 0));
        // The errors together are no more than the rest together, divided by 1 − damping.
        var enough = tolerance * (1 - _damping) * _whole;
        for (var step = 0; step < MostSteps && _norms.Sum() > enough && old > 0; step++)
        {
            cancel.ThrowIfCancellationRequested();
            var length = old / Over(crew, Turn);
            var next = Over(crew, piece => Walk(piece, length));
            var share = next / old;
            Over(crew, piece => Aim(piece, share));
            old = next;
        }
    }

    private double Over(Crew crew, Action<int> part)
    {
        crew.Run(PageRankGraph.Pieces, part);
        return _pieces.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Turn(int piece)
    {
        var sum = 0.0;
        fixed (double* way = _way)
        {
            for (var r = _graph.Bounds[piece]; r < _graph.Bounds[piece + 1]; r++)
            {
                var turned = (_graph.Strengths[r] * way[r]) - (_damping * _graph.Pull(way, r));
                (_turned[r], sum) = (turned, sum + (turned * way[r]));
            }
        }

        _pieces[piece] = sum;
    }

    private void Walk(int piece, double length)
    {
        var (sum, norm) = (0.0, 0.0);
        for (var r = _graph.Bounds[piece]; r < _graph.Bounds[piece + 1]; r++)
        {
            _z[r] += length * _way[r];
            var rest = _rest[r] - (length * _turned[r]);
            (_rest[r], sum, norm) = (rest, sum + (rest * rest * _inverse[r]), norm + Math.Abs(rest));
        }

        (_pieces[piece], _norms[piece]) = (sum, norm);
    }

    private void Aim(int piece, double share)
    {
        for (var r = _graph.Bounds[piece]; r < _graph.Bounds[piece + 1]; r++)
        {
            _way[r] = (_rest[r] * _inverse[r]) + (share * _way[r]);
        }
    }
}
