using Kith.Importing;
using Kith.People;
using Kith.Server.Importing;
using Kith.Server.Shared;
using Kith.Store;
using Kith.Ties;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary>What an import says at its end.</summary>
internal static class ImportReport
{
    public static void Write(bool json, IReadOnlyList<ImportSummary> summaries, Database database, TimeSpan took)
    {
        var (interactions, ties) = database.Read(connection =>
            (ContactStore.Count(connection), Tie.Fold(ContactStore.Open(connection), PeopleStore.Load(connection)).Count));
        if (json)
        {
            Output.Write(new
            {
                Format = string.Join(',', summaries.Select(summary => summary.Format).Distinct()),
                People = summaries.Sum(summary => summary.People),
                Conversations = summaries.Sum(summary => summary.Conversations),
                Messages = summaries.Sum(summary => summary.Messages),
                NewMessages = summaries.Sum(summary => summary.NewMessages),
                ChangedMessages = summaries.Sum(summary => summary.ChangedMessages),
                Interactions = interactions,
                Ties = ties,
                Issues = summaries.Sum(summary => summary.Issues),
                Notes = summaries.Sum(summary => summary.Notes),
                Seconds = Math.Round(took.TotalSeconds, 3),
            });
            return;
        }
        var table = Tables.New(null, "format", "people", "conversations", "messages", "new", "changed");
        foreach (var summary in summaries)
        {
            table.AddRow(new Text(summary.Format), Tables.Count(summary.People), Tables.Count(summary.Conversations), Tables.Count(summary.Messages),
                Tables.Count(summary.NewMessages), Tables.Count(summary.ChangedMessages));
        }
        AnsiConsole.Write(table);
        var messages = summaries.Sum(summary => summary.Messages);
        Console.WriteLine($"{Marks.Count(interactions, "interaction")} and {Marks.Count(ties, "tie")}, after {took.TotalSeconds:0.0} s ({messages / Math.Max(took.TotalSeconds, .001):N0} messages a second).");
        var (issues, notes) = (summaries.Sum(summary => summary.Issues), summaries.Sum(summary => summary.Notes));
        Console.WriteLine(issues + notes > 0 ? $"{IssueWords.Of(issues, notes)}; kith issues says which." : "Next: kith who-knows \"…\", or kith serve.");
    }
}
