using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Gauss-Seidel by blocks: each block sees the new values of the blocks before it, and inside itself the old ones, so that threads
/// may share it.
/// </summary>
internal sealed unsafe class PageRankSweeps
{
    private const int MostSweeps = 1000;
    private const int PiecesEach = 4;

    private readonly PageRankGraph _graph;
    private readonly double[] _start;
    private readonly double[] _gives; // damping / weight of all edges out of a rank
    private readonly double[] _loops;
    private readonly double[] _y;
    private readonly double[] _z; // y · gives
    private readonly double[] _fresh;
    private readonly (double Change, double Sum)[] _pieces = new (double, double)[PageRankGraph.Pieces];

    private PageRankSweeps(Csr graph, double[] start, double damping)
    {
        _graph = new PageRankGraph(graph);
        _start = Array.ConvertAll(_graph.Vertices, v => start[v]);
        _gives = Array.ConvertAll(_graph.Strengths, s => s > 0 ? damping / s : 0);
        _loops = graph.HasLoops ? _graph.TakeOutLoops() : [];
        (_y, _z, _fresh) = (Array.ConvertAll(_start, s => s / (1 - damping)), new double[graph.Count], new double[graph.Count]);
        for (var r = 0; r < _y.Length; r++)
        {
            _z[r] = _y[r] * _gives[r];
        }
    }

    public static double[] Run(Csr graph, double[] start, double damping, double tolerance, Crew crew, CancellationToken cancel)
    {
        var walk = new PageRankSweeps(graph, start, damping);
        var change = double.PositiveInfinity;
        for (var sweep = 0; sweep < MostSweeps && change > tolerance * (1 - damping); sweep++)
        {
            cancel.ThrowIfCancellationRequested();
            change = walk.Sweep(crew);
        }

        var (shares, total) = (new double[walk._y.Length], walk._y.Sum());
        for (var r = 0; r < shares.Length; r++)
        {
            shares[walk._graph.Vertices[r]] = walk._y[r] / total;
        }

        return shares;
    }

    // Tells how much changed, as a share of the whole.
    private double Sweep(Crew crew)
    {
        for (var first = 0; first < PageRankGraph.Pieces; first += PiecesEach)
        {
            var block = first;
            crew.Run(PiecesEach, piece => Renew(block + piece));
            crew.Run(PiecesEach, piece => Settle(block + piece));
        }

        return _pieces.Sum(piece => piece.Change) / _pieces.Sum(piece => piece.Sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Renew(int piece)
    {
        var (change, all) = (0.0, 0.0);
        fixed (double* z = _z)
        {
            for (var r = _graph.Bounds[piece]; r < _graph.Bounds[piece + 1]; r++)
            {
                var sum = _start[r] + _graph.Pull(z, r);
                sum = _loops.Length > 0 ? sum / (1 - (_loops[r] * _gives[r])) : sum; // a loop is solved, not swept
                (change, all, _fresh[r]) = (change + Math.Abs(sum - _y[r]), all + sum, sum);
            }
        }

        _pieces[piece] = (change, all);
    }

    private void Settle(int piece)
    {
        for (var r = _graph.Bounds[piece]; r < _graph.Bounds[piece + 1]; r++)
        {
            (_y[r], _z[r]) = (_fresh[r], _fresh[r] * _gives[r]);
        }
    }
}
