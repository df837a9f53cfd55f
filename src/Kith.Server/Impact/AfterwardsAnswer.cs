using Kith.Impact;
using Kith.People;

namespace Kith.Server.Impact;

/// <summary>Two people.</summary>
public sealed record TwoAnswer(string One, long OneId, string Other, long OtherId);

/// <summary>A mean here and among matched pairs, with the 95 % interval of the difference.</summary>
public sealed record ContrastAnswer(double Here, double Matched, double Low, double High, int Pairs);

/// <summary>What became, in the months after, of those who said something at a gathering; see docs/json.md.</summary>
/// <param name="Pairs">How many pairs they were.</param>
/// <param name="Strangers">How many of them had no sign between them for a year.</param>
/// <param name="Forged">Strangers who turned to each other within 30 days, and again later.</param>
/// <param name="Rekindled">Silent for half a year, in touch within 60 days.</param>
/// <param name="Lasting">Of those, still in touch half a year later; null until that is known.</param>
/// <param name="ForgedBefore">Placebo: forged by the same rule 90 days earlier.</param>
/// <param name="RekindledBefore">Placebo of the rekindled.</param>
/// <param name="Expected">New ties to be expected without it, by matched pairs or placebo.</param>
/// <param name="NewTies">Share of strangers who forged a tie, against matched strangers.</param>
/// <param name="Strengthened">Rise of the logarithm of strength, against matched pairs.</param>
/// <param name="MoreThanUsual">Whether more new ties followed than chance, matched pairs and the placebo explain.</param>
public sealed record AfterwardsAnswer(
    int Pairs, int Strangers, IReadOnlyList<TwoAnswer> Forged, IReadOnlyList<TwoAnswer> Rekindled, int? Lasting, int ForgedBefore, int RekindledBefore,
    double Expected, ContrastAnswer? NewTies, ContrastAnswer? Strengthened, bool MoreThanUsual)
{
    internal static AfterwardsAnswer? Of(Afterwards? after, Everyone everyone) => after is null ? null : new(
        after.Pairs, after.Strangers, [.. after.Forged.Select(pair => Two(pair, everyone))], [.. after.Rekindled.Select(pair => Two(pair, everyone))], after.Lasting?.Count,
        after.ForgedBefore, after.RekindledBefore, after.Expected, Of(after.NewTies), Of(after.Strengthened), after.MoreThanUsual);

    private static TwoAnswer Two(Pair pair, Everyone everyone) => new(Name(pair.One, everyone), pair.One.Value, Name(pair.Other, everyone), pair.Other.Value);

    private static string Name(PersonId person, Everyone everyone) => everyone.Find(person)?.Name ?? "Somebody new";

    private static ContrastAnswer? Of(Contrast? contrast) => contrast is null ? null : new(contrast.Here, contrast.Elsewhere, contrast.Low, contrast.High, contrast.Pairs);
}
