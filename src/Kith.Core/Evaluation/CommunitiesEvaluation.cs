using Kith.Kernels.Graphs;
using Kith.Network;

namespace Kith.Evaluation;

/// <summary>
/// Measures whether the groups found in a network are those that people really belong to (departments, say), which are
/// not told. Ten seeds; agreement is adjusted mutual information, because plain mutual information grows with the number of groups.
/// </summary>
public static class CommunitiesEvaluation
{
    private const int Seeds = 10;

    private static readonly (string Name, Func<Csr, ulong, Partition> Find)[] Methods =
    [
        ("kith", Grouping.Of),
        ("Leiden, modularity", (graph, seed) => Leiden.ByModularity(graph, seed: seed)),
        ("Leiden, told resolution 5", (graph, seed) => Leiden.ByModularity(graph, resolution: 5, seed: seed)),
    ];

    /// <summary>The table.</summary>
    /// <param name="path">Who knows whom: rows of two names.</param>
    /// <param name="truth">Who belongs where: rows of a name and a group.</param>
    /// <param name="sheet">Takes down every answer.</param>
    /// <exception cref="InvalidInputException">A file cannot be read, or nobody stands in both.</exception>
    public static Evaluation Run(string path, string truth, AnswerSheet? sheet = null)
    {
        var groupOf = PairRows.Read(truth).GroupBy(row => row.One, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Other, StringComparer.Ordinal);
        var ties = PairRows.Read(path);
        string[] people = [.. groupOf.Keys.Order(StringComparer.Ordinal)];
        var at = people.Select((name, index) => (name, index)).ToDictionary(each => each.name, each => each.index, StringComparer.Ordinal);
        var known = ties.Where(tie => tie.One != tie.Other && at.ContainsKey(tie.One) && at.ContainsKey(tie.Other)).ToList();
        if (known.Count == 0)
        {
            throw new InvalidInputException("No row joins two people whose group is known.", path, "Right would be rows of two names, and the same names with their groups in the other file.");
        }
        var graph = Csr.Undirected(people.Length, [.. known.Select(tie => at[tie.One])], [.. known.Select(tie => at[tie.Other])]).ToSimple();
        var binary = graph.ToUnweighted();
        string[] groups = [.. people.Select(person => groupOf[person])];
        return new("communities", Path.GetFileName(path), [.. Enumerable.Range(1, Seeds).Select(seed => $"seed {seed}")], [.. Methods.Select(method => Score(method, binary, people, groups, sheet))]);
    }

    private static MethodScore Score((string Name, Func<Csr, ulong, Partition> Find) method, Csr graph, string[] people, string[] groups, AnswerSheet? sheet)
    {
        var agreements = new List<double>();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var found = method.Find(graph, (ulong)seed).Of;
            for (var person = 0; sheet is not null && person < people.Length; person++)
            {
                sheet.Add("communities", "group", method.Name, $"seed {seed}", people[person], $"{found[person]}", groups[person]);
            }
            agreements.Add(MutualInformation.Adjusted(found, groups));
        }
        // Over seeds: how far chance in the search moves it, not how far other data would.
        return new(method.Name, Ami: agreements.Average(), Low: agreements.Min(), High: agreements.Max());
    }
}
