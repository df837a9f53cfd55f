using Kith.Interactions.Answering;

namespace Kith.Interactions;

/// <summary>
/// Says what each message answers, and whom it is for, where nothing says so: in IRC and other chats without reply links.
/// Takes one conversation's messages in order of time. Looks at who is named, who spoke when, and which words come back;
/// weights learnt from annotated logs (<c>kith evaluate replies FOLDER --fit</c>). One instance reads one conversation.
/// </summary>
public sealed class Addressees
{
    /// <summary>An answer depends on this many messages before it and on nothing else: what it answers lies at most 100 back, and names in that were borne at most 200 before.</summary>
    public const int Window = Floor.Reach + Floor.NameReach;

    /// <summary>From this confidence on an answer counts as an interaction: more likely right than not, and right in seven of eight cases (docs/accuracy.md).</summary>
    public const double Confident = .5;

    private readonly Floor floor = new();
    private readonly Candidates candidates = new();
    private readonly Traits traits = new();
    private readonly ReplyModel model;
    private readonly long[] seqs = new long[Floor.Reach + 1];

    /// <summary>Knows nothing of the conversation yet.</summary>
    public Addressees() : this(new ReplyModel(ReplyWeights.Learnt))
    {
    }

    internal Addressees(ReplyModel model) => this.model = model;

    /// <summary>Takes the next message; returns what it answers.</summary>
    public Answer Next(in Said said)
    {
        var turn = floor.Take(said);
        seqs[turn.At % seqs.Length] = said.Seq;
        candidates.Choose(floor, turn);
        traits.Describe(floor, turn, candidates);
        Span<double> chances = stackalloc double[candidates.All.Length];
        model.Weigh(turn.At, traits, candidates.All, chances);
        return Best(turn, chances);
    }

    private Answer Best(Turn turn, ReadOnlySpan<double> chances)
    {
        var best = 0;
        for (var i = 1; i < chances.Length; i++)
        {
            best = chances[i] > chances[best] ? i : best;
        }
        var whom = Whom(turn, candidates.All[best]);
        double confidence = 0;
        for (var i = 0; i < chances.Length; i++)
        {
            confidence += Whom(turn, candidates.All[i]) == whom ? chances[i] : 0;
        }
        var answered = candidates.All[best];
        return new(answered == Turn.None ? null : seqs[answered % seqs.Length], whom, Math.Min(1, confidence));
    }

    // Whoever said what is answered; of a turn that starts something or carries on, whoever it addresses.
    private long? Whom(Turn turn, int answered) =>
        answered != Turn.None && floor[answered].Author != turn.Author ? floor[answered].Author
        : turn.Addressed > 0 ? turn.People[0]
        : null;
}
