using System.Buffers;
using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>The edges between groups of vertices, summed: an undirected graph of the groups, without loops.</summary>
/// <remarks>
/// Each group sums what leads to larger numbers, in any order; read from the smallest number on, that puts every row in order
/// without sorting: first what leads to smaller numbers, then, read from those, what leads to larger ones.
/// </remarks>
internal sealed unsafe class LayoutContraction
{
    private readonly Csr _graph;
    private readonly int[] _parents;
    private readonly int[] _members; // vertices by group
    private readonly int[] _starts; // of each group among the members, and the end
    private readonly int[] _rows; // of each group: first of its sums, and after the last group the end
    private readonly int[] _ends; // of each group: after the last of its sums

    private LayoutContraction(Csr graph, int[] parents, int count)
    {
        (_graph, _parents, _members, _starts) = (graph, parents, new int[parents.Length], new int[count + 2]);
        (_rows, _ends) = (new int[count + 1], new int[count]);
        foreach (var parent in parents)
        {
            _starts[parent + 2]++;
        }

        for (var v = 0; v < parents.Length; v++)
        {
            _rows[parents[v] + 1] += graph.Degree(v);
        }

        for (var group = 0; group < count; group++)
        {
            _starts[group + 2] += _starts[group + 1];
            _rows[group + 1] += _rows[group];
        }

        for (var v = 0; v < parents.Length; v++)
        {
            _members[_starts[parents[v] + 1]++] = v;
        }
    }

    /// <summary>The graph of count groups; each vertex belongs to the one that is its parent.</summary>
    public static Csr Of(Csr graph, int[] parents, int count, Crew crew)
    {
        var groups = new LayoutContraction(graph, parents, count);
        var (targets, weights) = (ArrayPool<int>.Shared.Rent(graph.Targets.Length), ArrayPool<double>.Shared.Rent(graph.Targets.Length));
        var places = new int[crew.Threads][];
        var parts = crew.Threads == 1 ? 1 : Crew.Pieces;
        crew.Run(parts, (part, member) =>
        {
            places[member] ??= new int[count];
            groups.Sum((int)((long)count * part / parts), (int)((long)count * (part + 1) / parts), places[member], targets, weights);
        });
        var result = groups.InOrder(targets, weights);
        ArrayPool<int>.Shared.Return(targets);
        ArrayPool<double>.Shared.Return(weights);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(int first, int last, int[] places, int[] sumTargets, double[] sumWeights)
    {
        fixed (int* offsets = _graph.Offsets, targets = _graph.Targets, parent = _parents, place = places, to = sumTargets)
        fixed (double* weights = _graph.Weights, sums = sumWeights)
        {
            for (var group = first; group < last; group++)
            {
                // A place before those of this group is from another one.
                var (start, n) = (_rows[group], _rows[group]);
                for (var i = _starts[group]; i < _starts[group + 1]; i++)
                {
                    var v = _members[i];
                    for (var e = offsets[v]; e < offsets[v + 1]; e++)
                    {
                        var other = parent[targets[e]];
                        if (other <= group)
                        {
                            continue;
                        }

                        if (place[other] > start)
                        {
                            sums[place[other] - 1] += weights[e];
                            continue;
                        }

                        (to[n], sums[n]) = (other, weights[e]);
                        place[other] = ++n;
                    }
                }

                _ends[group] = n;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Csr InOrder(int[] sumTargets, double[] sumWeights)
    {
        var count = _ends.Length;
        var (offsets, next) = (new int[count + 1], new int[count]); // next of each row
        for (var group = 0; group < count; group++)
        {
            offsets[group + 1] += _ends[group] - _rows[group];
            for (var n = _rows[group]; n < _ends[group]; n++)
            {
                offsets[sumTargets[n] + 1]++;
            }
        }

        for (var group = 0; group < count; group++)
        {
            (next[group], offsets[group + 1]) = (offsets[group], offsets[group] + offsets[group + 1]);
        }

        var (targets, weights) = (GC.AllocateUninitializedArray<int>(offsets[^1]), GC.AllocateUninitializedArray<double>(offsets[^1]));
        for (var group = 0; group < count; group++)
        {
            for (var n = _rows[group]; n < _ends[group]; n++)
            {
                var place = next[sumTargets[n]]++;
                (targets[place], weights[place]) = (group, sumWeights[n]);
            }
        }

        // What leads to smaller groups is there: it ends where next stood before this loop.
        for (var group = 0; group < count; group++)
        {
            var end = offsets[group + 1] - (_ends[group] - _rows[group]);
            for (var e = offsets[group]; e < end; e++)
            {
                var place = next[targets[e]]++;
                (targets[place], weights[place]) = (group, weights[e]);
            }
        }

        return Csr.OfRows(offsets, targets, weights);
    }
}
