using System.Globalization;
using Kith.Benchmarks.Graphs;

namespace Kith.Benchmarks.Network;

/// <summary>A community made to a size, as a table of interactions: planted groups, each tie with one to six days of contact in five years.</summary>
internal static class MadeCommunity
{
    private const int Days = 5 * 365, MostContacts = 6;

    /// <summary>Writes <c>from,to,at</c>; the same people and ties from the same numbers.</summary>
    public static void Write(string file, int people, int ties)
    {
        var (_, from, to) = MadeGraphs.Planted(people, 1);
        var random = new Random(2);
        var pairs = from.Zip(to).Where(pair => pair.First != pair.Second).Select(pair => (One: Math.Min(pair.First, pair.Second), Other: Math.Max(pair.First, pair.Second))).Distinct().ToArray();
        random.Shuffle(pairs);
        // Everybody keeps one tie, so that all are on the map; then as many as were asked for.
        var met = new HashSet<int>();
        var kept = pairs.OrderBy(pair => met.Add(pair.One) | met.Add(pair.Other) ? 0 : 1).Take(ties).ToArray();
        var (began, rows) = (new DateTime(2020, 1, 1, 8, 0, 0, DateTimeKind.Utc), new List<(DateTime At, int From, int To)>());
        foreach (var (one, other) in kept)
        {
            var (first, contacts) = (random.Next(Days), 1 + random.Next(MostContacts));
            for (var contact = 0; contact < contacts; contact++)
            {
                var at = began.AddDays(first + random.Next(Days - first)).AddSeconds(random.Next(36_000));
                rows.Add(contact % 2 == 0 ? (at, one, other) : (at, other, one));
            }
        }
        using var writer = new StreamWriter(file);
        writer.WriteLine("from,to,at");
        foreach (var (at, sender, receiver) in rows.OrderBy(row => row.At))
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Name(sender)},{Name(receiver)},{at:yyyy-MM-ddTHH:mm:ssZ}"));
        }
        Console.WriteLine($"{kept.SelectMany(pair => (int[])[pair.One, pair.Other]).Distinct().Count()} people, {kept.Length} ties, {rows.Count} interactions");
    }

    // Names of usual length, each once.
    private static string Name(int person)
    {
        string[] syllables = ["ka", "lo", "mi", "ren", "sa", "tor", "ve", "an", "bel", "dor", "eli", "fa", "gun", "hal", "ira", "jon"];
        string Word(int number, int count) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(string.Concat(Enumerable.Range(0, count).Select(i => syllables[(number >> (4 * i)) & 15])));
        return $"{Word(person, 2)} {Word(person >> 8, 2)}";
    }
}
