using System.CommandLine;
using Kith.Evaluation;
using Kith.Importing;

namespace Kith.Server.Commands;

/// <summary><c>kith evaluate ties FILE</c> and the like: one capability, on data given by path. Needs no database.</summary>
internal static class EvaluateData
{
    private static readonly Argument<string> Rows = new("file")
    {
        Description = "Rows of sender, recipient and seconds; or CSV whose header names from, to and at. Packed with gzip or not.",
    };

    private static readonly Argument<string> Archived = new("archive") { Description = "Any archive that can be imported." };
    private static readonly Option<string?> Format = new("--format") { Description = ImportCommand.FormatMeans, HelpName = "FORMAT" };
    private static readonly Option<bool> OneCut = new("--one-cut") { Description = "Cut once, after four fifths of the threads, and ask only for those who had answered before, instead of three cuts in time." };
    private static readonly Option<bool> OfRareWords = new("--rare-words") { Description = "Ask with a rare and a common word of each later thread's title, and count who of the first three named had written the rare one." };
    private static readonly Argument<string> Logs = new("folder") { Description = "Folder of pairs NAME.annotation.txt and NAME.ascii.txt." };
    private static readonly Option<bool> Fit = new("--fit") { Description = "Learn from the folder instead, and print the weights as the source file they are built in from." };
    private static readonly Option<bool> CrossValidate = new("--cross-validate") { Description = "Learn anew from three quarters of the logs and measure on the fourth, four times." };
    private static readonly Argument<string> Edges = new("file") { Description = "Who knows whom: rows of two names." };
    private static readonly Argument<string> Labels = new("groups") { Description = "Who belongs where: rows of a name and a group." };
    private static readonly Argument<string> Names = new("list") { Description = "JSON of names with their handles, or the folder that holds it as people.json." };
    private static readonly Argument<string> Meetings = new("folder") { Description = "A folder for each meeting, with a log and minutes as index.html; people.json beside them may say who goes by which names." };

    public static IEnumerable<Command> Make() =>
    [
        EvaluateCommand.Of(new("ties", "Who will be in contact, against who then was.\n\nExample: kith evaluate ties mails.csv.gz") { Rows },
            (parsed, sheet) => TiesEvaluation.Run(parsed.GetValue(Rows)!, sheet)),
        EvaluateCommand.Of(new("experts", "Who knows what, against who answered later.\n\nExample: kith evaluate experts zulip_json/") { Archived, Format, OneCut, OfRareWords },
            (parsed, sheet) => OfThreads(parsed, sheet, Asking(parsed))),
        EvaluateCommand.Of(new("topics", "What people talk about, against what they said later.\n\nExample: kith evaluate topics zulip_json/") { Archived, Format },
            (parsed, sheet) => OfThreads(parsed, sheet, TopicsEvaluation.Evaluate)),
        Replies(),
        EvaluateCommand.Of(new("communities", "Groups of the network, against those that people belong to.\n\nExample: kith evaluate communities mails.txt departments.txt") { Edges, Labels },
            (parsed, sheet) => CommunitiesEvaluation.Run(parsed.GetValue(Edges)!, parsed.GetValue(Labels)!, sheet)),
        EvaluateCommand.Of(new("identity", "Who may be one person, against a list kept by hand.\n\nExample: kith evaluate identity people.json") { Names },
            (parsed, sheet) => IdentityEvaluation.Run(parsed.GetValue(Names)!, sheet)),
        EvaluateCommand.Of(new("attendance", "Who was there, from logs alone, against the minutes.\n\nExample: kith evaluate attendance meetings/") { Meetings },
            (parsed, sheet) => AttendanceEvaluation.Run(parsed.GetValue(Meetings)!, sheet)),
        EvaluateCommand.Of(new("holes", "Structural holes, against the formulas written out, on random graphs.\n\nExample: kith evaluate holes"), (_, sheet) => HolesEvaluation.Run(sheet)),
        EvaluateCommand.Of(new("reach", "Warmest paths, against all paths there are, on random graphs.\n\nExample: kith evaluate reach"), (_, sheet) => ReachEvaluation.Run(sheet)),
        EvaluateCommand.Of(new("impact", "What followed a gathering, against ties planted in made-up communities.\n\nExample: kith evaluate impact"), (_, sheet) => ImpactEvaluation.Run(sheet)),
    ];

    private static Func<string, IReadOnlyList<AnsweredThread>, AnswerSheet?, Evaluation.Evaluation> Asking(ParseResult parsed) => (parsed.GetValue(OfRareWords), parsed.GetValue(OneCut)) switch
    {
        (true, true) => throw new InvalidInputException("Rare words are asked for at three cuts in time.", "--one-cut", "Leave out one of --one-cut and --rare-words."),
        (true, false) => RareWords.Evaluate,
        (false, true) => Experts.AtOneCut,
        _ => Experts.Evaluate,
    };

    private static Evaluation.Evaluation OfThreads(ParseResult parsed, AnswerSheet? sheet, Func<string, IReadOnlyList<AnsweredThread>, AnswerSheet?, Evaluation.Evaluation> evaluate)
    {
        using var archive = Archive.Open(parsed.GetValue(Archived)!);
        var importer = Formats.For(archive, parsed.GetValue(Format));
        return evaluate(archive.Path, ArchivedThreads.Of(importer.Read(archive, new ImportOptions())), sheet);
    }

    private static Command Replies()
    {
        var command = new Command("replies", "Who answers whom, against logs annotated by hand.\n\nExample: kith evaluate replies logs/") { Logs, CrossValidate, Fit };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(Logs)!;
            if (!parsed.GetValue(Fit))
            {
                return EvaluateCommand.Run(parsed, sheet => parsed.GetValue(CrossValidate) ? RepliesEvaluation.CrossValidated(folder, sheet) : RepliesEvaluation.Of(folder, sheet));
            }
            return EvaluateCommand.WithSheet(parsed, sheet =>
            {
                if (sheet is not null)
                {
                    throw new InvalidInputException("What is learnt are weights, not answers.", "--answers", "Leave out --fit to measure, or --answers to learn.");
                }
                RepliesEvaluation.Fit(folder, Console.Out);
                return ExitCode.Done;
            });
        });
        return command;
    }
}
