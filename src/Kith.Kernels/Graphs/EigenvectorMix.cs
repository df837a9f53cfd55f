using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Undirected: the vector x, what is missing r = Ax − λx and the last step p span a small space; its best vector is the next x.</summary>
/// <remarks>Knyazev, "Toward the optimal preconditioned eigensolver", SIAM Journal on Scientific Computing 23 (2001).</remarks>
internal sealed class EigenvectorMix(PageRankGraph graph, Crew crew)
{
    private readonly PieceSums _sums = new(crew);
    private readonly double[] _x = new double[graph.Count];
    private readonly double[] _ax = new double[graph.Count];
    private readonly double[] _r = new double[graph.Count];
    private readonly double[] _ar = new double[graph.Count];
    private readonly double[] _p = new double[graph.Count];
    private readonly double[] _ap = new double[graph.Count];

    /// <summary>The vector, of any length, either sign.</summary>
    public double[] Run(double tolerance, int mostSteps, Work work)
    {
        Array.Fill(_x, 1);
        var (approach, hasLast) = (new Approach(tolerance), false);
        var (xx, xax, _, _, _, _) = _sums.Over(TurnX);
        for (var step = 1; step <= mostSteps; step++)
        {
            var value = xax / xx;
            var length = 1 / Math.Sqrt(xx);
            var (rr, rx, _, _, _, _) = _sums.Over(piece => Miss(piece, length, value));
            if (Math.Sqrt(rr) <= tolerance * Math.Abs(value))
            {
                break;
            }

            work.Done(approach.Share(Math.Sqrt(rr) / Math.Abs(value)));
            var left = 1 / Math.Sqrt(Math.Max(rr - (rx * rx), 1e-300));
            _sums.Over(piece => Square(piece, rx, left));
            var (xar, rar, px, pr, before, _) = _sums.Over(TurnR);
            var (xap, rap, pap, norm) = (0.0, 0.0, double.NegativeInfinity, 0.0);
            if (hasLast)
            {
                // Once leaves too much of x and r when p is nearly the same as one.
                (px, pr, _, _, _, _) = _sums.Over(piece => Straighten(piece, px, pr));
                (_, _, var pp, xap, rap, pap) = _sums.Over(piece => Straighten(piece, px, pr));
                hasLast = Math.Sqrt(pp) > 1e-10 * Math.Sqrt(before);
                norm = hasLast ? 1 / Math.Sqrt(pp) : 0;
            }

            var (a, b, c) = SmallMatrix.Best(value, xar, xap * norm, rar, rap * norm, hasLast ? pap * norm * norm : double.NegativeInfinity);
            (xx, xax, _, _, _, _) = _sums.Over(piece => Take(piece, a, b, c * norm));
            hasLast = true;
            if (step % 32 == 0)
            {
                (xx, xax, _, _, _, _) = _sums.Over(TurnX); // clears away what rounding has added up
            }
        }

        return _x;
    }

    // ax = Ax.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Sums TurnX(int piece)
    {
        graph.Pull(piece, _x, _ax);
        var (xx, xax) = (0.0, 0.0);
        for (var v = graph.Bounds[piece]; v < graph.Bounds[piece + 1]; v++)
        {
            (xx, xax) = (xx + (_x[v] * _x[v]), xax + (_x[v] * _ax[v]));
        }

        return new Sums(xx, xax);
    }

    // x and ax get their length, r what is missing.
    private Sums Miss(int piece, double length, double value)
    {
        var (rr, rx) = (0.0, 0.0);
        for (var (v, end) = graph.Range(piece); v < end; v++)
        {
            (_x[v], _ax[v]) = (_x[v] * length, _ax[v] * length);
            _r[v] = _ax[v] - (value * _x[v]);
            (rr, rx) = (rr + (_r[v] * _r[v]), rx + (_r[v] * _x[v]));
        }

        return new Sums(rr, rx);
    }

    // r square to x, and of length 1.
    private Sums Square(int piece, double along, double length)
    {
        for (var (v, end) = graph.Range(piece); v < end; v++)
        {
            _r[v] = (_r[v] - (along * _x[v])) * length;
        }

        return default;
    }

    // ar = Ar.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Sums TurnR(int piece)
    {
        graph.Pull(piece, _r, _ar);
        var (xar, rar, px, pr, pp) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var v = graph.Bounds[piece]; v < graph.Bounds[piece + 1]; v++)
        {
            (xar, rar) = (xar + (_x[v] * _ar[v]), rar + (_r[v] * _ar[v]));
            (px, pr, pp) = (px + (_p[v] * _x[v]), pr + (_p[v] * _r[v]), pp + (_p[v] * _p[v]));
        }

        return new Sums(xar, rar, px, pr, pp);
    }

    // Takes out of p what goes along x and r.
    private Sums Straighten(int piece, double alongX, double alongR)
    {
        var (px, pr, pp, xap, rap, pap) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var (v, end) = graph.Range(piece); v < end; v++)
        {
            var p = _p[v] - (alongX * _x[v]) - (alongR * _r[v]);
            var ap = _ap[v] - (alongX * _ax[v]) - (alongR * _ar[v]);
            (_p[v], _ap[v], px, pr, pp) = (p, ap, px + (p * _x[v]), pr + (p * _r[v]), pp + (p * p));
            (xap, rap, pap) = (xap + (_x[v] * ap), rap + (_r[v] * ap), pap + (p * ap));
        }

        return new Sums(px, pr, pp, xap, rap, pap);
    }

    // The next x, and the step to it.
    private Sums Take(int piece, double a, double b, double c)
    {
        var (xx, xax) = (0.0, 0.0);
        for (var (v, end) = graph.Range(piece); v < end; v++)
        {
            (_p[v], _ap[v]) = ((b * _r[v]) + (c * _p[v]), (b * _ar[v]) + (c * _ap[v]));
            (_x[v], _ax[v]) = ((a * _x[v]) + _p[v], (a * _ax[v]) + _ap[v]);
            (xx, xax) = (xx + (_x[v] * _x[v]), xax + (_x[v] * _ax[v]));
        }

        return new Sums(xx, xax);
    }
}
