namespace Kith.Interactions.Answering;

/// <summary>What a turn and an earlier one have to do with each other.</summary>
internal static class PairTraits
{
    private const int Hours = 120; // minutes

    public static void AddDistance(TraitList list, Floor floor, Turn turn, Turn other, Candidates candidates)
    {
        var same = other.Author == turn.Author;
        var gap = turn.At - other.At;
        var theirsSince = other.By.Turns - 1 - other.Ordinal - (same ? 1 : 0);
        var ownSince = 0;
        while (ownSince < candidates.Own.Length && candidates.Own[ownSince] > other.At)
        {
            ownSince++;
        }
        list.AddLog(gap, Floor.Reach);
        list.Add(gap == 1);
        list.Add(gap == 2);
        list.AddLog(turn.Minute - other.Minute, Hours);
        list.Add(turn.Minute == other.Minute);
        list.Add(theirsSince == 0);
        list.AddLog(theirsSince, 20);
        list.Add(ownSince == 0);
        list.AddLog(ownSince, 6);
        list.Add(ownSince == gap - 1);
        list.Add(theirsSince == gap - 1);
        list.Add(floor[turn.At - 1].Author == other.Author);
        list.Add(same);
    }

    public static void AddNames(TraitList list, Floor floor, Turn turn, Turn other, Candidates candidates)
    {
        var same = other.Author == turn.Author;
        var mine = FirstNamed(turn);
        var theirs = FirstNamed(other);
        var before = candidates.Own.Length > 0 ? FirstNamed(floor[candidates.Own[0]]) : null;
        list.Add(turn.Addresses(other.Author));
        list.Add(turn.Names(other.Author) && !turn.Addresses(other.Author));
        list.Add(mine is not null && !turn.Names(other.Author));
        list.Add(other.Addresses(turn.Author));
        list.Add(other.Names(turn.Author) && !other.Addresses(turn.Author));
        list.Add(theirs is not null && !other.Names(turn.Author));
        list.Add(mine is not null && mine == theirs);
        list.Add(same && theirs is not null && mine is null);
        list.Add(same && theirs is not null && mine == theirs);
        list.Add(theirs is not null && theirs == before);
        list.Add(theirs is not null && theirs == candidates.Partner && !same);
        list.Add(before == other.Author);
        list.Add(candidates.Partner == other.Author);
    }

    private static long? FirstNamed(Turn turn) => turn.Named > 0 ? turn.People[0] : null;

    public static void AddPast(TraitList list, Floor floor, Turn turn, Turn other, Candidates candidates)
    {
        bool namedMeSince = false, namedMeBefore = false, namedSince = false, namedBefore = false;
        foreach (var at in candidates.Naming)
        {
            var theirs = floor[at].Author == other.Author;
            namedMeSince |= theirs && at > other.At;
            namedMeBefore |= theirs && at < other.At;
        }
        foreach (var at in candidates.Own)
        {
            var names = floor[at].Names(other.Author);
            namedSince |= names && at > other.At;
            namedBefore |= names && at <= other.At;
        }
        list.Add(namedMeSince);
        list.Add(namedMeBefore);
        list.Add(namedSince);
        list.Add(namedBefore);
        list.AddLog(other.By.Namings - other.Namings - (turn.Names(other.Author) ? 1 : 0), 10);
        list.Add(candidates.Naming.Length > 0 && candidates.Naming[0] == other.At);
        list.Add(candidates.Own.Length > 0 && candidates.Own[0] == other.At);
    }

    public static void AddWords(TraitList list, Turn turn, Turn other)
    {
        var same = other.Author == turn.Author;
        list.Add(same && other.Breaks && turn.GoesOn);
        list.Add(same && turn.Correction);
        list.Add(!same && turn.Has(Meaning.You) && other.Has(Meaning.Me));
        list.Add(!same && turn.Has(Meaning.Advice) && (other.Asks || other.Has(Meaning.Trouble)));
        list.Add(!same && other.EndsAsking && turn.OpensWith(Meaning.Assent));
        list.Add(turn.Asks && other.Asks);
        list.Add(turn.Program && (turn.Names(other.Author) || other.Command));
    }
}
