using System.CommandLine;
using System.Diagnostics;
using Kith.Expertise;
using Kith.Gatherings;
using Kith.Importing;

namespace Kith.Server.Commands;

/// <summary><c>kith import PATH…</c></summary>
internal static class ImportCommand
{
    /// <summary>What --format means, wherever an archive is read.</summary>
    public static string FormatMeans { get; } = $"Only where Kith does not recognise it by itself: {string.Join(", ", Formats.All.Select(importer => importer.Format))}.";

    private static readonly Argument<string[]> Paths = new("path") { Description = "Files, folders or archives to import.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> Format = new("--format") { Description = FormatMeans, HelpName = "FORMAT" };
    private static readonly Option<string?> Zone = new("--zone") { Description = "IANA time zone of times that name none, such as Europe/Oslo. Default: UTC.", HelpName = "ZONE" };
    private static readonly Option<string> Community = new("--community") { Description = "Community that the conversations belong to.", HelpName = "NAME", DefaultValueFactory = _ => "Community" };
    private static readonly Option<string?> Source = new("--source") { Description = "Name of the source, where two sources of one format would else be taken for one.", HelpName = "NAME" };
    private static readonly Option<bool> IncludePrivate = new("--include-private") { Description = "Take in direct messages and private channels too; only their participants will see them." };

    public static Command Make()
    {
        var command = new Command("import", "Take in archives: Slack, Zulip, Discord, mail, IRC, transcripts, calendars, tables.\n\nExample: kith import slack-export.zip notes.mbox --community Harbour")
        {
            Paths, Format, Zone, Community, Source, IncludePrivate,
        };
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                return await Run(parsed, stop);
            }
            catch (OperationCanceledException)
            {
                Output.Write(new InvalidInputException("Broken off.", "import", "What was taken in so far stays; the same command takes in the rest."), parsed.GetValue(Place.Json));
                return ExitCode.Interrupted;
            }
        });
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        var options = new ImportOptions(parsed.GetValue(Zone) is { } zone ? Zones.Find(zone, "--zone") : null, parsed.GetValue(IncludePrivate));
        var json = parsed.GetValue(Place.Json);
        var (paths, format) = (parsed.GetValue(Paths)!, parsed.GetValue(Format));
        // All before the first is taken in: whoever mistypes the second, or names what is no archive, finds nothing half done. While
        // open, what tar packed lies unpacked on the disk: of many archives the first stays open and of the others one at a time.
        Array.ForEach(paths, Archive.MustExist);
        using var first = Recognised.In(paths[0], format);
        Array.ForEach(paths[1..], path => Recognised.In(path, format).Dispose());
        using var database = Place.Open(parsed);
        var clock = Stopwatch.StartNew();
        var summaries = paths.Select((path, number) =>
        {
            using var archive = number == 0 ? first : Recognised.In(path, format);
            return ImportProgressBar.Watch(path, json, progress => new Import(database, TimeProvider.System).Run(
                archive.Archive, archive.Importer, options, parsed.GetValue(Community)!, parsed.GetValue(Source), progress, stop));
        }).ToList();
        await Derived.Refresh(database);
        ImportReport.Write(json, summaries, database, clock.Elapsed);
        return ExitCode.Done;
    }

    private sealed record Recognised(Archive Archive, IImporter Importer) : IDisposable
    {
        public static Recognised In(string path, string? format)
        {
            var archive = Archive.Open(path);
            try
            {
                return new(archive, Formats.For(archive, format));
            }
            catch
            {
                archive.Dispose();
                throw;
            }
        }

        public void Dispose() => Archive.Dispose();
    }
}
