using Kith.Kernels.Graphs;
using Kith.People;
using Kith.Ties;

namespace Kith.Evaluation;

/// <summary>
/// What was known of every pair at a cut in time, and what followed within 30 days. Nothing after the cut is known:
/// of the cut's own day only what came before it.
/// </summary>
internal sealed class TieFold
{
    private const double HalfLife = 30;
    private const long Day = TimeSpan.MillisecondsPerDay;

    private readonly HashSet<(int, int)> direct = [], any = [];

    public TieFold(ReadOnlySpan<TieEvent> events, long cut)
    {
        Today = Days.Of(cut);
        var pairs = new Dictionary<(int, int), Pair>();
        foreach (var each in events)
        {
            var key = each.From < each.To ? (each.From, each.To) : (each.To, each.From);
            if (each.At <= cut)
            {
                if (!pairs.TryGetValue(key, out var pair))
                {
                    pairs[key] = pair = new(key);
                }
                pair.Add(each, cut);
            }
            else if (each.At <= cut + Contact.Horizon * Day)
            {
                any.Add(key);
                if (each.Group == 1)
                {
                    direct.Add(key);
                }
            }
        }
        var known = 0;
        while (known < events.Length && events[known].At <= cut)
        {
            known++;
        }
        Audiences = TieEvents.Audiences(events[..known]);
        Ties = [.. pairs.Values.Select(pair => pair.Tie())];
        Decay = [.. pairs.Values.Select(pair => pair.Decay)];
        Frequency = [.. pairs.Values.Select(pair => (double)pair.Count)];
        Recency = [.. pairs.Values.Select(pair => (double)pair.Last)];
        Met = [.. pairs.Keys.Select(direct.Contains)];
    }

    public int Today { get; }

    public IReadOnlyList<Tie> Ties { get; }

    /// <summary>Whom each message went to that went to several.</summary>
    public IReadOnlyList<Audience> Audiences { get; }

    /// <summary>For each tie, its messages, each with a half-life of 30 days.</summary>
    public double[] Decay { get; }

    /// <summary>For each tie, how many messages.</summary>
    public double[] Frequency { get; }

    /// <summary>For each tie, when the last one came.</summary>
    public double[] Recency { get; }

    /// <summary>For each tie, whether direct contact followed.</summary>
    public bool[] Met { get; }

    /// <summary>Pairs of known people that were never in contact: how many, and how many then were.</summary>
    public (long All, long Began) Strangers()
    {
        var people = Ties.SelectMany(tie => (PersonId[])[tie.Person, tie.Other]).ToHashSet();
        var known = Ties.Select(tie => (tie.Person, tie.Other)).ToHashSet();
        var began = any.Count(key => people.Contains(new(key.Item1)) && people.Contains(new(key.Item2)) && !known.Contains((new(key.Item1), new(key.Item2))));
        return ((long)people.Count * (people.Count - 1) / 2 - known.Count, began);
    }

    /// <summary>Whether any contact of two people followed, however many others got the same.</summary>
    public bool Began(PersonId one, PersonId other) =>
        any.Contains(((int)Math.Min(one.Value, other.Value), (int)Math.Max(one.Value, other.Value)));

    /// <summary>Who was in contact with whom, however often; a person's number is the vertex.</summary>
    public Csr Graph()
    {
        int[] from = [.. Ties.Select(tie => (int)tie.Person.Value)], to = [.. Ties.Select(tie => (int)tie.Other.Value)];
        return Csr.Undirected(to.Max() + 1, from, to).ToSimple();
    }

    private sealed class Pair((int One, int Other) key)
    {
        private readonly List<(int, long)> there = [], back = [];
        private long first = long.MaxValue;

        public double Decay { get; private set; }

        public int Count { get; private set; }

        public long Last { get; private set; } = long.MinValue;

        public void Add(TieEvent each, long cut)
        {
            (each.From == key.One ? there : back).Add((Days.Of(each.At), each.Micros));
            Decay += Math.Pow(.5, (cut - each.At) / (HalfLife * Day));
            Count++;
            (first, Last) = (Math.Min(first, each.At), Math.Max(Last, each.At));
        }

        public Tie Tie() => new(new(key.One), new(key.Other), Days.From(there), Days.From(back), Count, first, Last);
    }
}
