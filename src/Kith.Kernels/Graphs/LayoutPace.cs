namespace Kith.Kernels.Graphs;

/// <summary>Who works on one stretch of a layout, and which share of the whole it is.</summary>
internal sealed record LayoutPace(Crew Crew, Work Work, double From, double Share)
{
    private const int Piece = 2048;

    // Coarser levels take about as long together as the finest.
    public LayoutPace Half() => this with { Share = Share / 2 };

    public LayoutPace OtherHalf() => this with { From = From + (Share / 2), Share = Share / 2 };

    /// <summary>Tells what share of the stretch is done.</summary>
    public void Done(double share) => Work.Done(From + (Share * share * .99));

    /// <summary>Goes over 0 .. count − 1 in ranges.</summary>
    public void Over(int count, Action<int, int> range) =>
        Crew.Run((count + Piece - 1) / Piece, piece => range(piece * Piece, Math.Min(count, (piece + 1) * Piece)));
}
