using Kith.Network.Health;
using Kith.Server.Shared;

namespace Kith.Server.Network;

/// <summary>A figure with its 95 % interval; <paramref name="Value"/> is null where too few people stand behind it.</summary>
public sealed record FigureAnswer(double? Value, double? Low, double? High)
{
    internal static FigureAnswer Of(Estimate estimate) => new(estimate.Value, Rounded(estimate.Low), Rounded(estimate.High));

    private static double? Rounded(double? end) => end is { } value ? Math.Round(value, 2) : null;
}

/// <summary>A period of 30 days; see docs/json.md.</summary>
public sealed record HealthPeriodAnswer(
    DateOnly From, DateOnly Until, int? Active, int? New, FigureAnswer Welcomed, int? Isolated, FigureAnswer Reciprocity, FigureAnswer Concentration,
    int? Groups, FigureAnswer Between, int? Bridging, int? Questions, FigureAnswer Answered, FigureAnswer MinutesToAnswer);

/// <summary>How the community is connected, as aggregates alone.</summary>
/// <param name="Periods">The latest last.</param>
/// <param name="Groups">Of the last period.</param>
/// <param name="LeftOut">Periods not told of, because one to nine people spoke, or were in contact, where the reader may not read.</param>
public sealed record HealthAnswer(IReadOnlyList<HealthPeriodAnswer> Periods, IReadOnlyList<HealthGroup> Groups, int LeftOut)
{
    /// <summary>From what was measured.</summary>
    public static HealthAnswer Of(NetworkHealth health) => new([.. health.Periods.Select(Of)], health.Groups, health.LeftOut);

    private static HealthPeriodAnswer Of(HealthPeriod period) => new(
        Times.Day(period.Until - NetworkHealth.PeriodLength + 1), Times.Day(period.Until), period.Active, period.New, FigureAnswer.Of(period.Welcomed), period.Isolated,
        FigureAnswer.Of(period.Reciprocity), FigureAnswer.Of(period.Concentration), period.Groups, FigureAnswer.Of(period.Between), period.Bridging,
        period.Questions, FigureAnswer.Of(period.Answered), FigureAnswer.Of(period.Minutes));
}
