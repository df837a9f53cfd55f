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
        return All.FirstOrDefault(importer => importer.Recognises(archive))
            ?? throw new InvalidInputException($"{archive.Path} is of no format that Kith knows.{Refused(archive)}", archive.Path, $"Known formats: {names}. Name one with --format if you are sure.");
    }

    private static string Refused(Archive archive) =>
        archive.Issues.Count == 0 ? "" : $" Of {archive.Issues[0].File} in it: {archive.Issues[0].Reason}";
}
