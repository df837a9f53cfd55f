using System.CommandLine;
using Kith.Evaluation;
using Kith.Importing;

namespace Kith.Server.Commands;

/// <summary><c>kith evaluate experts ARCHIVE</c> and <c>kith evaluate topics ARCHIVE</c></summary>
internal static class EvaluateExperts
{
    private static readonly Argument<string> Path = new("archive") { Description = "Any archive that can be imported." };
    private static readonly Option<string?> Format = new("--format") { Description = "Format, where Kith does not recognise it by itself.", HelpName = "F" };

    public static Command Make() =>
        Of("experts", "Who knows what, against who answered later.\n\nExample: kith evaluate experts zulip_json/", Experts.Evaluate);

    public static Command MakeTopics() =>
        Of("topics", "What people talk about, against what they said later.\n\nExample: kith evaluate topics zulip_json/", TopicsEvaluation.Evaluate);

    private static Command Of(string name, string help, Func<string, IReadOnlyList<AnsweredThread>, Evaluation.Evaluation> evaluate)
    {
        var command = new Command(name, help) { Path, Format };
        command.SetAction(parsed =>
        {
            using var archive = Archive.Open(parsed.GetValue(Path)!);
            var importer = Formats.For(archive, parsed.GetValue(Format));
            var threads = ArchivedThreads.Of(importer.Read(archive, new ImportOptions()));
            EvaluateCommand.Print(evaluate(archive.Path, threads), parsed.GetValue(Place.Json));
            return ExitCode.Done;
        });
        return command;
    }
}
