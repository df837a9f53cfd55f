using System.Buffers;
using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Vertices divided into groups.</summary>
/// <param name="Of">Group of each vertex: 0 .. Count − 1.</param>
/// <param name="Count">Number of groups; none is empty.</param>
public sealed record Partition(int[] Of, int Count)
{
    /// <summary>Number of vertices in each group.</summary>
    public int[] Sizes()
    {
        var sizes = new int[Count];
        foreach (var group in Of)
        {
            sizes[group]++;
        }

        return sizes;
    }

    /// <summary>Vertices of each group, ascending.</summary>
    public int[][] Members()
    {
        var members = Array.ConvertAll(Sizes(), size => new int[size]);
        var filled = new int[Count];
        for (var v = 0; v < Of.Length; v++)
        {
            members[Of[v]][filled[Of[v]]++] = v;
        }

        return members;
    }

    /// <summary>Any labels 0 .. length − 1 renamed: the largest group is 0; among equals the one with the smallest vertex comes first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static Partition FromLabels(int[] labels)
    {
        var sizes = new int[labels.Length];
        var firsts = GC.AllocateUninitializedArray<int>(labels.Length); // labels in order of appearance
        var count = 0;
        foreach (var label in labels)
        {
            firsts[count] = label;
            count += sizes[label]++ == 0 ? 1 : 0;
        }

        var ordered = ArrayPool<int>.Shared.Rent(count);
        for (var i = 0; i < count; i++)
        {
            ordered[i] = sizes[firsts[i]];
        }

        var (names, of) = (Names(ordered.AsSpan(0, count)), GC.AllocateUninitializedArray<int>(labels.Length));
        for (var i = 0; i < count; i++)
        {
            sizes[firsts[i]] = names[i]; // what labels are called now
        }

        Rename(labels, sizes, of);
        ArrayPool<int>.Shared.Return(ordered);
        ArrayPool<int>.Shared.Return(names);
        return new Partition(of, count);
    }

    /// <summary>The same where labels are 0, 1, … in order of appearance and sizes are known; the names take their place.</summary>
    internal static Partition FromOrdered(int[] labels, ReadOnlySpan<int> sizes)
    {
        if (sizes.Length > 1)
        {
            var names = Names(sizes);
            Rename(labels, names, labels);
            ArrayPool<int>.Shared.Return(names);
        }

        return new Partition(labels, sizes.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rename(int[] labels, int[] names, int[] of)
    {
        for (var v = 0; v < labels.Length; v++)
        {
            of[v] = names[labels[v]];
        }
    }

    // Of groups in order of appearance, lent. Those of one vertex, often the most, need no sorting.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Names(ReadOnlySpan<int> sizes)
    {
        var (keys, names) = (ArrayPool<long>.Shared.Rent(sizes.Length), ArrayPool<int>.Shared.Rent(sizes.Length));
        var (large, next) = (0, sizes.Length);
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            var isLarge = sizes[i] > 1 ? 1 : 0;
            keys[large] = ((long)-sizes[i] << 32) + i;
            large += isLarge;
            next -= 1 - isLarge;
            names[i] = next;
        }

        Array.Sort(keys, 0, large);
        for (var name = 0; name < large; name++)
        {
            names[(int)keys[name]] = name;
        }

        ArrayPool<long>.Shared.Return(keys);
        return names;
    }
}
