using System.CommandLine;
using Kith.Evaluation;
using Kith.Importing;

namespace Kith.Server.Commands;

/// <summary><c>kith evaluate experts ARCHIVE</c></summary>
internal static class EvaluateExperts
{
    private static readonly Argument<string> Path = new("archive") { Description = "Any archive that can be imported." };
    private static readonly Option<string?> Format = new("--format") { Description = "Format, where Kith does not recognise it by itself.", HelpName = "F" };

    public static Command Make()
    {
        var command = new Command("experts", "Who knows what, against who answered later.\n\nExample: kith evaluate experts zulip_json/") { Path, Format };
        command.SetAction(parsed =>
        {
            using var archive = Archive.Open(parsed.GetValue(Path)!);
            var importer = Formats.For(archive, parsed.GetValue(Format));
            var threads = ArchivedThreads.Of(importer.Read(archive, new ImportOptions()));
            EvaluateCommand.Print(Experts.Evaluate(archive.Path, threads), parsed.GetValue(Place.Json));
            return ExitCode.Done;
        });
        return command;
    }
}
