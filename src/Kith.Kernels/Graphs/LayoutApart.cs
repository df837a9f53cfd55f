using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Moves points that nearly cover each other until none do, or rounds run out.</summary>
/// <remarks>
/// Points are sorted by the cell of a grid they stand in, row by row. Every other stripe of rows is looked through at once: two of them
/// reach one row each into the stripe between, whose turn comes next. What moves is the same whoever takes which stripe.
/// </remarks>
internal sealed class LayoutApart
{
    // Points nearer than this are pushed apart; 1 is the distance in an even grid over the same area.
    private const double Nearest = 0.45;

    private const int Rounds = 80;

    // Rows of a stripe, at least 2: see above.
    private const int Rows = 4;

    // Cells on each axis at most; in a wider picture they are larger, and hold more points to compare.
    private const int Cells = 1 << 16;

    private readonly Crew _crew;
    private readonly double _left;
    private readonly double _bottom;
    private readonly double _width;
    private readonly int _columnBits;
    private readonly int _bits;
    private readonly int _stripes;
    private readonly uint[] _keys; // row, then column; one more, larger than all
    private readonly uint[] _spareKeys;
    private readonly double[] _befores; // places before they were sorted, as RadixSort takes them
    private readonly double[] _spareBefores;
    private Points _points;
    private Points _spare;

    private LayoutApart(double[] x, double[] y, Crew crew)
    {
        _crew = crew;
        (_left, _bottom) = (x.Min(), y.Min());
        var (wide, high) = (x.Max() - _left, y.Max() - _bottom);
        _width = Math.Max(Nearest, Math.Max(wide, high) / (Cells - 4));
        // A cell is left free all around: neighbours of a cell are in no other row.
        _columnBits = BitsOf((int)(wide / _width) + 2);
        _bits = _columnBits + BitsOf((int)(high / _width) + 2);
        _stripes = (((int)(high / _width) + 2) / Rows) + 1;
        var count = x.Length;
        (_keys, _spareKeys, _befores, _spareBefores) = (new uint[count + 1], new uint[count], new double[count], new double[count]);
        _keys[^1] = uint.MaxValue;
        _points = new Points((double[])x.Clone(), (double[])y.Clone(), Sequence.UpTo(count), new bool[count], new bool[count]);
        Array.Fill(_points.HasMoved, true);
        _spare = new Points(new double[count], new double[count], new int[count], new bool[count], new bool[count]);
    }

    /// <summary>Moves the points in place.</summary>
    public static void Push(double[] x, double[] y, Crew crew, CancellationToken cancel)
    {
        var apart = new LayoutApart(x, y, crew);
        for (var round = 0; round < Rounds && apart.Round(); round++)
        {
            cancel.ThrowIfCancellationRequested();
        }

        for (var place = 0; place < x.Length; place++)
        {
            var v = apart._points.Vertices[place];
            (x[v], y[v]) = (apart._points.X[place], apart._points.Y[place]);
        }
    }

    // False when nothing had to move.
    private bool Round()
    {
        _crew.Over(_befores.Length, Locate);
        RadixSort.Sort(_keys, _befores, _spareKeys, _spareBefores, _befores.Length, _bits);
        _crew.Over(_befores.Length, Gather);
        (_points, _spare) = (_spare, _points);
        _crew.Run((_stripes + 1) / 2, half => Look(2 * half));
        _crew.Run(_stripes / 2, half => Look((2 * half) + 1));
        return _points.HasMoved.Contains(true);
    }

    // Whoever was pushed over the edge since counts as standing at it: who stands near is still in a cell near by.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Locate(int first, int last)
    {
        var (columns, rows) = ((1 << _columnBits) - 3.0, (1 << (_bits - _columnBits)) - 3.0);
        var (left, bottom, share, columnBits) = (_left, _bottom, 1 / _width, _columnBits);
        var (x, y, keys, befores) = (_points.X, _points.Y, _keys, _befores);
        for (var place = first; place < last; place++)
        {
            var column = 1 + (int)double.MinNative(double.MaxNative((x[place] - left) * share, 0), columns);
            var row = 1 + (int)double.MinNative(double.MaxNative((y[place] - bottom) * share, 0), rows);
            (keys[place], befores[place]) = ((uint)((row << columnBits) + column), place);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(int first, int last)
    {
        var ((fromX, fromY, fromVertices, fromMoved, _), (x, y, vertices, hasMoved, isAwake)) = (_points, _spare);
        var befores = _befores;
        for (var place = first; place < last; place++)
        {
            var before = (int)befores[place];
            (x[place], y[place], vertices[place]) = (fromX[before], fromY[before], fromVertices[before]);
            (isAwake[place], hasMoved[place]) = (fromMoved[before], false);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Look(int stripe)
    {
        Span<int> starts = [PlaceOf((stripe * Rows) - 1), PlaceOf(stripe * Rows), PlaceOf((stripe * Rows) + 1)];
        var end = PlaceOf((stripe + 1) * Rows);
        var (keys, isAwake) = (_keys, _points.IsAwake);
        for (var place = starts[1]; place < end; place++)
        {
            if (!isAwake[place])
            {
                continue;
            }

            for (var row = 0; row < 3; row++)
            {
                var cell = keys[place] + (uint)((row - 1) << _columnBits);
                ref var start = ref starts[row]; // goes along beside the place
                while (keys[start] < cell - 1)
                {
                    start++;
                }

                for (var other = start; keys[other] <= cell + 1; other++)
                {
                    if (other != place)
                    {
                        Separate(other, place);
                    }
                }
            }
        }
    }

    // Of the first in a row.
    private int PlaceOf(int row)
    {
        var place = Array.BinarySearch(_keys, 0, _befores.Length, (uint)Math.Max(0, row) << _columnBits);
        return place < 0 ? ~place : place; // column 0 is free
    }

    private void Separate(int u, int v)
    {
        var (x, y, vertices, hasMoved, _) = _points;
        var (dx, dy) = (x[v] - x[u], y[v] - y[u]);
        var square = (dx * dx) + (dy * dy);
        if (square >= 0.98 * Nearest * (0.98 * Nearest))
        {
            return;
        }

        var distance = Math.Sqrt(square);
        // Points in the very same place part in a direction given by their numbers.
        var turn = vertices[u] + (2.4 * vertices[v]);
        (dx, dy) = distance > 1e-9 ? (dx / distance, dy / distance) : (Math.Cos(turn), Math.Sin(turn));
        var half = (Nearest - distance) / 2;
        (x[u], y[u], x[v], y[v]) = (x[u] - (dx * half), y[u] - (dy * half), x[v] + (dx * half), y[v] + (dy * half));
        (hasMoved[u], hasMoved[v]) = (true, true);
    }

    private static int BitsOf(int most) => BitOperations.Log2((uint)most) + 1;

    /// <summary>By place, in the order of cells. Whoever did not move in the last round is not awake: it stands in the way of others only, who look themselves.</summary>
    private sealed record Points(double[] X, double[] Y, int[] Vertices, bool[] HasMoved, bool[] IsAwake);
}
