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
    internal static Partition FromLabels(int[] labels)
    {
        var sizes = new int[labels.Length];
        var firsts = new List<int>();
        foreach (var label in labels)
        {
            if (sizes[label]++ == 0)
            {
                firsts.Add(label);
            }
        }

        var names = new int[labels.Length];
        var count = 0;
        foreach (var label in firsts.OrderByDescending(label => sizes[label])) // stable
        {
            names[label] = count++;
        }

        return new Partition(Array.ConvertAll(labels, label => names[label]), count);
    }
}
