using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kith.Kernels.Graphs;

/// <summary>Sums the repulsion of many points in n log n: far squares act as one point.</summary>
/// <remarks>
/// Barnes and Hut, Nature 324 (1986). Points that are neighbours in the plane walk through the tree together (Barnes, "A modified tree code:
/// don't laugh; it runs", Journal of Computational Physics 87, 1990): a square is far when it is far from all of them.
/// </remarks>
internal sealed class QuadTree
{
    /// <summary>How many points walk together.</summary>
    public const int Pack = 2 * Lanes;

    private const int Together = 8; // are sorted in along the curve at a time; a pack

    private const int Lanes = 4; // the same on every machine: who walks together changes the sums by a little

    // A square acts as one point when seen smaller than this (width over distance).
    private const double Theta = 1.2;

    // So few points stay together in one square.
    private const int Bucket = 4;

    // Binary places of a point on each axis. Many points that share all of them, a 65,536th of the picture, are one point.
    private const int Bits = 16;

    // In the order of a curve that fills the plane and never leaps (Hilbert, Mathematische Annalen 38, 1891).
    private uint[] _keys = [];
    private uint[] _spareKeys = [];
    private double[] _numbers = []; // of the points; sorted beside the keys, as RadixSort takes them
    private double[] _spareNumbers = [];
    private double[] _x = [];
    private double[] _y = [];
    private double[] _mass = [];
    private Cell[] _cells = new Cell[64];
    private int _count;
    private double _width;
    private double _same; // squared distance below which a point is the asking one

    /// <summary>The points' numbers in the order in which they are asked for; longer than there are points.</summary>
    public int[] Order { get; private set; } = [];

    /// <summary>By place in that order: sum over other points of mass · (own − other) / d².</summary>
    public double[] PushX { get; private set; } = [];

    /// <inheritdoc cref="PushX"/>
    public double[] PushY { get; private set; } = [];

    /// <summary>By place: sum over other points of mass / d².</summary>
    public double[] Stiffness { get; private set; } = [];

    /// <summary>Places all points. The tree keeps its memory from one call to the next.</summary>
    public void Fill(double[] x, double[] y, double[] mass)
    {
        Grow((x.Length + Pack - 1) / Pack * Pack);
        var (left, bottom) = (x.Min(), y.Min());
        _width = Math.Max(Math.Max(x.Max() - left, y.Max() - bottom), 1e-12);
        _same = 1e-20 * _width * _width;
        Sort(x, y, left, bottom);
        for (var i = 0; i < Order.Length; i++)
        {
            // The last one stands for those that a pack lacks.
            var v = (int)_numbers[Math.Min(i, x.Length - 1)];
            (Order[i], _x[i], _y[i], _mass[i]) = (v, x[v], y[v], mass[v]);
        }

        _count = 0;
        Add(0, x.Length);
    }

    private void Grow(int length)
    {
        if (Order.Length == length)
        {
            return;
        }

        (_keys, _spareKeys, _numbers, _spareNumbers) = (new uint[length], new uint[length], new double[length], new double[length]);
        (_x, _y, _mass, Order) = (new double[length], new double[length], new double[length], new int[length]);
        (PushX, PushY, Stiffness) = (new double[length], new double[length], new double[length]);
    }

    private void Sort(double[] x, double[] y, double left, double bottom)
    {
        var scale = ((1 << Bits) - 1) / _width;
        Span<uint> across = stackalloc uint[Together];
        Span<uint> up = stackalloc uint[Together];
        for (var first = 0; first < _keys.Length; first += Together)
        {
            for (var i = 0; i < Together; i++)
            {
                var v = Math.Min(first + i, x.Length - 1);
                (across[i], up[i], _numbers[first + i]) = ((uint)((x[v] - left) * scale), (uint)((y[v] - bottom) * scale), v);
            }

            Along(Vector256.Create<uint>(across), Vector256.Create<uint>(up)).CopyTo(_keys, first);
        }

        RadixSort.Sort(_keys, _numbers, _spareKeys, _spareNumbers, x.Length, 2 * Bits);
    }

    // How far along the curve places lie.
    private static Vector256<uint> Along(Vector256<uint> x, Vector256<uint> y)
    {
        var (key, one) = (Vector256<uint>.Zero, Vector256<uint>.One);
        for (var bit = Bits - 1; bit >= 0; bit--)
        {
            var (right, up) = ((x >> bit) & one, (y >> bit) & one);
            key = (key << 2) | ((right + right + right) ^ up);
            // In the lower quarters the curve is turned.
            var turned = up - one;
            var mirrored = turned & (Vector256<uint>.Zero - right);
            (x, y) = (x ^ mirrored, y ^ mirrored);
            var swapped = (x ^ y) & turned;
            (x, y) = (x ^ swapped, y ^ swapped);
        }

        return key;
    }

    // The smallest square around a stretch of the curve, and what lies in it: smaller squares or single points.
    private (double X, double Y, double Mass) Add(int first, int end)
    {
        if (_count == _cells.Length)
        {
            Array.Resize(ref _cells, 2 * _count);
        }

        var at = _count++;
        if (end - first == 1)
        {
            _cells[at] = new Cell(_x[first], _y[first], _mass[first], 0, _count);
            return (_x[first] * _mass[first], _y[first] * _mass[first], _mass[first]);
        }

        var unlike = _keys[first] ^ _keys[end - 1];
        // They share a square up to the first place in which they differ.
        var places = BitOperations.Log2(unlike | 1) / 2;
        var areFew = end - first <= Bucket;
        var (x, y, mass) = (0.0, 0.0, 0.0);
        for (var start = first; start < end;)
        {
            var next = areFew || unlike == 0 ? start + 1 : EndOf(start, end, 2 * places);
            var inner = Add(start, next);
            (x, y, mass, start) = (x + inner.X, y + inner.Y, mass + inner.Mass, next);
        }

        var near = Math.ScaleB(_width, places + 1 - Bits) / Theta;
        if (unlike == 0 && !areFew)
        {
            (_count, near) = (at + 1, 0);
        }

        _cells[at] = new Cell(x / mass, y / mass, mass, near * near, _count);
        return (x, y, mass);
    }

    // Where those end that share a quarter with the first.
    private int EndOf(int first, int end, int shift)
    {
        var (low, high) = (first + 1, end);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _keys[middle] >> shift == _keys[first] >> shift ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Writes down what pushes the points of a pack; packs may be asked for at once by several threads.</summary>
    /// <param name="first">Place of the first, a multiple of <see cref="Pack"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Push(int first)
    {
        ref var firstX = ref MemoryMarshal.GetArrayDataReference(_x);
        ref var firstY = ref MemoryMarshal.GetArrayDataReference(_y);
        var (x0, x1) = (Vector256.LoadUnsafe(ref firstX, (nuint)first), Vector256.LoadUnsafe(ref firstX, (nuint)(first + Lanes)));
        var (y0, y1) = (Vector256.LoadUnsafe(ref firstY, (nuint)first), Vector256.LoadUnsafe(ref firstY, (nuint)(first + Lanes)));
        var (left, right) = (Least(Vector256.Min(x0, x1)), -Least(-Vector256.Max(x0, x1)));
        var (bottom, top) = (Least(Vector256.Min(y0, y1)), -Least(-Vector256.Max(y0, y1)));
        var same = Vector256.Create(_same);
        Vector256<double> fx0 = default, fx1 = default, fy0 = default, fy1 = default, s0 = default, s1 = default;
        for (var at = 0; at < _count;)
        {
            ref readonly var cell = ref _cells[at];
            var dx = double.MaxNative(0, double.MaxNative(left - cell.X, cell.X - right));
            var dy = double.MaxNative(0, double.MaxNative(bottom - cell.Y, cell.Y - top));
            if (cell.Near > (dx * dx) + (dy * dy))
            {
                at++;
                continue;
            }

            at = cell.Next;
            var (x, y, mass) = (Vector256.Create(cell.X), Vector256.Create(cell.Y), Vector256.Create(cell.Mass));
            var (dx0, dx1, dy0, dy1) = (x0 - x, x1 - x, y0 - y, y1 - y);
            var (square0, square1) = ((dx0 * dx0) + (dy0 * dy0), (dx1 * dx1) + (dy1 * dy1));
            var share0 = (mass / square0) & Vector256.GreaterThan(square0, same);
            var share1 = (mass / square1) & Vector256.GreaterThan(square1, same);
            (fx0, fx1, fy0, fy1) = (fx0 + (dx0 * share0), fx1 + (dx1 * share1), fy0 + (dy0 * share0), fy1 + (dy1 * share1));
            (s0, s1) = (s0 + share0, s1 + share1);
        }

        fx0.CopyTo(PushX, first);
        fx1.CopyTo(PushX, first + Lanes);
        fy0.CopyTo(PushY, first);
        fy1.CopyTo(PushY, first + Lanes);
        s0.CopyTo(Stiffness, first);
        s1.CopyTo(Stiffness, first + Lanes);
    }

    private static double Least(Vector256<double> four) => Math.Min(Math.Min(four[0], four[1]), Math.Min(four[2], four[3]));

    // A square or a point with its centre of mass, and how near (squared) it is more than one point; Next is the one after all that lie in it.
    private readonly record struct Cell(double X, double Y, double Mass, double Near, int Next);
}
