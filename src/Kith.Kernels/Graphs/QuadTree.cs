using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Sums the repulsion of many points in n log n: far squares act as one point.</summary>
/// <remarks>Barnes and Hut, Nature 324 (1986).</remarks>
internal sealed class QuadTree
{
    // A square acts as one point when seen smaller than this (width over distance).
    private const double Theta = 1.1;

    // Points that still share a square this deep differ by a billionth of the picture: one point.
    private const int MaxDepth = 30;

    private Cell[] _cells = new Cell[64];
    private Seen[] _seen = [];
    private int _count;
    private double _same; // squared distance below which a point is the asking one: rounding moves the centre of a cell a little

    /// <summary>
    /// Places all points, in an order in which neighbours in the plane follow each other: their cells then lie near each other in memory.
    /// The tree keeps its memory from one call to the next.
    /// </summary>
    public void Fill(double[] x, double[] y, double[] mass, int[] order)
    {
        var (left, right, bottom, top) = (x.Min(), x.Max(), y.Min(), y.Max());
        _count = 0;
        var width = Math.Max(Math.Max(right - left, top - bottom), 1e-12);
        _same = 1e-20 * width * width;
        Add(left, bottom, width);
        foreach (var v in order)
        {
            Insert(x[v], y[v], mass[v]);
        }

        if (_seen.Length < _count)
        {
            _seen = new Seen[_cells.Length];
        }

        for (var c = 0; c < _count; c++)
        {
            ref readonly var cell = ref _cells[c];
            var side = cell.Width / Theta;
            _seen[c] = new Seen(cell.X / cell.Mass, cell.Y / cell.Mass, cell.Mass, cell.Children == 0 ? 0 : side * side, cell.Children);
        }
    }

    /// <summary>Sum over other points of mass · (own − other) / d², and of mass / d².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (double X, double Y, double Stiffness) Push(double x, double y)
    {
        Span<int> stack = stackalloc int[(3 * MaxDepth) + 4];
        var cells = _seen;
        var (fx, fy, stiffness) = (0.0, 0.0, 0.0);
        var waiting = 1;
        stack[0] = 0;
        while (waiting > 0)
        {
            ref readonly var cell = ref cells[stack[--waiting]];
            var (dx, dy) = (x - cell.X, y - cell.Y);
            var square = (dx * dx) + (dy * dy);
            if (cell.Near <= square)
            {
                var share = square > _same ? cell.Mass / square : 0;
                (fx, fy, stiffness) = (fx + (dx * share), fy + (dy * share), stiffness + share);
                continue;
            }

            for (var child = cell.Children; child < cell.Children + 4; child++)
            {
                stack[waiting] = child;
                waiting += cells[child].Mass > 0 ? 1 : 0;
            }
        }

        return (fx, fy, stiffness);
    }

    private void Insert(double x, double y, double mass)
    {
        var at = 0;
        for (var depth = 0; ; depth++)
        {
            ref var cell = ref _cells[at];
            var isFree = cell.Mass == 0;
            if (cell.Children == 0 && !isFree && depth < MaxDepth)
            {
                Split(at);
                cell = ref _cells[at];
            }

            (cell.X, cell.Y, cell.Mass) = (cell.X + (x * mass), cell.Y + (y * mass), cell.Mass + mass);
            if (isFree || cell.Children == 0)
            {
                return;
            }

            at = ChildAt(in cell, x, y);
        }
    }

    // The single point of the cell moves into its quarter.
    private void Split(int at)
    {
        var (left, bottom, half) = (_cells[at].Left, _cells[at].Bottom, _cells[at].Width / 2);
        var children = _count;
        Add(left, bottom, half);
        Add(left + half, bottom, half);
        Add(left, bottom + half, half);
        Add(left + half, bottom + half, half);
        ref var cell = ref _cells[at];
        cell.Children = children;
        ref var child = ref _cells[ChildAt(in cell, cell.X / cell.Mass, cell.Y / cell.Mass)];
        (child.X, child.Y, child.Mass) = (cell.X, cell.Y, cell.Mass);
    }

    private static int ChildAt(ref readonly Cell cell, double x, double y)
    {
        var half = cell.Width / 2;
        return cell.Children + (x >= cell.Left + half ? 1 : 0) + (y >= cell.Bottom + half ? 2 : 0);
    }

    private void Add(double left, double bottom, double width)
    {
        if (_count == _cells.Length)
        {
            Array.Resize(ref _cells, 2 * _count);
        }

        _cells[_count++] = new Cell { Left = left, Bottom = bottom, Width = width };
    }

    // What is asked of a cell once it is full: its centre of mass, and how near (squared) it is more than one point; 0 for a leaf.
    private readonly record struct Seen(double X, double Y, double Mass, double Near, int Children);

    // X and Y are sums of place times mass.
    private struct Cell
    {
        public double X;
        public double Y;
        public double Mass;
        public double Left;
        public double Bottom;
        public double Width;
        public int Children; // first of four; 0 for a leaf
    }
}
