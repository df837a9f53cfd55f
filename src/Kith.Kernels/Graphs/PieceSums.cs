namespace Kith.Kernels.Graphs;

/// <summary>Up to six sums made in one go.</summary>
internal readonly record struct Sums(double A = 0, double B = 0, double C = 0, double D = 0, double E = 0, double F = 0)
{
    public static Sums operator +(Sums one, Sums other) =>
        new(one.A + other.A, one.B + other.B, one.C + other.C, one.D + other.D, one.E + other.E, one.F + other.F);
}

/// <summary>Sums over the fixed pieces of a graph, added in their order: the same to the bit with any number of threads.</summary>
internal sealed class PieceSums(Crew crew)
{
    private readonly Sums[] _pieces = new Sums[PageRankGraph.Pieces];

    public Sums Over(Func<int, Sums> part)
    {
        Each(part);
        var all = default(Sums);
        foreach (var piece in _pieces)
        {
            all += piece;
        }

        return all;
    }

    /// <summary>The largest first number of any piece.</summary>
    public double Most(Func<int, Sums> part)
    {
        Each(part);
        return _pieces.Max(piece => piece.A);
    }

    private void Each(Func<int, Sums> part) => crew.Run(_pieces.Length, piece => _pieces[piece] = part(piece));
}
