using Kith.Importing;

namespace Kith.Evaluation;

/// <summary>Finds in a folder and the folders in it what can be measured there, by what the files are.</summary>
public static class EvaluationSets
{
    private static readonly string[] TieEndings = [".txt", ".txt.gz", ".csv", ".csv.gz", ".tsv"];

    /// <summary>All of it; last what needs no data.</summary>
    /// <exception cref="InvalidInputException">There is no such folder.</exception>
    public static IEnumerable<EvaluationSet> In(string folder)
    {
        DataPath.MustBeFolder(folder, "Name a folder of data, or none for what this installation holds.");
        return [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Prepend(folder).SelectMany(Of), .. WithoutData()];
    }

    /// <summary>What is measured on made-up data.</summary>
    internal static IEnumerable<EvaluationSet> WithoutData() =>
    [
        new("holes", "random graphs", HolesEvaluation.Run),
        new("reach", "random graphs", ReachEvaluation.Run),
        new("impact", "made-up communities", ImpactEvaluation.Run),
    ];

    private static IEnumerable<EvaluationSet> Of(string folder)
    {
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToList();
        if (files.Exists(file => file.EndsWith(".annotation.txt", StringComparison.Ordinal)))
        {
            return [new("replies", folder, sheet => RepliesEvaluation.Of(folder, sheet))];
        }
        if (files.Find(file => Path.GetFileName(file) == "people.json") is { } list)
        {
            return [new("identity", list, sheet => IdentityEvaluation.Run(list, sheet)), new("attendance", folder, sheet => AttendanceEvaluation.Run(folder, sheet))];
        }
        var found = files.Where(IsOfTies).Select(file => new EvaluationSet("ties", file, sheet => TiesEvaluation.Run(file, sheet))).ToList();
        foreach (var labels in files.Where(file => file.EndsWith("-department-labels.txt", StringComparison.Ordinal)))
        {
            var edges = labels.Replace("-department-labels", "", StringComparison.Ordinal);
            found.Add(new("communities", edges, sheet => CommunitiesEvaluation.Run(edges, labels, sheet)));
        }
        return found.Count > 0 ? found : OfArchive(folder);
    }

    private static IEnumerable<EvaluationSet> OfArchive(string folder)
    {
        using var archive = Archive.Open(folder);
        return Formats.All.Any(format => format.Recognises(archive)) ? [new("experts", folder, sheet => Experts.Evaluate(folder, Threads(folder), sheet)), new("topics", folder, sheet => TopicsEvaluation.Evaluate(folder, Threads(folder), sheet))] : [];
    }

    private static IReadOnlyList<AnsweredThread> Threads(string folder)
    {
        using var archive = Archive.Open(folder);
        return ArchivedThreads.Of(Formats.For(archive).Read(archive, new ImportOptions()));
    }

    private static bool IsOfTies(string file) => Array.Exists(TieEndings, ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) && TieFile.IsOne(file);
}
