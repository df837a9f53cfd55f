namespace Kith.Kernels.Graphs;

/// <summary>Last touches on the positions of one component.</summary>
internal static class LayoutSpacing
{
    // Points nearer than this are pushed apart; 1 is the distance in an even grid over the same area.
    private const double Nearest = 0.45;

    private const int Rounds = 80;

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

    /// <summary>Moves points that nearly cover each other until none do, or rounds run out.</summary>
    public static void PushApart(double[] x, double[] y)
    {
        var grid = new Grid(x.Length);
        // Whoever did not move since may stand in the way of others only, who look themselves.
        var (awake, moved) = (new bool[x.Length], new bool[x.Length]);
        Array.Fill(awake, true);
        for (var round = 0; round < Rounds; round++)
        {
            grid.Clear();
            for (var v = 0; v < x.Length; v++)
            {
                grid.Add(CellOf(x[v]), CellOf(y[v]), v);
            }

            Array.Clear(moved);
            var isDone = true;
            for (var v = 0; v < x.Length; v++)
            {
                isDone &= !awake[v] || !PushFrom(grid, x, y, v, moved);
            }

            if (isDone)
            {
                return;
            }

            (awake, moved) = (moved, awake);
        }
    }

    private static int CellOf(double place) => (int)Math.Floor(place / Nearest);

    private static bool PushFrom(Grid grid, double[] x, double[] y, int v, bool[] moved)
    {
        var (column, row) = (CellOf(x[v]), CellOf(y[v]));
        for (var c = column - 1; c <= column + 1; c++)
        {
            for (var r = row - 1; r <= row + 1; r++)
            {
                for (var u = grid.First(c, r); u >= 0; u = grid.Next(u))
                {
                    if (u != v && Separate(x, y, u, v))
                    {
                        (moved[u], moved[v]) = (true, true);
                    }
                }
            }
        }

        return moved[v];
    }

    private static bool Separate(double[] x, double[] y, int u, int v)
    {
        var (dx, dy) = (x[v] - x[u], y[v] - y[u]);
        var distance = Math.Sqrt((dx * dx) + (dy * dy));
        if (distance >= 0.98 * Nearest)
        {
            return false;
        }

        // Points in the very same place part in a direction given by their numbers.
        (dx, dy) = distance > 1e-9 ? (dx / distance, dy / distance) : (Math.Cos(u + (2.4 * v)), Math.Sin(u + (2.4 * v)));
        var half = (Nearest - distance) / 2;
        (x[u], y[u], x[v], y[v]) = (x[u] - (dx * half), y[u] - (dy * half), x[v] + (dx * half), y[v] + (dy * half));
        return true;
    }

    /// <summary>Points by the cell they were put into. Cells that share a list by chance only make it longer: distance decides.</summary>
    private sealed class Grid(int count)
    {
        private readonly int[] _heads = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * count))];
        private readonly int[] _nexts = new int[count];

        public void Clear() => Array.Fill(_heads, -1);

        public void Add(int column, int row, int v)
        {
            ref var head = ref _heads[PlaceOf(column, row)];
            (_nexts[v], head) = (head, v);
        }

        public int First(int column, int row) => _heads[PlaceOf(column, row)];

        public int Next(int v) => _nexts[v];

        private int PlaceOf(int column, int row) => (int)((((uint)column * 0x9E3779B1u) ^ ((uint)row * 0x85EBCA77u)) >> 7) & (_heads.Length - 1);
    }
}
