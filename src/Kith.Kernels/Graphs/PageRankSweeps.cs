using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Gauss-Seidel by blocks: each block sees the new values of the blocks before it, and inside itself the old ones, so that threads
/// may share it.
/// </summary>
internal sealed class PageRankSweeps
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

    private PageRankSweeps(Csr graph, double[] start, double damping, Crew crew)
    {
        _graph = new PageRankGraph(graph, crew);
        _loops = graph.HasLoops ? _graph.TakeOutLoops(crew) : [];
        (_start, _gives, _y, _z, _fresh) = (New(), New(), New(), New(), New());
        crew.Run(PageRankGraph.Pieces, piece =>
        {
            for (var (r, end) = _graph.Range(piece); r < end; r++)
            {
                (_start[r], _gives[r]) = (start[_graph.Vertices[r]], _graph.Strengths[r] > 0 ? damping / _graph.Strengths[r] : 0);
                _y[r] = _start[r] / (1 - damping);
                _z[r] = _y[r] * _gives[r];
            }
        });

        double[] New() => GC.AllocateUninitializedArray<double>(graph.Count);
    }

    public static double[] Run(Csr graph, double[] start, double damping, double tolerance, Crew crew, Work work)
    {
        var walk = new PageRankSweeps(graph, start, damping, crew);
        var (change, enough) = (1.0, tolerance * (1 - damping));
        var approach = new Approach(enough);
        for (var sweep = 0; sweep < MostSweeps && (sweep == 0 || change > enough); sweep++)
        {
            work.Done(approach.Share(change)); // before the first sweep all may change
            change = walk.Sweep(crew);
        }

        var (shares, total) = (new double[walk._y.Length], walk._pieces.Sum(piece => piece.Sum));
        crew.Run(PageRankGraph.Pieces, piece =>
        {
            for (var (r, end) = walk._graph.Range(piece); r < end; r++)
            {
                shares[walk._graph.Vertices[r]] = walk._y[r] / total;
            }
        });
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
        _graph.Pull(piece, _z, _fresh);
        var (change, all) = (0.0, 0.0);
        for (var r = _graph.Bounds[piece]; r < _graph.Bounds[piece + 1]; r++)
        {
            var sum = _start[r] + _fresh[r];
            sum = _loops.Length > 0 ? sum / (1 - (_loops[r] * _gives[r])) : sum; // a loop is solved, not swept
            (change, all, _fresh[r]) = (change + Math.Abs(sum - _y[r]), all + sum, sum);
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
