using Kith.Kernels.Graphs;
using Kith.People;
using Kith.Ties;

namespace Kith.Network.Health;

/// <summary>Who was in contact with whom in the 90 days up to a day.</summary>
internal sealed class Window
{
    /// <summary>Days that it spans.</summary>
    public const int Length = 90;

    private readonly Dictionary<PersonId, int> vertexOf;

    public Window(IReadOnlyList<Tie> ties, int until)
    {
        Pairs = [.. ties.Select(tie => new Pair(tie.Person, tie.Other, Amount(tie.There, until), Amount(tie.Back, until))).Where(pair => pair.There + pair.Back > 0)];
        People = [.. Pairs.SelectMany(pair => (PersonId[])[pair.One, pair.Other]).Distinct().OrderBy(person => person.Value)];
        vertexOf = People.Select((person, vertex) => (person, vertex)).ToDictionary(pair => pair.person, pair => pair.vertex);
        Graph = Csr.Undirected(People.Count,
            [.. Pairs.Select(pair => vertexOf[pair.One])], [.. Pairs.Select(pair => vertexOf[pair.Other])], [.. Pairs.Select(pair => pair.There + pair.Back)], Cores.All);
        Groups = Grouping.Of(Graph);
    }

    /// <summary>Two people in contact, and how much went each way.</summary>
    public readonly record struct Pair(PersonId One, PersonId Other, double There, double Back)
    {
        public bool IsMutual => There > 0 && Back > 0;
    }

    public IReadOnlyList<Pair> Pairs { get; }

    /// <summary>Everybody in contact with anybody, by number: the vertices of the graph.</summary>
    public IReadOnlyList<PersonId> People { get; }

    public Csr Graph { get; }

    public Partition Groups { get; }

    /// <summary>Those with whom somebody was in contact both ways.</summary>
    public HashSet<PersonId> Mutual => [.. Pairs.Where(pair => pair.IsMutual).SelectMany(pair => (PersonId[])[pair.One, pair.Other])];

    /// <summary>How many turn to somebody who does not turn to them, or are turned to so.</summary>
    public int OneSided => Pairs.Where(pair => !pair.IsMutual).SelectMany(pair => (PersonId[])[pair.One, pair.Other]).Distinct().Count();

    /// <summary>What each gave, most first.</summary>
    public double[] Given()
    {
        var given = new double[People.Count];
        foreach (var pair in Pairs)
        {
            given[vertexOf[pair.One]] += pair.There;
            given[vertexOf[pair.Other]] += pair.Back;
        }
        return [.. given.OrderDescending()];
    }

    /// <summary>Of each person, the share of their contact that is with other groups.</summary>
    public double[] Outward() => [.. Enumerable.Range(0, People.Count).Select(vertex =>
    {
        var (all, other) = (0.0, 0.0);
        foreach (var (target, weight) in Graph.Row(vertex).ToArray().Zip(Graph.RowWeights(vertex).ToArray()))
        {
            all += weight;
            other += Groups.Of[target] == Groups.Of[vertex] ? 0 : weight;
        }
        return all > 0 ? other / all : 0;
    })];

    private static double Amount(Days days, int until)
    {
        var sum = 0.0;
        for (var i = 0; i < days.Count && days.Dates[i] <= until; i++)
        {
            sum += days.Dates[i] > until - Length ? Strength.Amount(days.Micros[i]) : 0;
        }
        return sum;
    }
}
