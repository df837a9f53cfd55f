using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Who is tied to those who are well tied themselves: the vector that following all edges once only scales.</summary>
/// <remarks>
/// Bonacich, American Journal of Sociology 92 (1987). Undirected: each step takes the best mix of the vector, what is missing and the last
/// step, after Knyazev, SIAM Journal on Scientific Computing 23 (2001). Directed: powers of A + c, which a cycle cannot make swing.
/// </remarks>
public static class Eigenvector
{
    private const int MostSteps = 10_000;

    /// <summary>
    /// Scores ≥ 0, the largest 1, in proportion to the sum over edges into a vertex of weight · score of their source; a loop counts once.
    /// Where several components share the largest factor, each keeps what it has of an even start. 1 each in a graph without edges.
    /// </summary>
    /// <param name="graph">Weights ≥ 0. A directed graph without cycles has no answer but near 0 for most.</param>
    /// <param name="tolerance">Ends when what is missing is below this share of the vector.</param>
    /// <param name="work">Threads and cancellation.</param>
    public static double[] Of(Csr graph, double tolerance = 1e-12, Work? work = null)
    {
        if (graph.Targets.Length == 0)
        {
            return [.. Enumerable.Repeat(1.0, graph.Count)];
        }

        work ??= Work.Alone;
        using var crew = new Crew(work.Threads);
        var turn = new Turning(graph, crew);
        var found = graph.IsDirected ? Powers(turn, tolerance, work) : Mixed(turn, tolerance, work);
        var (scores, most) = (new double[graph.Count], found.Max(Math.Abs) * Math.Sign(found.Sum()));
        for (var r = 0; r < scores.Length; r++)
        {
            scores[turn.Vertices[r]] = Math.Max(0, found[r] / most);
        }

        return scores;
    }

    private static double[] Powers(Turning turn, double tolerance, Work work)
    {
        var x = Even(turn.Count);
        var turned = new double[turn.Count];
        for (var step = 0; step < MostSteps; step++)
        {
            work.Cancel.ThrowIfCancellationRequested();
            turn.Turn(x, turned);
            var shift = Norm(turned) / 4;
            Add(turned, shift, x);
            Scale(turned, 1 / Norm(turned));
            var change = 0.0;
            for (var v = 0; v < x.Length; v++)
            {
                change = Math.Max(change, Math.Abs(turned[v] - x[v]));
            }

            (x, turned) = (turned, x);
            if (change < tolerance / 10)
            {
                break;
            }
        }

        return x;
    }

    // The vector x, the rest r = Ax − λx and the last step p span a small space; its best vector is the next x.
    private static double[] Mixed(Turning turn, double tolerance, Work work)
    {
        var x = Even(turn.Count);
        var (ax, r, ar, p, ap) = (new double[x.Length], new double[x.Length], new double[x.Length], new double[x.Length], new double[x.Length]);
        turn.Turn(x, ax);
        for (var step = 0; step < MostSteps; step++)
        {
            work.Cancel.ThrowIfCancellationRequested();
            var value = Dot(x, ax);
            for (var v = 0; v < x.Length; v++)
            {
                r[v] = ax[v] - (value * x[v]);
            }

            var rest = Norm(r);
            if (rest <= tolerance * Math.Abs(value))
            {
                break;
            }

            Scale(r, 1 / rest);
            Add(r, -Dot(r, x), x);
            Scale(r, 1 / Norm(r));
            turn.Turn(r, ar);
            var hasLast = step > 0 && Straighten(p, ap, x, ax, r, ar);
            var (a, b, c) = Small.Best(
                value, Dot(x, ar), hasLast ? Dot(x, ap) : 0, Dot(r, ar), hasLast ? Dot(r, ap) : 0, hasLast ? Dot(p, ap) : double.NegativeInfinity);
            for (var v = 0; v < x.Length; v++)
            {
                (p[v], ap[v]) = ((b * r[v]) + (c * p[v]), (b * ar[v]) + (c * ap[v]));
                (x[v], ax[v]) = ((a * x[v]) + p[v], (a * ax[v]) + ap[v]);
            }

            var norm = Norm(x);
            Scale(x, 1 / norm);
            Scale(ax, 1 / norm);
            if (step % 32 == 31)
            {
                turn.Turn(x, ax); // clears away what rounding has added up
            }
        }

        return x;
    }

    // Makes p of length 1 and square to x and r; false when nothing is left of it.
    private static bool Straighten(double[] p, double[] ap, double[] x, double[] ax, double[] r, double[] ar)
    {
        var before = Norm(p);
        for (var pass = 0; pass < 2; pass++)
        {
            var (alongX, alongR) = (Dot(p, x), Dot(p, r));
            Add(p, -alongX, x);
            Add(ap, -alongX, ax);
            Add(p, -alongR, r);
            Add(ap, -alongR, ar);
        }

        var norm = Norm(p);
        if (!(norm > 1e-10 * before))
        {
            Array.Clear(p);
            Array.Clear(ap);
            return false;
        }

        Scale(p, 1 / norm);
        Scale(ap, 1 / norm);
        return true;
    }

    private static double[] Even(int count)
    {
        var x = new double[count];
        Array.Fill(x, 1 / Math.Sqrt(count));
        return x;
    }

    private static double Norm(double[] x) => Math.Sqrt(Dot(x, x));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var v = 0; v < x.Length; v++)
        {
            sum += x[v] * y[v];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(double[] x, double times, double[] y)
    {
        for (var v = 0; v < x.Length; v++)
        {
            x[v] += times * y[v];
        }
    }

    private static void Scale(double[] x, double times)
    {
        for (var v = 0; v < x.Length; v++)
        {
            x[v] *= times;
        }
    }

    private sealed unsafe class Turning(Csr graph, Crew crew)
    {
        private readonly PageRankGraph _graph = new(graph);

        public int[] Vertices => _graph.Vertices;

        public int Count => _graph.Count;

        public void Turn(double[] x, double[] turned) => crew.Run(PageRankGraph.Pieces, piece => Turn(piece, x, turned));

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Turn(int piece, double[] x, double[] turned)
        {
            fixed (double* from = x)
            {
                for (var r = _graph.Bounds[piece]; r < _graph.Bounds[piece + 1]; r++)
                {
                    turned[r] = _graph.Pull(from, r);
                }
            }
        }
    }

    /// <summary>Symmetric matrices of three by three.</summary>
    private static class Small
    {
        /// <summary>The vector of the largest value of [[xx, xr, xp], [xr, rr, rp], [xp, rp, pp]], its first part ≥ 0; pp = −∞ leaves p out.</summary>
        public static (double X, double R, double P) Best(double xx, double xr, double xp, double rr, double rp, double pp)
        {
            var hasP = !double.IsNegativeInfinity(pp);
            var (m, v) = (new double[3, 3], new double[3, 3]);
            (m[0, 0], m[0, 1], m[1, 0], m[1, 1]) = (xx, xr, xr, rr);
            (m[0, 2], m[2, 0], m[1, 2], m[2, 1]) = (xp, xp, rp, rp);
            m[2, 2] = hasP ? pp : Math.Min(xx, rr) - 1;
            (v[0, 0], v[1, 1], v[2, 2]) = (1, 1, 1);
            for (var sweep = 0; sweep < 20; sweep++)
            {
                Rotate(m, v, 0, 1);
                Rotate(m, v, 0, 2);
                Rotate(m, v, 1, 2);
            }

            var best = m[0, 0] >= m[1, 1] ? (m[0, 0] >= m[2, 2] ? 0 : 2) : (m[1, 1] >= m[2, 2] ? 1 : 2);
            var sign = v[0, best] < 0 ? -1 : 1;
            return (sign * v[0, best], sign * v[1, best], hasP ? sign * v[2, best] : 0);
        }

        // Jacobi: turns axes i and j until they are independent.
        private static void Rotate(double[,] m, double[,] v, int i, int j)
        {
            if (m[i, j] == 0)
            {
                return;
            }

            var theta = (m[j, j] - m[i, i]) / (2 * m[i, j]);
            var t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
            var c = 1 / Math.Sqrt((t * t) + 1);
            var s = t * c;
            for (var k = 0; k < 3; k++)
            {
                (m[k, i], m[k, j]) = ((c * m[k, i]) - (s * m[k, j]), (s * m[k, i]) + (c * m[k, j]));
                (v[k, i], v[k, j]) = ((c * v[k, i]) - (s * v[k, j]), (s * v[k, i]) + (c * v[k, j]));
            }

            for (var k = 0; k < 3; k++)
            {
                (m[i, k], m[j, k]) = ((c * m[i, k]) - (s * m[j, k]), (s * m[i, k]) + (c * m[j, k]));
            }
        }
    }
}
