// C. Macdonald, I. Ounis: Voting for candidates, CIKM 2006, with exchanges and messages as the voters; constants: docs/accuracy.md.
using Kith.Kernels.Text;
using Kith.People;

namespace Kith.Expertise;

/// <summary>The constants of who knows what. Ages are in days and discount as 1/(1 + age/scale).</summary>
internal sealed record ExpertiseWeights
{
    public int Terms { get; init; } = 40;
    public Bm25Parameters ExchangeFit { get; init; } = new(5, 1);
    public int BestExchanges { get; init; } = 150;
    public double ExchangePower { get; init; } = 2;
    public double ExchangeAge { get; init; } = 45;
    public Bm25Parameters MessageFit { get; init; } = new(1.2f, 1);
    public int BestMessages { get; init; } = 1000;
    public double MessagePower { get; init; } = 2;
    public double MessageAge { get; init; } = 90;
    public double MessageWeight { get; init; } = .1;
    public double ActivityAge { get; init; } = 10;
    public double ActivityWeight { get; init; } = .5;

    public static ExpertiseWeights Chosen { get; } = new();
}

/// <summary>Answers a <see cref="Query"/>: people by their share in the exchanges and messages that fit it best, and in what is talked where it is talked about.</summary>
public static class WhoKnows
{
    private const double DayLength = 24 * 3_600_000d;

    /// <summary>The people who know, best first; nobody without evidence. Bots know nothing.</summary>
    public static IReadOnlyList<Knows> Ask(ExpertiseIndex index, Query query, Everyone everyone) => Ask(index, query, everyone, ExpertiseWeights.Chosen);

    internal static IReadOnlyList<Knows> Ask(ExpertiseIndex index, Query query, Everyone everyone, ExpertiseWeights with)
    {
        var sight = new Sight(index, query.Visible);
        var terms = QueryTerms.Of(index.Words, sight, query, with.Terms);
        return terms.Length == 0 ? [] : new Votes(index, sight, query, new Candidates(index, everyone, query), with, terms).Best();
    }

    /// <summary>Discount for age.</summary>
    internal static double Fresh(long now, long at, double scale) => 1 / (1 + Math.Max(0, now - at) / DayLength / scale);
}
