namespace Kith.Interactions.Answering;

/// <summary>What a turn is like by itself, as an answer and as something to be answered.</summary>
internal static class TurnTraits
{
    /// <summary>How many traits hold or not, and how many to a degree.</summary>
    public const int AnswerBits = 26, AnswerDegrees = 5, AnsweredBits = 17, AnsweredDegrees = 2;

    private const int Hours = 120, LongTurn = 50; // minutes; words

    public static void DescribeAnswer(TraitSet set, Floor floor, Turn turn, Candidates candidates)
    {
        var own = candidates.Own.Length > 0 ? floor[candidates.Own[0]] : null;
        var first = candidates.Own.Length > 0 ? floor[candidates.Own[^1]] : null;
        var naming = candidates.Naming.Length > 0 ? candidates.Naming[0] : Turn.None;
        var bits = new TraitBits();
        bits.Add(own is not null);
        bits.Add(own is { Addressed: > 0 });
        bits.Add(first is { Asks: true, Named: 0 });
        bits.Add(naming > turn.OwnBefore);
        bits.Add(candidates.Partner is not null);
        bits.Add(Words(turn), AnswerBits - 5);
        set.Holding = bits.All(AnswerBits);
        set.Degrees[0] = TraitSet.Log(own is null ? Hours : turn.Minute - own.Minute, Hours);
        set.Degrees[1] = TraitSet.Log(own is null ? Floor.Reach : turn.At - own.At, Floor.Reach);
        set.Degrees[2] = TraitSet.Log(naming == Turn.None ? Floor.Reach : turn.At - naming, Floor.Reach);
        set.Degrees[3] = TraitSet.Log(turn.At < 20 ? 10 : turn.Minute - floor[turn.At - 20].Minute, Hours);
        set.Degrees[4] = TraitSet.Log(turn.Length, LongTurn);
    }

    private static ulong Words(Turn turn)
    {
        var bits = new TraitBits();
        bits.Add(turn.Addressed > 0);
        bits.Add(turn.Named > turn.Addressed);
        bits.Add(turn.Named > 1);
        bits.Add(turn.Asks);
        bits.Add(turn.OpensWith(Meaning.Asking));
        bits.Add(turn.OpensWith(Meaning.Assent));
        bits.Add(turn.OpensWith(Meaning.Joining));
        bits.Add(turn.Has(Meaning.Anyone));
        bits.Add(turn.Has(Meaning.Greeting));
        bits.Add(turn.Has(Meaning.Thanks));
        bits.Add(turn.Has(Meaning.You));
        bits.Add(turn.Has(Meaning.Me));
        bits.Add(turn.Has(Meaning.Advice));
        bits.Add(turn.Has(Meaning.Trouble));
        bits.Add(turn.Length <= 2);
        bits.Add(turn.Program);
        bits.Add(turn.Strange);
        bits.Add(turn.Command);
        bits.Add(turn.Link);
        bits.Add(turn.GoesOn);
        bits.Add(turn.Correction);
        return bits.All(AnswerBits - 5);
    }

    public static void DescribeAnswered(TraitSet set, Turn turn)
    {
        var bits = new TraitBits();
        bits.Add(turn.OwnBefore < Math.Max(0, turn.At - Floor.Reach));
        bits.Add(turn.OwnBefore == turn.At - 1);
        bits.Add(turn.Named == 0);
        bits.Add(turn.Asks);
        bits.Add(turn.EndsAsking);
        bits.Add(turn.OpensWith(Meaning.Asking) || turn.Has(Meaning.Anyone));
        bits.Add(turn.OpensWith(Meaning.Assent));
        bits.Add(turn.Has(Meaning.Greeting));
        bits.Add(turn.Has(Meaning.Thanks));
        bits.Add(turn.Has(Meaning.You));
        bits.Add(turn.Has(Meaning.Me));
        bits.Add(turn.Has(Meaning.Advice));
        bits.Add(turn.Has(Meaning.Trouble));
        bits.Add(turn.Program);
        bits.Add(turn.Command);
        bits.Add(turn.Link);
        bits.Add(turn.Breaks);
        set.Holding = bits.All(AnsweredBits);
        set.Degrees[0] = TraitSet.Log(turn.OwnBefore == Turn.None ? Floor.Reach : turn.At - turn.OwnBefore, Floor.Reach);
        set.Degrees[1] = TraitSet.Log(turn.Length, LongTurn);
    }
}
