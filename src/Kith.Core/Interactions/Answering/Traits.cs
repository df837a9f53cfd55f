namespace Kith.Interactions.Answering;

/// <summary>
/// What speaks for and against a turn answering each of its candidates. The order of the traits is that of the weights.
/// Many are those of Kummerfeld et al., "A large-scale corpus for conversation disentanglement", ACL 2019.
/// </summary>
internal sealed class Traits
{
    /// <summary>How many traits a turn has as an answer, as something to be answered, and together with a candidate.</summary>
    public const int OfAnswer = 31, OfAnswered = 19, OfPair = 49;

    private const int Hours = 120;      // minutes
    private const float MuchShared = 15; // rarities added up

    private readonly TraitList answer = new(OfAnswer), answered = new(OfAnswered);
    private readonly TraitList[] pairs = [.. Enumerable.Range(0, Candidates.Most).Select(_ => new TraitList(OfPair))];
    private readonly SharedWords shared = new();

    /// <summary>The newest turn's as an answer.</summary>
    public TraitList Answer => answer;

    /// <summary>The newest turn's as something to be answered later.</summary>
    public TraitList Answered => answered;

    /// <summary>Those of the newest turn together with one of its candidates.</summary>
    public TraitList Pair(int candidate) => pairs[candidate];

    public void Describe(Floor floor, Turn turn, Candidates candidates)
    {
        shared.Weigh(floor, turn, candidates.All);
        answer.Restart();
        AddPast(answer, floor, turn, candidates);
        AddWords(answer, turn);
        answered.Restart();
        AddAsAnswered(answered, turn);
        AddNothing(pairs[0]);
        for (var i = 1; i < candidates.All.Length; i++)
        {
            pairs[i].Restart();
            AddPair(pairs[i], floor, turn, candidates, i);
        }
    }

    private static void AddPast(TraitList list, Floor floor, Turn turn, Candidates candidates)
    {
        var own = candidates.Own.Length > 0 ? floor[candidates.Own[0]] : null;
        var first = candidates.Own.Length > 0 ? floor[candidates.Own[^1]] : null;
        var naming = candidates.Naming.Length > 0 ? candidates.Naming[0] : Turn.None;
        list.Add(own is not null);
        list.AddLog(own is null ? Hours : turn.Minute - own.Minute, Hours);
        list.AddLog(own is null ? Floor.Reach : turn.At - own.At, Floor.Reach);
        list.Add(own is not null && own.Addressed > 0);
        list.Add(first is not null && first.Asks && first.Named == 0);
        list.Add(naming > turn.OwnBefore);
        list.AddLog(naming == Turn.None ? Floor.Reach : turn.At - naming, Floor.Reach);
        list.Add(candidates.Partner is not null);
        list.AddLog(turn.At < 20 ? 10 : turn.Minute - floor[turn.At - 20].Minute, Hours);
    }

    private static void AddWords(TraitList list, Turn turn)
    {
        list.Add(turn.Addressed > 0);
        list.Add(turn.Named > turn.Addressed);
        list.Add(turn.Named > 1);
        list.Add(turn.Asks);
        list.Add(turn.OpensWith(Meaning.Asking));
        list.Add(turn.OpensWith(Meaning.Assent));
        list.Add(turn.OpensWith(Meaning.Joining));
        list.Add(turn.Has(Meaning.Anyone));
        list.Add(turn.Has(Meaning.Greeting));
        list.Add(turn.Has(Meaning.Thanks));
        list.Add(turn.Has(Meaning.You));
        list.Add(turn.Has(Meaning.Me));
        list.Add(turn.Has(Meaning.Advice));
        list.Add(turn.Has(Meaning.Trouble));
        list.AddLog(turn.Length, 50);
        list.Add(turn.Length <= 2);
        list.Add(turn.Program);
        list.Add(turn.Strange);
        list.Add(turn.Command);
        list.Add(turn.Link);
        list.Add(turn.GoesOn);
        list.Add(turn.Correction);
    }

    private static void AddAsAnswered(TraitList list, Turn turn)
    {
        list.Add(turn.OwnBefore < Math.Max(0, turn.At - Floor.Reach));
        list.Add(turn.OwnBefore == turn.At - 1);
        list.AddLog(turn.OwnBefore < 0 ? Floor.Reach : turn.At - turn.OwnBefore, Floor.Reach);
        list.Add(turn.Named == 0);
        list.Add(turn.Asks);
        list.Add(turn.EndsAsking);
        list.Add(turn.OpensWith(Meaning.Asking) || turn.Has(Meaning.Anyone));
        list.Add(turn.OpensWith(Meaning.Assent));
        list.Add(turn.Has(Meaning.Greeting));
        list.Add(turn.Has(Meaning.Thanks));
        list.Add(turn.Has(Meaning.You));
        list.Add(turn.Has(Meaning.Me));
        list.Add(turn.Has(Meaning.Advice));
        list.Add(turn.Has(Meaning.Trouble));
        list.AddLog(turn.Length, 50);
        list.Add(turn.Program);
        list.Add(turn.Command);
        list.Add(turn.Link);
        list.Add(turn.Breaks);
    }

    private void AddNothing(TraitList list)
    {
        list.Restart();
        list.Add(true);
        list.Add(Math.Min(1, shared.Most / MuchShared));
    }

    private void AddPair(TraitList list, Floor floor, Turn turn, Candidates candidates, int candidate)
    {
        var other = floor[candidates.All[candidate]];
        var words = shared[candidate];
        list.Add(false);
        list.Add(0);
        list.Add(Math.Min(1, words / MuchShared));
        list.Add(words / shared.Total);
        list.Add(words > 0 && words >= shared.Most);
        PairTraits.AddDistance(list, floor, turn, other, candidates);
        PairTraits.AddNames(list, floor, turn, other, candidates);
        PairTraits.AddPast(list, floor, turn, other, candidates);
        PairTraits.AddWords(list, turn, other);
    }
}
