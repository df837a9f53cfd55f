namespace Kith.Kernels.Graphs;

/// <summary>Symmetric matrices of three by three.</summary>
/// <remarks>Jacobi, Journal für die reine und angewandte Mathematik 30 (1846).</remarks>
internal static class SmallMatrix
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

    // Turns axes i and j until they are independent.
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
