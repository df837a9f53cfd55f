using System.Runtime.InteropServices;

namespace Kith.Kernels.Graphs;

/// <summary>Sums at few of many places: clearing them takes as long as filling them did, however many places there are.</summary>
/// <param name="count">Places: 0 .. count − 1.</param>
public sealed class SparseSums(int count)
{
    private readonly double[] _sums = new double[count];
    private readonly List<int> _filled = [];

    /// <summary>The sum at a place; 0 where nothing was added.</summary>
    public double this[int place] => _sums[place];

    /// <summary>Where anything was added, each place once; ascending after <see cref="Sort"/>.</summary>
    public ReadOnlySpan<int> Filled => CollectionsMarshal.AsSpan(_filled);

    /// <summary>Adds an amount, which is not below 0.</summary>
    public void Add(int place, double amount)
    {
        if (_sums[place] == 0 && amount > 0)
        {
            _filled.Add(place);
        }

        _sums[place] += amount;
    }

    /// <summary>Puts the filled places in order.</summary>
    public void Sort() => _filled.Sort();

    /// <summary>Makes all sums 0.</summary>
    public void Clear()
    {
        foreach (var place in _filled)
        {
            _sums[place] = 0;
        }

        _filled.Clear();
    }
}
