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
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double _left;
    private readonly double _bottom;
    private readonly double _width;
    private readonly int _columnBits;
    private readonly int _bits;
    private readonly int _stripes;

    // By vertex: whoever did not move in the last round stands in the way of others only, who look themselves.
    private readonly bool[] _isAwake;

    // By place among the sorted.
    private readonly uint[] _keys; // row, then column; one more, larger than all
    private readonly uint[] _spareKeys;
    private readonly double[] _vertices; // as RadixSort takes them
    private readonly double[] _spareVertices;
    private readonly double[] _atX;
    private readonly double[] _atY;
    private readonly bool[] _hasMoved;

    private LayoutApart(double[] x, double[] y, Crew crew)
    {
        (_x, _y, _crew) = (x, y, crew);
        (_left, _bottom) = (x.Min(), y.Min());
        var (wide, high) = (x.Max() - _left, y.Max() - _bottom);
        _width = Math.Max(Nearest, Math.Max(wide, high) / (Cells - 4));
        // A cell is left free all around: neighbours of a cell are in no other row.
        _columnBits = BitsOf((int)(wide / _width) + 2);
        _bits = _columnBits + BitsOf((int)(high / _width) + 2);
        _stripes = ((int)(high / _width) + 2) / Rows + 1;
        (_keys, _spareKeys, _vertices, _spareVertices) = (new uint[x.Length + 1], new uint[x.Length], new double[x.Length], new double[x.Length]);
        (_atX, _atY, _hasMoved, _isAwake) = (new double[x.Length], new double[x.Length], new bool[x.Length], new bool[x.Length]);
        Array.Fill(_isAwake, true);
    }

    /// <summary>Moves the points in place.</summary>
    public static void Push(double[] x, double[] y, Crew crew, CancellationToken cancel)
    {
        var points = new LayoutApart(x, y, crew);
        for (var round = 0; round < Rounds && points.Round(); round++)
        {
            cancel.ThrowIfCancellationRequested();
        }
    }

    // False when nothing had to move.
    private bool Round()
    {
        Sort();
        _crew.Run((_stripes + 1) / 2, half => Look(2 * half));
        _crew.Run(_stripes / 2, half => Look((2 * half) + 1));
        _crew.Over(_x.Length, (first, last) =>
        {
            for (var place = first; place < last; place++)
            {
                var v = (int)_vertices[place];
                (_x[v], _y[v], _isAwake[v]) = (_atX[place], _atY[place], _hasMoved[place]);
            }
        });
        return _hasMoved.Contains(true);
    }

    private void Sort()
    {
        _crew.Over(_x.Length, (first, last) =>
        {
            for (var v = first; v < last; v++)
            {
                (_keys[v], _vertices[v]) = (CellOf(_x[v], _y[v]), v);
            }
        });
        RadixSort.Sort(_keys, _vertices, _spareKeys, _spareVertices, _x.Length, _bits);
        _keys[^1] = uint.MaxValue;
        _crew.Over(_x.Length, (first, last) =>
        {
            for (var place = first; place < last; place++)
            {
                var v = (int)_vertices[place];
                (_atX[place], _atY[place], _hasMoved[place]) = (_x[v], _y[v], false);
            }
        });
    }

    // Whoever was pushed over the edge since counts as standing at it: who stands near is still in a cell near by.
    private uint CellOf(double x, double y)
    {
        var column = 1 + (int)Math.Clamp((x - _left) / _width, 0, (1 << _columnBits) - 3);
        var row = 1 + (int)Math.Clamp((y - _bottom) / _width, 0, (1 << (_bits - _columnBits)) - 3);
        return ((uint)row << _columnBits) + (uint)column;
    }

    private void Look(int stripe)
    {
        Span<int> starts = [PlaceOf((stripe * Rows) - 1), PlaceOf(stripe * Rows), PlaceOf((stripe * Rows) + 1)];
        var end = PlaceOf((stripe + 1) * Rows);
        for (var place = starts[1]; place < end; place++)
        {
            if (!_isAwake[(int)_vertices[place]])
            {
                continue;
            }

            for (var row = 0; row < 3; row++)
            {
                var cell = _keys[place] + (uint)((row - 1) << _columnBits);
                ref var start = ref starts[row]; // goes along beside the place
                while (_keys[start] < cell - 1)
                {
                    start++;
                }

                for (var other = start; _keys[other] <= cell + 1; other++)
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
        var place = Array.BinarySearch(_keys, 0, _x.Length, (uint)Math.Max(0, row) << _columnBits);
        return place < 0 ? ~place : place; // column 0 is free
    }

    private void Separate(int u, int v)
    {
        var (dx, dy) = (_atX[v] - _atX[u], _atY[v] - _atY[u]);
        var square = (dx * dx) + (dy * dy);
        if (square >= 0.98 * Nearest * (0.98 * Nearest))
        {
            return;
        }

        var distance = Math.Sqrt(square);
        // Points in the very same place part in a direction given by their numbers.
        var turn = _vertices[u] + (2.4 * _vertices[v]);
        (dx, dy) = distance > 1e-9 ? (dx / distance, dy / distance) : (Math.Cos(turn), Math.Sin(turn));
        var half = (Nearest - distance) / 2;
        (_atX[u], _atY[u]) = (_atX[u] - (dx * half), _atY[u] - (dy * half));
        (_atX[v], _atY[v]) = (_atX[v] + (dx * half), _atY[v] + (dy * half));
        (_hasMoved[u], _hasMoved[v]) = (true, true);
    }

    private static int BitsOf(int most) => System.Numerics.BitOperations.Log2((uint)most) + 1;
}
