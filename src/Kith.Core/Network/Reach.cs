using Kith.Kernels.Graphs;
using Kith.People;
using Kith.Ties;

namespace Kith.Network;

/// <summary>A way from one person to another through people who know each other.</summary>
/// <param name="People">From the first to the last.</param>
/// <param name="Chance">That each contacts the next within 30 days, and each between them passes it on; 0 to 1.</param>
public sealed record WarmPath(IReadOnlyList<PersonId> People, double Chance);

/// <summary>Who can introduce me: the warmest paths between people. A step costs −ln of the chance of contact, and −ln of that it is passed on.</summary>
public sealed class Reach
{
    /// <summary>Ties a path may have.</summary>
    public const int MaxHops = 3;

    /// <summary>Paths that share nobody between their ends.</summary>
    public const int MaxPaths = 3;

    // The chance that somebody asked to pass a request on does so.
    private const double PassesOn = .7;

    private readonly Dictionary<PersonId, int> vertexOf;
    private readonly PersonId[] personAt;
    private readonly Csr graph;
    private readonly double[] costs;

    /// <summary>Prepares paths over the ties of a snapshot, and those that only the reader knows of.</summary>
    public Reach(Snapshot snapshot, IReadOnlyList<Tie>? privately = null)
    {
        var all = snapshot.All.Concat(privately ?? []).GroupBy(tie => (tie.Person, tie.Other)).Select(same => same.Aggregate((a, b) => a.Merge(b))).ToList();
        personAt = [.. all.SelectMany(tie => (PersonId[])[tie.Person, tie.Other]).Distinct().OrderBy(person => person.Value)];
        vertexOf = personAt.Select((person, vertex) => (person, vertex)).ToDictionary(pair => pair.person, pair => pair.vertex);
        graph = Csr.Undirected(personAt.Length,
            [.. all.Select(tie => vertexOf[tie.Person])], [.. all.Select(tie => vertexOf[tie.Other])], [.. all.Select(snapshot.Chance)], Cores.All);
        costs = [.. graph.Weights.Select(chance => -Math.Log(Math.Max(chance, 1e-12)) - Math.Log(PassesOn))];
    }

    /// <summary>Up to three paths that share nobody between, warmest first; none if there is no way in three hops.</summary>
    public IReadOnlyList<WarmPath> Paths(PersonId from, PersonId to) => from == to || !vertexOf.TryGetValue(from, out var a) || !vertexOf.TryGetValue(to, out var b)
        ? []
        : [.. Kernels.Graphs.Paths.Disjoint(graph, costs, a, b, MaxHops, MaxPaths).Select(PathOf)];

    // The last one has not to pass anything on.
    private WarmPath PathOf(Route route) => new([.. route.Vertices.Select(vertex => personAt[vertex])], Math.Exp(-route.Cost) / PassesOn);
}
