namespace Kith.Kernels.Graphs;

/// <summary>Positions for drawing a graph, one of each for every vertex, within −1 .. 1; no two vertices share a place.</summary>
public sealed record Positions(float[] X, float[] Y);

/// <summary>Force-directed positions: groups stand apart, components stand side by side, the same seed draws the same picture.</summary>
public static class Layout
{
    /// <summary>Places every vertex. Direction and loops are ignored; weights ≤ 0 do not attract.</summary>
    public static Positions Place(Csr graph, ulong seed = 1)
    {
        var drawn = Drawable(graph);
        var members = Components.Of(drawn).Members();
        var pieces = new LayoutPiece[members.Length];
        var local = new int[graph.Count];
        for (var c = 0; c < members.Length; c++)
        {
            var random = new Xoshiro(seed);
            pieces[c] = LayoutPiece.Of(drawn, members[c], local, ref random);
        }

        LayoutPacking.Pack(pieces);
        return Normalised(graph.Count, pieces);
    }

    // Strong ties would pull everything into one spot; their logarithm does not.
    private static Csr Drawable(Csr graph)
    {
        var sources = graph.Sources();
        var mean = graph.Weights.Where(w => w > 0).DefaultIfEmpty(1).Average();
        var kept = Enumerable.Range(0, sources.Length)
            .Where(e => graph.Weights[e] > 0 && (graph.IsDirected ? sources[e] != graph.Targets[e] : sources[e] < graph.Targets[e]))
            .ToArray();
        return Csr.Undirected(
            graph.Count,
            Array.ConvertAll(kept, e => sources[e]),
            Array.ConvertAll(kept, e => graph.Targets[e]),
            Array.ConvertAll(kept, e => Math.Log(1 + (graph.Weights[e] / mean))));
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
