namespace Kith.Kernels.Graphs;

/// <summary>How far it is with something whose error falls by about the same factor at each step.</summary>
internal sealed class Approach(double enough)
{
    private double _first;
    private double _share;

    /// <summary>Share of the way to what is enough, 0 to 1, in orders of magnitude; an error that rises again for a step takes nothing back.</summary>
    public double Share(double error)
    {
        _first = _first == 0 ? error : _first;
        var share = Math.Log(_first / error) / Math.Log(_first / enough);
        _share = Math.Max(_share, share > 0 ? Math.Min(1, share) : 0);
        return _share;
    }
}
