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

        return Named(labels, sizes, firsts.AsSpan(0, count));
    }

    /// <summary>As <see cref="FromLabels"/> where each label is the smallest vertex of its group, one of which may be far larger than the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static Partition FromRoots(int[] roots, int large)
    {
        var sizes = new int[roots.Length];
        var firsts = GC.AllocateUninitializedArray<int>(roots.Length);
        var (count, most) = (0, 0);
        for (var v = 0; v < roots.Length; v++)
        {
            firsts[count] = v;
            count += roots[v] == v ? 1 : 0;
            if (roots[v] == large)
            {
                most++; // adding to the same place in memory again and again would be slow
            }
            else
            {
                sizes[roots[v]]++;
            }
        }

        if (most > 0)
        {
            sizes[large] = most;
        }

        return Named(roots, sizes, firsts.AsSpan(0, count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Partition Named(int[] labels, int[] sizes, ReadOnlySpan<int> firsts)
    {
        var names = Names(sizes, firsts);
        var of = GC.AllocateUninitializedArray<int>(labels.Length);
        for (var v = 0; v < of.Length; v++)
        {
            of[v] = names[labels[v]];
        }

        return new Partition(of, firsts.Length);
    }

    // Those of one vertex, often the most, need no sorting.
    private static int[] Names(int[] sizes, ReadOnlySpan<int> firsts)
    {
        var keys = GC.AllocateUninitializedArray<long>(firsts.Length);
        var large = 0;
        for (var i = 0; i < firsts.Length; i++)
        {
            keys[large] = ((long)-sizes[firsts[i]] << 32) + i;
            large += sizes[firsts[i]] > 1 ? 1 : 0;
        }

        Array.Sort(keys, 0, large);
        var names = GC.AllocateUninitializedArray<int>(sizes.Length);
        for (var name = 0; name < large; name++)
        {
            names[firsts[(int)keys[name]]] = name;
        }

        var next = large;
        foreach (var label in firsts)
        {
            names[label] = sizes[label] > 1 ? names[label] : next++;
        }

        return names;
    }
}
