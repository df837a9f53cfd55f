using Kith.Kernels.Graphs;

namespace Kith.Network;

/// <summary>Work of several steps that tells its progress as one.</summary>
internal static class Stretches
{
    /// <summary>The same work, as a stretch of a longer one.</summary>
    /// <param name="work">The whole.</param>
    /// <param name="from">Share of the whole that is done before, 0 to 1.</param>
    /// <param name="to">Share that is done after.</param>
    public static Work Part(this Work work, double from, double to) =>
        work.Progress is { } whole ? work with { Progress = new Stretch(whole, from, to) } : work;

    private sealed class Stretch(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (to - from) * value);
    }
}
