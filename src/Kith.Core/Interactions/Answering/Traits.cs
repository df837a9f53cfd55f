namespace Kith.Interactions.Answering;

/// <summary>
/// What speaks for and against a turn answering each of its candidates. The order of the traits is that of the weights.
/// Many are those of Kummerfeld et al., "A large-scale corpus for conversation disentanglement", ACL 2019.
/// </summary>
internal sealed class Traits
{
    private readonly SharedWords shared = new();
    private readonly TraitSet[] pairs = [.. Enumerable.Range(0, Candidates.Most).Select(_ => new TraitSet(PairTraits.Degrees))];

    /// <summary>Those of the newest turn as an answer.</summary>
    public TraitSet Answer { get; } = new(TurnTraits.AnswerDegrees);

    /// <summary>Those of the newest turn as something to be answered later.</summary>
    public TraitSet Answered { get; } = new(TurnTraits.AnsweredDegrees);

    /// <summary>Those of the newest turn together with one of its candidates.</summary>
    public TraitSet Pair(int candidate) => pairs[candidate];

    public void Describe(Floor floor, Turn turn, Candidates candidates)
    {
        shared.Weigh(floor, turn, candidates.All);
        TurnTraits.DescribeAnswer(Answer, floor, turn, candidates);
        TurnTraits.DescribeAnswered(Answered, turn);
        PairTraits.DescribeNothing(pairs[0], shared);
        var before = floor[turn.At - 1];
        for (var i = 1; i < candidates.All.Length; i++)
        {
            PairTraits.Describe(pairs[i], floor[candidates.All[i]], turn, before, candidates, shared, i);
        }
    }
}
