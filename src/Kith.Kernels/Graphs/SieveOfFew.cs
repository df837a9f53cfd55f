using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kith.Kernels.Graphs;

/// <summary>
/// A set of up to six vertices, a register each, with which sixteen candidates at a time are compared: nothing has to be made first, as
/// for a <see cref="Sieve"/>, and nothing passes that is not in the set.
/// </summary>
internal readonly unsafe struct SieveOfFew : ISieve
{
    public const int Most = 6;

    private readonly Vector512<int> _first;
    private readonly Vector512<int> _second;
    private readonly Vector512<int> _third;
    private readonly Vector512<int> _fourth;
    private readonly Vector512<int> _fifth;
    private readonly Vector512<int> _sixth;

    /// <summary>The set of the targets first .. last − 1, one at least; beside each is written 1 + its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SieveOfFew(int* targets, int first, int last, int* places)
    {
        for (var place = first; place < last; place++)
        {
            places[targets[place]] = place + 1;
        }

        var end = last - 1; // no branch: how many there are cannot be guessed
        _first = Vector512.Create(targets[first]);
        _second = Vector512.Create(targets[Math.Min(first + 1, end)]);
        _third = Vector512.Create(targets[Math.Min(first + 2, end)]);
        _fourth = Vector512.Create(targets[Math.Min(first + 3, end)]);
        _fifth = Vector512.Create(targets[Math.Min(first + 4, end)]);
        _sixth = Vector512.Create(targets[Math.Min(first + 5, end)]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Pass(int* targets, int from, int to, int* places)
    {
        var (found, j) = (0, from);
        do
        {
            var candidates = Vector512.Load(targets + j);
            var hit = Vector512.Equals(candidates, _first) | Vector512.Equals(candidates, _second)
                | Vector512.Equals(candidates, _third) | Vector512.Equals(candidates, _fourth)
                | Vector512.Equals(candidates, _fifth) | Vector512.Equals(candidates, _sixth);
            found += Sieve.Keep(hit, j, to, places + found);
            j += 16;
        }
        while (j < to);

        return found;
    }
}
