using Kith.Importing.Calendars;
using Kith.Importing.Discord;
using Kith.Importing.Irc;
using Kith.Importing.Mail;
using Kith.Importing.Slack;
using Kith.Importing.Tables;
using Kith.Importing.Transcripts;
using Kith.Importing.Zulip;

namespace Kith.Importing;

/// <summary>The formats that Kith reads, in the order in which they are tried on an archive.</summary>
public static class Formats
{
    // Enough to find what lies beside, few enough for a folder with a file for each mail.
    private const int MostLookedAt = 1000;

    /// <summary>All of them; those that recognise themselves most surely come first.</summary>
    public static IReadOnlyList<IImporter> All { get; } =
    [
        new ZulipArchive(),
        new ZulipExport(),
        new SlackExport(),
        new DiscordExport(),
        new Mbox(),
        new MeetingTranscript("vtt"),
        new MeetingTranscript("srt"),
        new MeetingTranscript("zoom-chat"),
        new IrcLog(),
        // After those beside whose files an invitation may lie.
        new CalendarArchive(),
        new JsonLines(),
        new Csv(),
    ];

    /// <summary>What they read, as people call it: after "archives of".</summary>
    public static IReadOnlyList<string> Read { get; } = [.. All.Select(importer => importer.Reads).Distinct(StringComparer.Ordinal)];

    /// <summary>The importer for an archive: the one named, or the first that recognises it.</summary>
    /// <exception cref="InvalidInputException">No such format, the archive is empty, or no format recognises the archive.</exception>
    public static IImporter For(Archive archive, string? format = null)
    {
        var names = string.Join(", ", All.Select(importer => importer.Format));
        if (format is not null)
        {
            return All.FirstOrDefault(importer => string.Equals(importer.Format, format, StringComparison.OrdinalIgnoreCase))
                ?? throw new InvalidInputException($"There is no format {format}.", "--format", $"Use one of {names}.");
        }
        if (archive.Issues.Count == 0 && archive.Files.All(file => file.Length == 0))
        {
            throw new InvalidInputException($"{archive.Path} holds nothing.", archive.Path, $"Give an archive with something in it. Known formats: {names}.");
        }
        var found = All.FirstOrDefault(importer => importer.Recognises(archive)) ?? throw Unknown(archive, names);
        foreach (var issue in PassedOver(archive, found).ToList())
        {
            archive.Note(issue);
        }
        return found;
    }

    // A folder of single files may hold some of several formats, of which one is read. Beside transcripts lie invitations, which they read.
    private static IEnumerable<ImportIssue> PassedOver(Archive archive, IImporter found)
    {
        if (archive.Files.Count < 2 || KindOf(found) is not { } kind)
        {
            yield break;
        }
        var some = archive.Files.Take(MostLookedAt).ToList();
        foreach (var other in All.Where(other => KindOf(other) is { } its && its != kind && !(kind == "transcripts" && its == "ics")).DistinctBy(KindOf))
        {
            if (other.Recognises(Archive.Of(archive.Path, some)))
            {
                var first = some.First(file => other.Recognises(Archive.Of(archive.Path, [file])));
                yield return new ImportIssue(first.Path, 0, $"Passed over, as all that is {other.Format} here, for what is {found.Format} was read; import it by itself, or with --format {other.Format}.");
            }
        }
    }

    private static string? KindOf(IImporter importer) => importer.Format switch
    {
        "vtt" or "srt" or "zoom-chat" => "transcripts",
        "mbox" or "irc" or "ics" or "csv" or "jsonl" => importer.Format,
        _ => null,
    };

    private static InvalidInputException Unknown(Archive archive, string names) => archive.Files.FirstOrDefault(Archive.IsPacked) is { } inner
        ? new InvalidInputException($"{archive.Path} holds another archive, {inner.Path}.", archive.Path, "Unpack it once, and import what is in it.")
        : new InvalidInputException($"{archive.Path} is of no format that Kith knows.{Refused(archive)}", archive.Path, $"Known formats: {names}. Name one with --format if you are sure.");

    private static string Refused(Archive archive) =>
        archive.Issues.Count == 0 ? "" : $" Of {archive.Issues[0].File} in it: {archive.Issues[0].Reason}";
}
