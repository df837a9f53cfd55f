namespace Kith.Interactions.Answering;

/// <summary>The few earlier turns that a turn may answer, and the speaker's recent past that helps to choose.</summary>
internal sealed class Candidates
{
    /// <summary>Most candidates; the first is always "nothing", <see cref="Turn.None"/>.</summary>
    public const int Most = 20;

    /// <summary>How many own turns, and turns that named the speaker, are looked back upon.</summary>
    public const int Past = 6;

    private const int JustBefore = 8, LooseEnds = 24; // turns back
    private const float Telling = 3;                  // rarity of a word that few said lately

    private readonly int[] all = new int[Most], own = new int[Past], naming = new int[Past];
    private readonly int[] chosenFor = new int[Floor.Ring]; // by place in the ring: the turn it was last a candidate for
    private readonly (long Person, int At)[] namedBy = new (long, int)[Past], namedBefore = new (long, int)[Past * Turn.MostNamed];
    private int namedBeforeCount, count, ownCount, namingCount, oldest, newest;

    public ReadOnlySpan<int> All => all.AsSpan(0, count);

    /// <summary>The speaker's own turns before, latest first.</summary>
    public ReadOnlySpan<int> Own => own.AsSpan(0, ownCount);

    /// <summary>Turns that named the speaker, latest first.</summary>
    public ReadOnlySpan<int> Naming => naming.AsSpan(0, namingCount);

    /// <summary>Who named the speaker in which turn.</summary>
    public ReadOnlySpan<(long Person, int At)> NamedBy => namedBy.AsSpan(0, namingCount);

    /// <summary>Whom the speaker named in which turn.</summary>
    public ReadOnlySpan<(long Person, int At)> NamedBefore => namedBefore.AsSpan(0, namedBeforeCount);

    /// <summary>Whom the speaker's last turn named first.</summary>
    public long? NamedLast { get; private set; }

    /// <summary>Whom the speaker named, or was named by, last.</summary>
    public long? Partner { get; private set; }

    /// <summary>How many of <see cref="Own"/> come after a turn.</summary>
    public int OwnSince(int at)
    {
        var since = 0;
        while (since < ownCount && own[since] > at)
        {
            since++;
        }
        return since;
    }

    public void Choose(Floor floor, Turn turn)
    {
        (oldest, newest) = (Math.Max(0, turn.At - Floor.Reach), turn.At);
        LookBack(floor, turn);
        count = 0;
        all[count++] = Turn.None;
        AddJustBefore(turn);
        AddTurnsOfPeople(floor, turn);
        AddSharedWords(floor, turn);
        AddLooseEnds(floor, turn);
    }

    private void LookBack(Floor floor, Turn turn)
    {
        ownCount = namingCount = namedBeforeCount = 0;
        for (var at = turn.OwnBefore; at >= oldest && ownCount < Past; at = floor[at].OwnBefore)
        {
            own[ownCount++] = at;
            foreach (var person in floor[at].People.AsSpan(0, floor[at].Named))
            {
                namedBefore[namedBeforeCount++] = (person, at);
            }
        }
        for (var at = turn.By.LastNaming; at >= oldest && namingCount < Past; at = NamingBefore(floor[at], turn.Author))
        {
            namedBy[namingCount] = (floor[at].Author, at);
            naming[namingCount++] = at;
        }
        NamedLast = ownCount > 0 ? floor[own[0]].FirstNamed : null;
        Partner = FindPartner(floor);
    }

    private static int NamingBefore(Turn turn, long person) => turn.NamingBefore[turn.People.AsSpan(0, turn.Named).IndexOf(person)];

    private long? FindPartner(Floor floor)
    {
        var named = namingCount > 0 ? naming[0] : Turn.None;
        foreach (var at in Own)
        {
            if (at > named && floor[at].Named > 0)
            {
                return floor[at].People[0];
            }
        }
        return named == Turn.None ? null : floor[named].Author;
    }

    private void AddJustBefore(Turn turn)
    {
        for (var back = 1; back <= JustBefore; back++)
        {
            Add(turn.At - back);
        }
    }

    private void AddTurnsOfPeople(Floor floor, Turn turn)
    {
        for (var i = 0; i < turn.Named; i++)
        {
            AddTurnsOf(floor, turn.People[i], 3);
        }
        for (var i = 0; i < 2; i++)
        {
            Add(i < ownCount ? own[i] : Turn.None);
            Add(i < namingCount ? naming[i] : Turn.None);
        }
        if (Partner is { } partner)
        {
            AddTurnsOf(floor, partner, 2);
        }
        foreach (var at in Own[..Math.Min(ownCount, 4)])
        {
            if (floor[at].Named > 0)
            {
                AddTurnsOf(floor, floor[at].People[0], 1);
            }
        }
    }

    private void AddTurnsOf(Floor floor, long person, int most)
    {
        for (var at = floor.Of(person).LastTurn; at >= oldest && most > 0; at = floor[at].OwnBefore, most--)
        {
            Add(at);
        }
    }

    private void AddSharedWords(Floor floor, Turn turn)
    {
        foreach (var word in turn.Words.AsSpan(0, turn.WordCount))
        {
            if (floor.Rarity(word) > Telling)
            {
                Add(floor.LastSaid(word));
            }
        }
    }

    // Questions, and the last turn of everybody, somewhat further back.
    private void AddLooseEnds(Floor floor, Turn turn)
    {
        for (var at = turn.At - JustBefore - 1; at >= Math.Max(oldest, turn.At - LooseEnds) && count < Most; at--)
        {
            if (floor[at].Asks || !floor[at].Followed)
            {
                Add(at);
            }
        }
    }

    private void Add(int at)
    {
        if (at < oldest || count == Most)
        {
            return;
        }
        ref var chosen = ref chosenFor[at & (Floor.Ring - 1)];
        if (chosen != newest)
        {
            (chosen, all[count]) = (newest, at);
            count++;
        }
    }
}
