namespace Kith.Kernels.Graphs;

/// <summary>Who works on one stretch of a layout, and which share of the whole it is.</summary>
internal sealed record LayoutPace(Crew Crew, Work Work, double From, double Share)
{
    private const int Piece = 256; // what one thread takes at a time, a multiple of every step

    // Coarser levels take about as long together as the finest.
    public LayoutPace Half() => this with { Share = Share / 2 };

    public LayoutPace OtherHalf() => this with { From = From + (Share / 2), Share = Share / 2 };

    /// <summary>Tells what share of the stretch is done.</summary>
    public void Done(double share) => Work.Done(From + (Share * share * .99));

    /// <summary>Goes over 0 .. count − 1 in ranges of so many; the last may be shorter.</summary>
    public void Over(int count, int step, Action<int, int> range) => Crew.Run(Pieces(count), piece =>
    {
        var end = Math.Min(count, (piece + 1) * Piece);
        for (var first = piece * Piece; first < end; first += step)
        {
            range(first, Math.Min(end, first + step));
        }
    });

    /// <summary>Goes over 0 .. count − 1 in ranges while one thread does what cannot be divided.</summary>
    public void Beside(Action whole, int count, Action<int, int> range) => Crew.Run(1 + Pieces(count), part =>
    {
        if (part == 0)
        {
            whole();
        }
        else
        {
            range((part - 1) * Piece, Math.Min(count, part * Piece));
        }
    });

    private static int Pieces(int count) => (count + Piece - 1) / Piece;
}
