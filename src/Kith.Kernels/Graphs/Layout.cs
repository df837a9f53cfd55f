namespace Kith.Kernels.Graphs;

/// <summary>Positions for drawing a graph, one of each for every vertex, within −1 .. 1; no two vertices share a place.</summary>
public sealed record Positions(float[] X, float[] Y);

/// <summary>Force-directed positions: groups stand apart, components stand side by side, the same seed draws the same picture.</summary>
/// <remarks>
/// In levels (<see cref="LayoutLevels"/>, Walshaw 2003), by forces between LinLog and ForceAtlas2 (<see cref="LayoutForces"/>, Noack 2009,
/// Jacomy 2014) that far points exert together (<see cref="QuadTree"/>, Barnes and Hut 1986).
/// </remarks>
public static class Layout
{
    private const double PerVertex = 20_000; // nanoseconds, about

    /// <summary>Places every vertex. Direction and loops are ignored; weights ≤ 0 do not attract.</summary>
    public static Positions Place(Csr graph, ulong seed = 1, Work? work = null)
    {
        work ??= Work.Alone;
        using var crew = Crew.For(work, PerVertex * graph.Count);
        var drawn = Drawable(graph, crew, work.Silent);
        var members = Components.Of(drawn, work.Silent).Members();
        var pieces = new LayoutPiece[members.Length];
        var local = new int[graph.Count];
        var done = 0.0;
        for (var c = 0; c < members.Length; c++)
        {
            var random = new Xoshiro(seed);
            var pace = new LayoutPace(crew, work, done, (double)members[c].Length / graph.Count);
            pieces[c] = LayoutPiece.Of(drawn, members[c], local, ref random, pace);
            done += (double)members[c].Length / graph.Count;
        }

        LayoutPacking.Pack(pieces);
        work.Done(1);
        return Normalised(graph.Count, pieces);
    }

    // Strong ties would pull everything into one spot; their logarithm does not.
    private static Csr Drawable(Csr graph, Crew crew, Work work)
    {
        var simple = graph.ToSimple(work);
        if (!simple.IsUnit && simple.Weights.Any(weight => !(weight > 0)))
        {
            simple = simple.Where(Array.ConvertAll(simple.Weights, weight => weight > 0));
        }

        var (weights, logarithms) = (simple.Weights, GC.AllocateUninitializedArray<double>(simple.Weights.Length));
        var mean = weights.Sum() / weights.Length;
        crew.Over(weights.Length, (first, last) =>
        {
            for (var e = first; e < last; e++)
            {
                logarithms[e] = Math.Log(1 + (weights[e] / mean));
            }
        });
        return simple.Weighing(logarithms);
    }

    private static Positions Normalised(int count, LayoutPiece[] pieces)
    {
        var result = new Positions(new float[count], new float[count]);
        var half = pieces.SelectMany(p => p.X.Select(Math.Abs).Concat(p.Y.Select(Math.Abs))).DefaultIfEmpty(1).Max();
        var scale = half > 0 ? 1 / half : 1;
        foreach (var piece in pieces)
        {
            for (var i = 0; i < piece.Members.Length; i++)
            {
                (result.X[piece.Members[i]], result.Y[piece.Members[i]]) = ((float)(piece.X[i] * scale), (float)(piece.Y[i] * scale));
            }
        }

        return result;
    }
}
