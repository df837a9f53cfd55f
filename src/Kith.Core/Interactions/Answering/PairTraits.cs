namespace Kith.Interactions.Answering;

/// <summary>What a turn and an earlier one have to do with each other.</summary>
internal static class PairTraits
{
    /// <summary>How many traits hold or not, and how many to a degree.</summary>
    public const int Bits = 2 + DistanceBits + NameBits + PastBits + WordBits, Degrees = 8;

    private const int DistanceBits = 9, NameBits = 13, PastBits = 6, WordBits = 7;
    private const int Hours = 120, ManyTurns = 20, ManyNamings = 10; // minutes; turns
    private const float MuchShared = 15;                             // rarities added up

    /// <summary>The traits of answering nothing.</summary>
    public static void DescribeNothing(TraitSet set, SharedWords shared)
    {
        set.Holding = 1;
        Array.Clear(set.Degrees);
        set.Degrees[0] = Math.Min(1, shared.Most / MuchShared);
    }

    public static void Describe(TraitSet set, Turn other, Turn turn, Turn before, Candidates candidates, SharedWords shared, int candidate)
    {
        var same = other.Author == turn.Author;
        var words = shared[candidate];
        var gap = turn.At - other.At;
        var theirsSince = other.By.Turns - 1 - other.Ordinal - (same ? 1 : 0);
        var ownSince = candidates.OwnSince(other.At);
        var bits = new TraitBits();
        bits.Add(false);
        bits.Add(words > 0 && words >= shared.Most);
        bits.Add(Distance(turn, other, before, gap, theirsSince, ownSince), DistanceBits);
        bits.Add(Names(turn, other, candidates), NameBits);
        bits.Add(Past(other, candidates), PastBits);
        bits.Add(Words(turn, other), WordBits);
        set.Holding = bits.All(Bits);
        var degrees = set.Degrees;
        degrees[0] = 0;
        degrees[1] = Math.Min(1, words / MuchShared);
        degrees[2] = words / shared.Total;
        degrees[3] = TraitSet.Log(gap, Floor.Reach);
        degrees[4] = TraitSet.Log(turn.Minute - other.Minute, Hours);
        degrees[5] = TraitSet.Log(theirsSince, ManyTurns);
        degrees[6] = TraitSet.Log(ownSince, Candidates.Past);
        degrees[7] = TraitSet.Log(other.By.Namings - other.Namings - (turn.Names(other.Author) ? 1 : 0), ManyNamings);
    }

    private static ulong Distance(Turn turn, Turn other, Turn before, int gap, int theirsSince, int ownSince)
    {
        var bits = new TraitBits();
        bits.Add(gap == 1);
        bits.Add(gap == 2);
        bits.Add(turn.Minute == other.Minute);
        bits.Add(theirsSince == 0);
        bits.Add(ownSince == 0);
        bits.Add(ownSince == gap - 1);
        bits.Add(theirsSince == gap - 1);
        bits.Add(before.Author == other.Author);
        bits.Add(turn.Author == other.Author);
        return bits.All(DistanceBits);
    }

    private static ulong Names(Turn turn, Turn other, Candidates candidates)
    {
        var same = other.Author == turn.Author;
        var (mine, theirs, before) = (turn.FirstNamed, other.FirstNamed, candidates.NamedLast);
        var (namesThem, addressesThem) = (turn.Names(other.Author), turn.Addresses(other.Author));
        var (namesMe, addressesMe) = (other.Names(turn.Author), other.Addresses(turn.Author));
        var bits = new TraitBits();
        bits.Add(addressesThem);
        bits.Add(namesThem && !addressesThem);
        bits.Add(mine is not null && !namesThem);
        bits.Add(addressesMe);
        bits.Add(namesMe && !addressesMe);
        bits.Add(theirs is not null && !namesMe);
        bits.Add(mine is not null && mine == theirs);
        bits.Add(same && theirs is not null && mine is null);
        bits.Add(same && theirs is not null && mine == theirs);
        bits.Add(theirs is not null && theirs == before);
        bits.Add(theirs is not null && theirs == candidates.Partner && !same);
        bits.Add(before == other.Author);
        bits.Add(candidates.Partner == other.Author);
        return bits.All(NameBits);
    }

    private static ulong Past(Turn other, Candidates candidates)
    {
        bool namedMeSince = false, namedMeBefore = false, namedSince = false, namedBefore = false;
        foreach (var (by, at) in candidates.NamedBy)
        {
            namedMeSince |= by == other.Author && at > other.At;
            namedMeBefore |= by == other.Author && at < other.At;
        }
        foreach (var (who, at) in candidates.NamedBefore)
        {
            namedSince |= who == other.Author && at > other.At;
            namedBefore |= who == other.Author && at <= other.At;
        }
        var bits = new TraitBits();
        bits.Add(namedMeSince);
        bits.Add(namedMeBefore);
        bits.Add(namedSince);
        bits.Add(namedBefore);
        bits.Add(candidates.Naming.Length > 0 && candidates.Naming[0] == other.At);
        bits.Add(candidates.Own.Length > 0 && candidates.Own[0] == other.At);
        return bits.All(PastBits);
    }

    private static ulong Words(Turn turn, Turn other)
    {
        var same = other.Author == turn.Author;
        var bits = new TraitBits();
        bits.Add(same && other.Breaks && turn.GoesOn);
        bits.Add(same && turn.Correction);
        bits.Add(!same && turn.Has(Meaning.You) && other.Has(Meaning.Me));
        bits.Add(!same && turn.Has(Meaning.Advice) && (other.Asks || other.Has(Meaning.Trouble)));
        bits.Add(!same && other.EndsAsking && turn.OpensWith(Meaning.Assent));
        bits.Add(turn.Asks && other.Asks);
        bits.Add(turn.Program && (turn.Names(other.Author) || other.Command));
        return bits.All(WordBits);
    }
}
