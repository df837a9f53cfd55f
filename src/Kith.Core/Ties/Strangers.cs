using Kith.Interactions;
using Kith.Kernels.Graphs;
using Kith.People;

namespace Kith.Ties;

/// <summary>The pairs that, on a day, were never in contact but know somebody in common.</summary>
public sealed class Strangers
{
    // Keeps the logarithm of nothing finite; below it nothing is told apart.
    private const double Floor = .001;

    // Of new acquaintances, in days.
    private static readonly Fading Days16 = new(16);

    private readonly Presence presence;
    private readonly PersonId[] people;
    private readonly Dictionary<PersonId, int> numbers;
    private readonly Csr roots;
    private readonly double[] total, mingling, arrived;
    private readonly List<(int Date, long Share, int[] To)>[] got;
    private Room? spare;

    /// <summary>Finds them on a day; later days do not count.</summary>
    /// <param name="ties">Each pair once.</param>
    /// <param name="audiences">What went to several people at once; none if nothing did.</param>
    /// <param name="today">A UTC day since 1970.</param>
    public Strangers(IReadOnlyCollection<Tie> ties, IReadOnlyCollection<Audience> audiences, int today)
    {
        var ordered = Presence.Ordered(ties);
        presence = Presence.OnOrdered(today, ordered);
        var known = ordered.Where(tie => Began(tie) <= today).ToList();
        people = [.. known.SelectMany(tie => (PersonId[])[tie.Person, tie.Other]).Distinct().OrderBy(one => one.Value)];
        numbers = people.Select((one, number) => (one, number)).ToDictionary(each => each.one, each => each.number);
        roots = Csr.Undirected(people.Length, [.. known.Select(tie => numbers[tie.Person])], [.. known.Select(tie => numbers[tie.Other])], [.. known.Select(tie => Math.Sqrt(tie.StrengthOn(today)))]);
        (total, mingling, arrived) = (new double[people.Length], new double[people.Length], new double[people.Length]);
        Array.Fill(arrived, double.PositiveInfinity);
        foreach (var (person, tie) in known.SelectMany(tie => ((int, Tie)[])[(numbers[tie.Person], tie), (numbers[tie.Other], tie)]))
        {
            var began = Began(tie);
            mingling[person] += Days16.After((long)today - began) / 16;
            arrived[person] = Math.Min(arrived[person], began);
        }
        for (var person = 0; person < people.Length; person++)
        {
            total[person] = roots.Strength(person);
        }
        got = Got(audiences.Where(each => each.Counts && each.Date <= today).OrderBy(each => each.Date));
    }

    /// <summary>Whoever was ever in contact, ascending.</summary>
    public IReadOnlyList<PersonId> People => people;

    /// <summary>Pairs of ties that meet in somebody: no fewer than the pairs of strangers who share somebody.</summary>
    internal long Meetings
    {
        get
        {
            var sum = 0L;
            for (var person = 0; person < people.Length; person++)
            {
                sum += (long)roots.Degree(person) * (roots.Degree(person) - 1) / 2;
            }
            return sum;
        }
    }

    /// <summary>Every such pair once, with its signs; the smaller number first.</summary>
    public IEnumerable<(PersonId One, PersonId Other, FirstSigns Signs)> All() =>
        people.SelectMany((one, number) => Of(number, least: number + 1).Select(pair => (one, pair.Other, pair.Signs)));

    /// <summary>The strangers that one person shares somebody with.</summary>
    public IEnumerable<(PersonId Other, FirstSigns Signs)> Of(PersonId one) => numbers.TryGetValue(one, out var number) ? Of(number, least: 0) : [];

    internal static (PersonId, PersonId) Key(PersonId a, PersonId b) => a.Value < b.Value ? (a, b) : (b, a);

    internal static int Began(Tie tie) => Math.Min(
        tie.There.Count > 0 ? tie.There.Dates[0] : int.MaxValue,
        tie.Back.Count > 0 ? tie.Back.Dates[0] : int.MaxValue);

    private List<(PersonId Other, FirstSigns Signs)> Of(int one, int least)
    {
        // One room for all people, unless two ask at the same time.
        var room = Interlocked.Exchange(ref spare, null) ?? new(people.Length);
        Walk(one, room);
        Gather(one, room);
        var strangers = new List<(PersonId, FirstSigns)>();
        foreach (var other in room.Company.Filled)
        {
            if (other >= least && other != one && roots.Row(one).BinarySearch(other) < 0)
            {
                strangers.Add((people[other], new(
                    Math.Log(room.Company[other] + Floor), Math.Log(Circle(other, room) + Floor), Math.Log(room.Together[other] + Floor),
                    -Math.Log(Math.Min(presence.UsualOf(people[one]), presence.UsualOf(people[other])) + Presence.Floor),
                    -Math.Log(1 + presence.Today - Math.Max(arrived[one], arrived[other])),
                    Math.Log(Math.Max(mingling[one], mingling[other]) + Presence.Floor))));
            }
        }
        room.Clear();
        spare = room;
        return strangers;
    }

    // Where two steps along roots of strength lead, and the share that goes on to each whom somebody there knows.
    private void Walk(int one, Room room)
    {
        for (var e = roots.Offsets[one]; e < roots.Offsets[one + 1]; e++)
        {
            var (between, share) = (roots.Targets[e], Share(roots.Weights[e], roots.Targets[e]));
            for (var next = roots.Offsets[between]; next < roots.Offsets[between + 1]; next++)
            {
                room.Company.Add(roots.Targets[next], share * roots.Weights[next]);
            }
        }
        room.Company.Sort();
        foreach (var place in room.Company.Filled)
        {
            room.Shares[place] = Share(room.Company[place], place);
        }
    }

    private double Share(double amount, int person) => total[person] > 0 ? amount / total[person] : 0;

    // The third step, seen from where it leads.
    private double Circle(int other, Room room)
    {
        var sum = 0.0;
        for (var e = roots.Offsets[other]; e < roots.Offsets[other + 1]; e++)
        {
            sum += room.Shares[roots.Targets[e]] * roots.Weights[e];
        }
        return sum;
    }

    // As a tie is folded, by day: but from what went to both.
    private void Gather(int one, Room room)
    {
        for (var i = 0; i < got[one].Count; i++)
        {
            var (date, share, to) = got[one][i];
            foreach (var other in to)
            {
                if (room.Day[other] == 0)
                {
                    room.Met.Add(other);
                }
                room.Day[other] += share;
            }
            if (i + 1 == got[one].Count || got[one][i + 1].Date > date)
            {
                foreach (var other in room.Met)
                {
                    room.Together.Add(other, Strength.Amount(room.Day[other]) / (1.0 + presence.Today - date));
                    room.Day[other] = 0;
                }
                room.Met.Clear();
            }
        }
    }

    private List<(int, long, int[])>[] Got(IEnumerable<Audience> ascending)
    {
        List<(int, long, int[])>[] all = [.. people.Select(_ => new List<(int, long, int[])>())];
        foreach (var (date, to) in ascending)
        {
            int[] whom = [.. to.Where(numbers.ContainsKey).Select(each => numbers[each])];
            foreach (var each in whom)
            {
                all[each].Add((date, Weights.One / to.Count, whom));
            }
        }
        return all;
    }

    // Sums over all people, of whom one person's strangers are few.
    private sealed class Room(int people)
    {
        public SparseSums Company { get; } = new(people);

        public SparseSums Together { get; } = new(people);

        /// <summary>Beside those in company: what each hands on to each of its own.</summary>
        public double[] Shares { get; } = new double[people];

        public long[] Day { get; } = new long[people];

        public List<int> Met { get; } = [];

        public void Clear()
        {
            foreach (var place in Company.Filled)
            {
                Shares[place] = 0;
            }
            Company.Clear();
            Together.Clear();
        }
    }
}
