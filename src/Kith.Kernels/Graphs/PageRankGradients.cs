using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Undirected, z = y / strength solves (S − d · A) z = r, which is symmetric and positive: conjugate gradients, scaled by S.
/// They need a half to a third of the sweeps of Gauss-Seidel.
/// </summary>
/// <remarks>Hestenes and Stiefel, Journal of Research of the National Bureau of Standards 49 (1952).</remarks>
internal sealed unsafe class PageRankGradients
{
    private const int MostSteps = 1000;
    private const int Lanes = 4;

    private readonly PageRankGraph _graph;
    private readonly Crew _crew;
    private readonly double _damping;
    private readonly double _whole; // Σ y
    private readonly double[] _inverse; // 1 / strength; 0 for lonely vertices, whose y is what they start with
    private readonly double[] _z;
    private readonly double[] _rest; // r − (S − d · A) z
    private readonly double[] _way;
    private readonly double[] _turned; // (S − d · A) way
    private readonly double[] _pieces = new double[PageRankGraph.Pieces];
    private readonly double[] _norms = new double[PageRankGraph.Pieces];

    private PageRankGradients(Csr graph, double[] start, double damping, Crew crew)
    {
        (_graph, _crew, _damping) = (new PageRankGraph(graph, crew), crew, damping);
        (_inverse, _z, _rest, _way, _turned) = (New(), New(), New(), New(), New());
        // Without restarts the walker is found in proportion to strength: a good place to begin.
        var tied = Over(piece => Tied(piece, start));
        var even = damping / (1 - damping) * tied / _norms.Sum();
        Over(piece => Begin(piece, even));
        _whole = 1 - tied + (tied / (1 - damping));

        double[] New() => GC.AllocateUninitializedArray<double>(graph.Count);
    }

    public static double[] Run(Csr graph, double[] start, double damping, double tolerance, Crew crew, Work work)
    {
        var walk = new PageRankGradients(graph, start, damping, crew);
        walk.Solve(tolerance, work);
        var shares = new double[graph.Count];
        var total = walk.Over(piece => walk.Share(piece, start, shares));
        walk.Over(piece => walk.Divide(piece, shares, total));
        return shares;
    }

    private void Solve(double tolerance, Work work)
    {
        // The first step goes the whole way to the place to begin at.
        _ = Over(Turn);
        var old = Over(piece => Walk(piece, 1));
        Over(piece => Aim(piece, 0));
        // The errors together are no more than the rest together, divided by 1 − damping.
        var enough = tolerance * (1 - _damping) * _whole;
        var approach = new Approach(enough);
        for (var step = 0; step < MostSteps && _norms.Sum() > enough && old > 0; step++)
        {
            work.Done(approach.Share(_norms.Sum()));
            var length = old / Over(Turn);
            var next = Over(piece => Walk(piece, length));
            var share = next / old;
            Over(piece => Aim(piece, share));
            old = next;
        }
    }

    // The shares to start at of those with ties, and all strength.
    private void Tied(int piece, double[] start)
    {
        var (tied, total) = (0.0, 0.0);
        for (var (r, end) = _graph.Range(piece); r < end; r++)
        {
            var strength = _graph.Strengths[r];
            _rest[r] = strength > 0 ? start[_graph.Vertices[r]] : 0;
            (tied, total) = (tied + _rest[r], total + strength);
        }

        (_pieces[piece], _norms[piece]) = (tied, total);
    }

    private void Begin(int piece, double even)
    {
        for (var (r, end) = _graph.Range(piece); r < end; r++)
        {
            var strength = _graph.Strengths[r];
            (_z[r], _inverse[r]) = (0, strength > 0 ? 1 / strength : 0);
            _way[r] = strength > 0 ? (_rest[r] * _inverse[r]) + even : 0;
        }
    }

    private void Share(int piece, double[] start, double[] shares)
    {
        var total = 0.0;
        for (var (r, end) = _graph.Range(piece); r < end; r++)
        {
            var v = _graph.Vertices[r];
            shares[v] = _graph.Strengths[r] > 0 ? _z[r] * _graph.Strengths[r] : start[v];
            total += shares[v];
        }

        _pieces[piece] = total;
    }

    private void Divide(int piece, double[] shares, double total)
    {
        for (var (v, end) = _graph.Range(piece); v < end; v++)
        {
            shares[v] /= total;
        }
    }

    private double Over(Action<int> part)
    {
        _crew.Run(PageRankGraph.Pieces, part);
        return _pieces.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Turn(int piece)
    {
        _graph.Pull(piece, _way, _turned);
        var sum = 0.0;
        fixed (double* way = _way, turned = _turned, strengths = _graph.Strengths)
        {
            var (r, end, sums, damping) = (_graph.Bounds[piece], _graph.Bounds[piece + 1], Vector256<double>.Zero, Vector256.Create(_damping));
            for (; r <= end - Lanes; r += Lanes)
            {
                var four = (Vector256.Load(strengths + r) * Vector256.Load(way + r)) - (damping * Vector256.Load(turned + r));
                four.Store(turned + r);
                sums += four * Vector256.Load(way + r);
            }

            for (; r < end; r++)
            {
                turned[r] = (strengths[r] * way[r]) - (_damping * turned[r]);
                sum += turned[r] * way[r];
            }

            _pieces[piece] = Total(sums) + sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Walk(int piece, double length)
    {
        var (sum, norm) = (0.0, 0.0);
        fixed (double* z = _z, way = _way, rests = _rest, turned = _turned, inverse = _inverse)
        {
            var ((r, end), sums, norms, lengths) = (_graph.TiedRange(piece), Vector256<double>.Zero, Vector256<double>.Zero, Vector256.Create(length));
            for (; r <= end - Lanes; r += Lanes)
            {
                (Vector256.Load(z + r) + (lengths * Vector256.Load(way + r))).Store(z + r);
                var rest = Vector256.Load(rests + r) - (lengths * Vector256.Load(turned + r));
                rest.Store(rests + r);
                sums += rest * rest * Vector256.Load(inverse + r);
                norms += Vector256.Abs(rest);
            }

            for (; r < end; r++)
            {
                z[r] += length * way[r];
                rests[r] -= length * turned[r];
                (sum, norm) = (sum + (rests[r] * rests[r] * inverse[r]), norm + Math.Abs(rests[r]));
            }

            (_pieces[piece], _norms[piece]) = (Total(sums) + sum, Total(norms) + norm);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Aim(int piece, double share)
    {
        fixed (double* way = _way, rests = _rest, inverse = _inverse)
        {
            var ((r, end), shares) = (_graph.TiedRange(piece), Vector256.Create(share));
            for (; r <= end - Lanes; r += Lanes)
            {
                ((Vector256.Load(rests + r) * Vector256.Load(inverse + r)) + (shares * Vector256.Load(way + r))).Store(way + r);
            }

            for (; r < end; r++)
            {
                way[r] = (rests[r] * inverse[r]) + (share * way[r]);
            }
        }
    }

    private static double Total(Vector256<double> four)
    {
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
