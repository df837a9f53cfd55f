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

        return Named(labels, sizes, firsts.AsSpan(0, count));
    }

    /// <summary>
    /// As <see cref="FromLabels"/> where each label is the smallest vertex of its group, one of which may be far larger than the rest;
    /// the names take the place of the roots.
    /// </summary>
    internal static Partition FromRoots(int[] roots, int large, Crew crew)
    {
        var parts = crew.Threads == 1 ? 1 : Crew.Pieces;
        var (sizes, firsts, found) = (ArrayPool<int>.Shared.Rent(roots.Length), ArrayPool<int>.Shared.Rent(roots.Length), new (int Roots, int OfLarge)[parts]);
        sizes.AsSpan(0, roots.Length).Clear();
        crew.Run(parts, part => found[part] = CountRoots(roots, large, First(part), First(part + 1), sizes, firsts, isAlone: parts == 1));
        var (count, ofLarge) = (0, 0);
        for (var part = 0; part < parts; part++)
        {
            firsts.AsSpan(First(part), found[part].Roots).CopyTo(firsts.AsSpan(count));
            count += found[part].Roots;
            ofLarge += found[part].OfLarge;
        }

        if (ofLarge > 0)
        {
            sizes[large] = ofLarge;
        }

        var names = Names(sizes.AsSpan(0, roots.Length), firsts.AsSpan(0, count));
        crew.Over(roots.Length, (first, last) => Rename(roots, names, roots, first, last));
        ArrayPool<int>.Shared.Return(sizes);
        ArrayPool<int>.Shared.Return(firsts);
        ArrayPool<int>.Shared.Return(names);
        return new Partition(roots, count);

        int First(int part) => (int)((long)roots.Length * part / parts);
    }

    // Writes down the roots, beginning where the vertices begin.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Roots, int OfLarge) CountRoots(int[] roots, int large, int first, int last, int[] sizes, int[] firsts, bool isAlone)
    {
        var (count, ofLarge) = (0, 0);
        for (var v = first; v < last; v++)
        {
            var root = roots[v];
            if (root == v)
            {
                firsts[first + count++] = v;
            }

            if (root == large)
            {
                ofLarge++; // adding to the same place in memory again and again would be slow
            }
            else if (isAlone)
            {
                sizes[root]++;
            }
            else
            {
                Interlocked.Increment(ref sizes[root]);
            }
        }

        return (count, ofLarge);
    }

    private static Partition Named(int[] labels, int[] sizes, ReadOnlySpan<int> firsts)
    {
        var (names, of) = (Names(sizes, firsts), GC.AllocateUninitializedArray<int>(labels.Length));
        Rename(labels, names, of, 0, of.Length);
        ArrayPool<int>.Shared.Return(names);
        return new Partition(of, firsts.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rename(int[] labels, int[] names, int[] of, int first, int last)
    {
        for (var v = first; v < last; v++)
        {
            of[v] = names[labels[v]];
        }
    }

    // Of each label, lent. Those of one vertex, often the most, need no sorting.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Names(ReadOnlySpan<int> sizes, ReadOnlySpan<int> firsts)
    {
        var keys = ArrayPool<long>.Shared.Rent(firsts.Length);
        var large = 0;
        for (var i = 0; i < firsts.Length; i++)
        {
            keys[large] = ((long)-sizes[firsts[i]] << 32) + i;
            large += sizes[firsts[i]] > 1 ? 1 : 0;
        }

        Array.Sort(keys, 0, large);
        var names = ArrayPool<int>.Shared.Rent(sizes.Length);
        for (var name = 0; name < large; name++)
        {
            names[firsts[(int)keys[name]]] = name;
        }

        var next = large;
        foreach (var label in firsts)
        {
            names[label] = sizes[label] > 1 ? names[label] : next++;
        }

        ArrayPool<long>.Shared.Return(keys);
        return names;
    }
}
