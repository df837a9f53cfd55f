namespace Kith.Kernels.Graphs;

/// <summary>
/// A weighted graph in compressed sparse rows: the edges of vertex v stand at
/// <c>Offsets[v] .. Offsets[v + 1]</c>, ordered by target, each target once.
/// </summary>
/// <remarks>The arrays are shared, not copied: read them, don't write them.</remarks>
public sealed class Csr
{
    private Csr(int[] offsets, int[] targets, double[] weights, bool isDirected)
    {
        Offsets = offsets;
        Targets = targets;
        Weights = weights;
        IsDirected = isDirected;
    }

    /// <summary>Start of each row; length <see cref="Count"/> + 1.</summary>
    public int[] Offsets { get; }

    /// <summary>Target of each stored edge, ascending within a row.</summary>
    public int[] Targets { get; }

    /// <summary>Weight of each stored edge.</summary>
    public double[] Weights { get; }

    /// <summary>False when every edge is stored in both rows (a loop once).</summary>
    public bool IsDirected { get; }

    /// <summary>Number of vertices.</summary>
    public int Count => Offsets.Length - 1;

    /// <summary>Number of stored edges outgoing from a vertex.</summary>
    public int Degree(int vertex) => Offsets[vertex + 1] - Offsets[vertex];

    /// <summary>Targets of one row.</summary>
    public ReadOnlySpan<int> Row(int vertex) => Targets.AsSpan(Offsets[vertex], Degree(vertex));

    /// <summary>Weights of one row, beside <see cref="Row"/>.</summary>
    public ReadOnlySpan<double> RowWeights(int vertex) => Weights.AsSpan(Offsets[vertex], Degree(vertex));

    /// <summary>Edges from → to in any order; parallel ones are summed. No weights means 1 each.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or an end is not in 0 .. count − 1.</exception>
    public static Csr Directed(int count, ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> weight = default)
    {
        Check(count, from, to, weight);
        return Build(count, from.ToArray(), to.ToArray(), OnesUnless(weight, from.Length), isDirected: true);
    }

    /// <summary>Pairs in any order and direction; (a, b) and (b, a) are the same edge and are summed.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or an end is not in 0 .. count − 1.</exception>
    public static Csr Undirected(int count, ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> weight = default)
    {
        Check(count, from, to, weight);
        var (sources, targets, weights) = BothWays(from, to, OnesUnless(weight, from.Length));
        return Build(count, sources, targets, weights, isDirected: false);
    }

    /// <summary>The same edges pointing the other way.</summary>
    public Csr Reverse() =>
        IsDirected ? Build(Count, Targets, Sources(), Weights, isDirected: true) : this;

    /// <summary>Each edge without its direction; the weights of the two ways are summed.</summary>
    public Csr ToUndirected() => IsDirected ? Undirected(Count, Sources(), Targets, Weights) : this;

    /// <summary>Each edge without its direction, and no loops: what measures of neighbourhood count on.</summary>
    public Csr ToSimple()
    {
        var sources = Sources();
        var loops = 0;
        for (var e = 0; e < sources.Length; e++)
        {
            loops += sources[e] == Targets[e] ? 1 : 0;
        }

        if (loops == 0)
        {
            return ToUndirected();
        }

        var kept = Array.FindAll(Sequence.UpTo(sources.Length), e => IsDirected ? sources[e] != Targets[e] : sources[e] < Targets[e]);
        return Undirected(
            Count,
            Array.ConvertAll(kept, e => sources[e]),
            Array.ConvertAll(kept, e => Targets[e]),
            Array.ConvertAll(kept, e => Weights[e]));
    }

    /// <summary>Source of each stored edge, beside <see cref="Targets"/>.</summary>
    public int[] Sources()
    {
        var sources = new int[Targets.Length];
        for (var v = 0; v < Count; v++)
        {
            sources.AsSpan(Offsets[v], Degree(v)).Fill(v);
        }

        return sources;
    }

    internal T[] PerVertex<T>(Func<int, T> value)
    {
        var values = new T[Count];
        for (var v = 0; v < values.Length; v++)
        {
            values[v] = value(v);
        }

        return values;
    }

    private static void Check(int count, ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> weight)
    {
        if (from.Length != to.Length || (weight.Length != from.Length && weight.Length != 0))
        {
            throw new ArgumentException($"{from.Length} sources, {to.Length} targets and {weight.Length} weights should be as many.", nameof(to));
        }

        for (var i = 0; i < from.Length; i++)
        {
            if ((uint)from[i] >= (uint)count || (uint)to[i] >= (uint)count)
            {
                throw new ArgumentException($"Edge {i} joins {from[i]} and {to[i]}; vertices go from 0 to {count - 1}.", nameof(from));
            }
        }
    }

    private static double[] OnesUnless(ReadOnlySpan<double> weight, int length)
    {
        if (weight.Length == length)
        {
            return weight.ToArray();
        }

        var ones = new double[length];
        Array.Fill(ones, 1);
        return ones;
    }

    // The two ways stand side by side, so that both sums are made in the same order and come out equal to the bit.
    private static (int[], int[], double[]) BothWays(ReadOnlySpan<int> from, ReadOnlySpan<int> to, double[] weight)
    {
        var sources = new int[2 * from.Length];
        var targets = new int[2 * from.Length];
        var weights = new double[2 * from.Length];
        var n = 0;
        for (var i = 0; i < from.Length; i++)
        {
            (sources[n], targets[n], weights[n++]) = (from[i], to[i], weight[i]);
            if (from[i] != to[i])
            {
                (sources[n], targets[n], weights[n++]) = (to[i], from[i], weight[i]);
            }
        }

        return (sources[..n], targets[..n], weights[..n]);
    }

    private static Csr Build(int count, int[] from, int[] to, double[] weight, bool isDirected)
    {
        var order = StableOrder(count, from, StableOrder(count, to, previous: null));
        var offsets = new int[count + 1];
        var targets = new int[order.Length];
        var weights = new double[order.Length];
        var n = 0;
        var last = -1;
        foreach (var i in order)
        {
            if (from[i] == last && targets[n - 1] == to[i])
            {
                weights[n - 1] += weight[i];
                continue;
            }

            last = from[i];
            (targets[n], weights[n++]) = (to[i], weight[i]);
            offsets[last + 1]++;
        }

        for (var v = 0; v < count; v++)
        {
            offsets[v + 1] += offsets[v];
        }

        return new Csr(offsets, targets[..n], weights[..n], isDirected);
    }

    // Counting sort: two of them in a row order by source, then target, then position.
    private static int[] StableOrder(int count, int[] key, int[]? previous)
    {
        var next = new int[count + 1];
        foreach (var k in key)
        {
            next[k + 1]++;
        }

        for (var k = 0; k < count; k++)
        {
            next[k + 1] += next[k];
        }

        var order = new int[key.Length];
        for (var j = 0; j < key.Length; j++)
        {
            var i = previous is null ? j : previous[j];
            order[next[key[i]]++] = i;
        }

        return order;
    }
}
