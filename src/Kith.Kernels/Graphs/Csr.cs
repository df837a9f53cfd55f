namespace Kith.Kernels.Graphs;

/// <summary>
/// A weighted graph in compressed sparse rows: the edges of vertex v stand at
/// <c>Offsets[v] .. Offsets[v + 1]</c>, ordered by target, each target once.
/// </summary>
/// <remarks>The arrays are shared, not copied: read them, don't write them.</remarks>
public sealed class Csr
{
    private double[]? _weights; // made when asked for where each is 1

    private Csr(int[] offsets, int[] targets, double[]? weights, bool isDirected, bool hasLoops, bool isUnit)
    {
        Offsets = offsets;
        Targets = targets;
        _weights = weights;
        IsDirected = isDirected;
        (HasLoops, IsUnit) = (hasLoops, isUnit);
    }

    /// <summary>Start of each row; length <see cref="Count"/> + 1.</summary>
    public int[] Offsets { get; }

    /// <summary>Target of each stored edge, ascending within a row.</summary>
    public int[] Targets { get; }

    /// <summary>Weight of each stored edge.</summary>
    public double[] Weights => LazyInitializer.EnsureInitialized(ref _weights, () => Ones(Targets.Length));

    /// <summary>False when every edge is stored in both rows (a loop once).</summary>
    public bool IsDirected { get; }

    /// <summary>True when a vertex has an edge to itself.</summary>
    internal bool HasLoops { get; }

    /// <summary>True when every weight is 1.</summary>
    internal bool IsUnit { get; }

    /// <summary>Number of vertices.</summary>
    public int Count => Offsets.Length - 1;

    /// <summary>Number of stored edges outgoing from a vertex.</summary>
    public int Degree(int vertex) => Offsets[vertex + 1] - Offsets[vertex];

    /// <summary>Sum of the weights of one row.</summary>
    public double Strength(int vertex)
    {
        if (IsUnit)
        {
            return Degree(vertex);
        }

        var sum = 0.0;
        foreach (var weight in RowWeights(vertex))
        {
            sum += weight;
        }

        return sum;
    }

    /// <summary>Targets of one row.</summary>
    public ReadOnlySpan<int> Row(int vertex) => Targets.AsSpan(Offsets[vertex], Degree(vertex));

    /// <summary>Weights of one row, beside <see cref="Row"/>.</summary>
    public ReadOnlySpan<double> RowWeights(int vertex) => Weights.AsSpan(Offsets[vertex], Degree(vertex));

    /// <summary>Edges from → to in any order; parallel ones are summed. No weights means 1 each.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or an end is not in 0 .. count − 1.</exception>
    public static Csr Directed(int count, ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> weight = default, Work? work = null) =>
        From(count, from, to, weight, isDirected: true, work);

    /// <summary>Pairs in any order and direction; (a, b) and (b, a) are the same edge and are summed.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or an end is not in 0 .. count − 1.</exception>
    public static Csr Undirected(int count, ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> weight = default, Work? work = null) =>
        From(count, from, to, weight, isDirected: false, work);

    /// <summary>The same edges pointing the other way.</summary>
    public Csr Reverse(Work? work = null) => IsDirected ? Directed(Count, Targets, Sources(), UnlessUnit(), work) : this;

    /// <summary>Each edge without its direction; the weights of the two ways are summed.</summary>
    public Csr ToUndirected(Work? work = null) => IsDirected ? Undirected(Count, Sources(), Targets, UnlessUnit(), work) : this;

    /// <summary>Each edge without its direction, and no loops: what measures of neighbourhood count on.</summary>
    public Csr ToSimple(Work? work = null) => WithoutLoops(work).ToUndirected(work);

    /// <summary>The same edges, weighing 1 each.</summary>
    public Csr ToUnweighted()
    {
        if (IsUnit)
        {
            return this;
        }

        return new Csr(Offsets, Targets, weights: null, IsDirected, HasLoops, isUnit: true);
    }

    /// <summary>The same edges with other weights, which stand beside them; both ways of an undirected edge have the same.</summary>
    internal Csr Weighing(double[] weights) => new(Offsets, Targets, weights, IsDirected, HasLoops, isUnit: false);

    /// <summary>
    /// This graph and some more edges: the same, to the bit, as one built from all the pairs at once, in the time it takes to copy.
    /// </summary>
    /// <param name="count">Number of vertices then, at least <see cref="Count"/>.</param>
    /// <param name="from">Sources of the new edges, or one end of each when undirected.</param>
    /// <param name="to">Targets of the new edges.</param>
    /// <param name="weight">Weights, added to those of edges there are; none means 1 each.</param>
    /// <exception cref="ArgumentException">As <see cref="Directed"/>, or the count has become less.</exception>
    public Csr With(int count, ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> weight = default)
    {
        if (count < Count)
        {
            throw new ArgumentException($"{count} vertices are fewer than the {Count} there are.", nameof(count));
        }

        Check(from, to, weight);
        var more = CsrRows.Sort(count, from, to, weight, IsDirected, isSum: false, Work.Alone);
        var grown = CsrGrowth.Of(this, more);
        return new Csr(grown.Offsets, grown.Targets, grown.Weights, IsDirected, HasLoops || more.HasLoops, grown.IsUnit && IsUnit);
    }

    /// <summary>The stored edges that are marked; of an undirected edge both ways should be or none.</summary>
    internal Csr Where(bool[] marks)
    {
        var (offsets, targets, weights) = (new int[Count + 1], new int[Targets.Length], new double[Targets.Length]);
        var n = 0;
        var hasLoops = false;
        for (var v = 0; v < Count; v++)
        {
            for (var e = Offsets[v]; e < Offsets[v + 1]; e++)
            {
                if (marks[e])
                {
                    (targets[n], weights[n++]) = (Targets[e], Weights[e]);
                    hasLoops |= Targets[e] == v;
                }
            }

            offsets[v + 1] = n;
        }

        return new Csr(offsets, targets[..n], IsUnit ? null : weights[..n], IsDirected, hasLoops, IsUnit);
    }

    /// <summary>Rows as they are to stand: both ways of each edge, in order, no loops.</summary>
    internal static Csr OfRows(int[] offsets, int[] targets, double[] weights) => new(offsets, targets, weights, isDirected: false, hasLoops: false, isUnit: false);

    /// <summary>Some of the vertices, ascending, from which no edge leads to others; <paramref name="local"/> is scratch, one number for each vertex.</summary>
    internal Csr Closed(int[] members, int[] local)
    {
        if (members.Length == Count)
        {
            return this;
        }

        var offsets = new int[members.Length + 1];
        for (var i = 0; i < members.Length; i++)
        {
            (local[members[i]], offsets[i + 1]) = (i, offsets[i] + Degree(members[i]));
        }

        var targets = GC.AllocateUninitializedArray<int>(offsets[^1]);
        var weights = IsUnit ? null : GC.AllocateUninitializedArray<double>(offsets[^1]);
        var hasLoops = false;
        for (var i = 0; i < members.Length; i++)
        {
            var n = offsets[i];
            foreach (var target in Row(members[i]))
            {
                targets[n++] = local[target];
                hasLoops |= target == members[i];
            }

            if (weights != null)
            {
                RowWeights(members[i]).CopyTo(weights.AsSpan(offsets[i]));
            }
        }

        return new Csr(offsets, targets, weights, IsDirected, hasLoops, IsUnit);
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

    private static void Check(ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> weight)
    {
        if (from.Length != to.Length || (weight.Length != from.Length && weight.Length != 0))
        {
            throw new ArgumentException($"{from.Length} sources, {to.Length} targets and {weight.Length} weights should be as many.", nameof(to));
        }
    }

    private static Csr From(
        int count, ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> weight, bool isDirected, Work? work)
    {
        Check(from, to, weight);
        var rows = CsrRows.Sort(count, from, to, weight, isDirected, isSum: true, work ?? Work.Alone);
        var isUnit = rows.Weights.Length == 0;
        return new Csr(rows.Offsets, rows.Targets, isUnit ? null : rows.Weights, isDirected, rows.HasLoops, isUnit);
    }

    private static double[] Ones(int count)
    {
        var ones = GC.AllocateUninitializedArray<double>(count);
        Array.Fill(ones, 1);
        return ones;
    }

    /// <summary>Beside the edges; empty when each weighs 1.</summary>
    internal double[] UnlessUnit() => IsUnit ? [] : Weights;

    /// <summary>The same edges but those from a vertex to itself.</summary>
    internal Csr WithoutLoops(Work? work = null)
    {
        if (!HasLoops)
        {
            return this;
        }

        using var crew = Crew.For(work ?? Work.Alone, Targets.Length + (10.0 * Count));
        var (offsets, loops) = (new int[Offsets.Length], new List<int>[crew.Threads == 1 ? 1 : Crew.Pieces]); // places of loops, by part
        var starts = new int[loops.Length + 1];
        crew.Run(loops.Length, part =>
        {
            loops[part] = LoopsOf(part, loops.Length, offsets);
            starts[part + 1] = loops[part].Count;
        });
        for (var part = 0; part < loops.Length; part++)
        {
            starts[part + 1] += starts[part];
        }

        offsets[^1] = Offsets[^1] - starts[^1];
        var targets = GC.AllocateUninitializedArray<int>(offsets[^1]);
        var weights = IsUnit ? null : GC.AllocateUninitializedArray<double>(offsets[^1]);
        crew.Run(loops.Length, part =>
        {
            var (first, last) = Part(part, loops.Length);
            foreach (ref var offset in offsets.AsSpan(first, last - first))
            {
                offset -= starts[part];
            }

            // What stands between two loops is copied in one piece.
            var (start, n) = (Offsets[first], Offsets[first] - starts[part]);
            foreach (var place in loops[part].Append(Offsets[last]))
            {
                Targets.AsSpan(start, place - start).CopyTo(targets.AsSpan(n));
                if (weights != null)
                {
                    Weights.AsSpan(start, place - start).CopyTo(weights.AsSpan(n));
                }

                (start, n) = (place + 1, n + place - start);
            }
        });
        return new Csr(offsets, targets, weights, IsDirected, hasLoops: false, IsUnit);
    }

    private (int First, int Last) Part(int part, int parts) => ((int)((long)Count * part / parts), (int)((long)Count * (part + 1) / parts));

    // A row has one at most. Offsets are where rows begin without those of their own part.
    private List<int> LoopsOf(int part, int parts, int[] offsets)
    {
        var (first, last) = Part(part, parts);
        var loops = new List<int>();
        for (var v = first; v < last; v++)
        {
            offsets[v] = Offsets[v] - loops.Count;
            var place = Row(v).BinarySearch(v);
            if (place >= 0)
            {
                loops.Add(Offsets[v] + place);
            }
        }

        return loops;
    }
}
