namespace Kith.Kernels.Graphs;

/// <summary>Last touches on the positions of one component.</summary>
internal static class LayoutSpacing
{
    /// <summary>Centres the points and turns their longest direction level: pictures are wider than high.</summary>
    public static void Turn(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var (xx, xy, yy) = (0.0, 0.0, 0.0);
        for (var v = 0; v < x.Length; v++)
        {
            (x[v], y[v]) = (x[v] - meanX, y[v] - meanY);
            (xx, xy, yy) = (xx + (x[v] * x[v]), xy + (x[v] * y[v]), yy + (y[v] * y[v]));
        }

        var angle = Math.Atan2(2 * xy, xx - yy) / 2;
        var (sin, cos) = Math.SinCos(-angle);
        for (var v = 0; v < x.Length; v++)
        {
            (x[v], y[v]) = ((cos * x[v]) - (sin * y[v]), (sin * x[v]) + (cos * y[v]));
        }
    }

    /// <summary>Makes the area such that evenly spread points would stand 1 apart.</summary>
    public static void Scale(double[] x, double[] y)
    {
        // Of an even disc of area n, the root mean square radius is √(n / 2π).
        var scale = Math.Sqrt(x.Length / (2 * Math.PI)) / Math.Max(LayoutForces.Extent(x, y), 1e-9);
        for (var v = 0; v < x.Length; v++)
        {
            (x[v], y[v]) = (x[v] * scale, y[v] * scale);
        }
    }
}
