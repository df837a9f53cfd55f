using Kith.Impact;
using Kith.People;
using Kith.Ties;

namespace Kith.Evaluation;

/// <summary>A gathering in a made-up community.</summary>
/// <param name="Day">UTC day.</param>
/// <param name="Present">Who was there.</param>
/// <param name="Own">Who talked with whom in it.</param>
/// <param name="Planted">Ties that began because of it; none at a placebo.</param>
internal sealed record MadeUpGathering(int Day, IReadOnlyList<PersonId> Present, IReadOnlyList<(PersonId From, PersonId To, int Day, long Micros)> Own, IReadOnlySet<Pair> Planted);

/// <summary>
/// 150 people in six groups for three years and a half. Ties begin and end by chance, most of them inside groups, each with a
/// rate of its own; now and then anybody writes to anybody. Who comes to a gathering comes mostly from one group, those who
/// write much more often: that alone makes ties follow gatherings. After half of the gatherings six pairs of strangers
/// really begin to write to each other.
/// </summary>
internal sealed class MadeUpCommunity
{
    private const int People = 150, GroupCount = 6, End = 1300, Gatherings = 20, Guests = 20, PlantedTies = 6;
    private const long One = 1_000_000;

    private readonly Random random;
    private readonly Dictionary<(int From, int To), List<(int Day, long Micros)>> sent = [];
    private readonly double[] lively = new double[People];
    private readonly List<MadeUpGathering> gatherings = [];

    public MadeUpCommunity(int seed)
    {
        random = new Random(seed);
        for (var person = 0; person < People; person++)
        {
            lively[person] = .4 + 1.2 * random.NextDouble();
        }
        ByChance();
        for (var number = 0; number < Gatherings; number++)
        {
            gatherings.Add(Gather(420 + number * 30, isPlacebo: number % 2 == 1));
        }
    }

    /// <summary>All that went between people, gatherings included.</summary>
    public IReadOnlyList<Tie> Ties => [.. sent.Keys.Select(pair => pair.From < pair.To ? (pair.From, pair.To) : (pair.To, pair.From)).Distinct().Order()
        .Select(pair => new Tie(new(pair.Item1 + 1), new(pair.Item2 + 1), Days.From(sent.GetValueOrDefault((pair.Item1, pair.Item2), [])), Days.From(sent.GetValueOrDefault((pair.Item2, pair.Item1), [])), 1, 0, 0))];

    /// <summary>In order of time; every other one is a placebo.</summary>
    public IReadOnlyList<MadeUpGathering> All => gatherings;

    /// <summary>UTC day up to which anything happens.</summary>
    public static int Today => End;

    /// <summary>The group of somebody.</summary>
    public static int? GroupOf(PersonId person) => (int)(person.Value - 1) % GroupCount;

    private void ByChance()
    {
        for (var one = 0; one < People; one++)
        {
            for (var other = one + 1; other < People; other++)
            {
                if (random.NextDouble() < (one % GroupCount == other % GroupCount ? .3 : .02) * lively[one] * lively[other])
                {
                    var begins = random.Next(-500, End);
                    Write(one, other, begins, begins + (int)Waiting(350), 4 + 40 * random.NextDouble());
                }
            }
        }
        for (var day = 0; day < End; day++)
        {
            var (one, other) = (random.Next(People), random.Next(People));
            if (one != other)
            {
                Exchange(one, other, day, .3);
            }
        }
    }

    private MadeUpGathering Gather(int day, bool isPlacebo)
    {
        var home = random.Next(GroupCount);
        int[] present = [.. Enumerable.Range(0, People).OrderBy(person => Waiting(1) / (lively[person] * (person % GroupCount == home ? 4 : 1))).Take(Guests).Order()];
        var own = new List<(PersonId, PersonId, int, long)>();
        for (var talk = 0; talk < 15; talk++)
        {
            var (one, other) = (present[random.Next(Guests)], present[random.Next(Guests)]);
            if (one != other)
            {
                Send(one, other, day, One);
                own.Add((new(one + 1), new(other + 1), day, One));
            }
        }
        var planted = new HashSet<Pair>();
        for (var trial = 0; !isPlacebo && trial < 400 && planted.Count < PlantedTies; trial++)
        {
            var (one, other) = (present[random.Next(Guests)], present[random.Next(Guests)]);
            if (one != other && !Known(one, other, day) && planted.Add(Pair.Of(new(one + 1), new(other + 1))))
            {
                Write(one, other, day + 1 + random.Next(14), day + 90 + (int)Waiting(200), 6 + 8 * random.NextDouble());
            }
        }
        return new(day, [.. present.Select(person => new PersonId(person + 1))], own, planted);
    }

    // Before the gathering; what they said in it does not make them acquainted.
    private bool Known(int one, int other, int day) =>
        sent.GetValueOrDefault((one, other), []).Concat(sent.GetValueOrDefault((other, one), [])).Any(each => each.Day < day && each.Day >= day - Ledger.Year || each.Day > day && each.Day < day + 30);

    private void Write(int one, int other, int begins, int ends, double gap)
    {
        for (double day = begins; day < Math.Min(ends, End); day += Math.Max(1, Waiting(gap)))
        {
            if (day >= 0)
            {
                var forwards = random.Next(2) == 0;
                Exchange(forwards ? one : other, forwards ? other : one, (int)day, .7);
            }
        }
    }

    private void Exchange(int one, int other, int day, double answers)
    {
        Send(one, other, day, One);
        if (random.NextDouble() < answers)
        {
            Send(other, one, day + random.Next(2), One);
        }
    }

    private void Send(int from, int to, int day, long micros)
    {
        if (!sent.TryGetValue((from, to), out var days))
        {
            sent[(from, to)] = days = [];
        }
        days.Add((day, micros));
    }

    private double Waiting(double mean) => -mean * Math.Log(1 - random.NextDouble());
}
