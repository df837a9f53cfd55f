using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>The constants of who knows what, chosen on five archives: docs/accuracy.md. Ages are in days and discount as 1/(1 + age/scale).</summary>
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
    public double MessageWeight { get; init; } = .2;
    public double ActivityAge { get; init; } = 10;
    public double ActivityWeight { get; init; } = .3;

    /// <summary>Where words lead the question, whoever wrote them is asked sooner than others in the channel: the factor for their activity, of one of two its root.</summary>
    public double WroteLead { get; init; } = 4;

    /// <summary>Asking shows less than answering: the factor for whoever opened the thread.</summary>
    public double Asking { get; init; } = .4;

    /// <summary>Where few speak, each is sooner the one who knows: votes are divided by this power of their number.</summary>
    public double CrowdPower { get; init; } = .3;

    /// <summary>How long somebody may be silent and still count as here, and how fast they count less from then on.</summary>
    public double Silence { get; init; } = 60;
    public double SilenceAge { get; init; } = 30;

    public static ExpertiseWeights Chosen { get; } = new();

    // ln(1 + count); no exchange has more messages.
    private static readonly float[] Logarithms = [.. Enumerable.Range(0, 64).Select(count => MathF.Log(1 + count))];

    /// <summary>What a voice weighs in an exchange: many messages little more than a few, old ones less.</summary>
    public double WeightOf(ExpertiseIndex index, int exchange, Voice voice, long now, double age) =>
        Logarithms[Math.Min(voice.Count, Logarithms.Length - 1)] * WhoKnows.Fresh(now, voice.LastAt, age) * (index[exchange].Opener == voice.Author ? Asking : 1);
}
