using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Importing.Json;
using Kith.Importing.Text;
using NodaTime;
using NodaTime.Text;

namespace Kith.Importing.Transcripts;

/// <summary>When a meeting began and what it is called: from the chat, from the names of file and folder, else from a JSON file beside it, else from the file's own time.</summary>
/// <param name="Start">Local time of the beginning; midnight if only the day is known.</param>
/// <param name="IsTimeKnown">Whether more than the day is known.</param>
/// <param name="IsUtc">Whether <paramref name="Start"/> is UTC.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Issue">What had to be guessed.</param>
internal sealed partial record MeetingFacts(LocalDateTime Start, bool IsTimeKnown, bool IsUtc, string Title, ImportIssue? Issue)
{
    private const int LongestJson = 1 << 20;

    /// <summary>What can be known about a meeting.</summary>
    /// <param name="archive">Where it lies.</param>
    /// <param name="files">Its files.</param>
    /// <param name="written">The day that stands in the chat, if one does.</param>
    public static MeetingFacts Of(Archive archive, MeetingFiles files, LocalDate? written)
    {
        var parts = FilePath.Parts(archive, files.Main);
        var (title, told) = Beside(archive, files.Folder);
        var name = title ?? FilePath.Name(parts);
        if (Clock().Match(string.Join('/', parts)) is { Success: true } clock && FilePath.Day([clock.Value]) is { } day)
        {
            var time = new LocalTime(int.Parse(clock.Groups["h"].Value) % 24, int.Parse(clock.Groups["m"].Value) % 60, int.Parse(clock.Groups["s"].Value) % 60);
            return new MeetingFacts(day + time, true, clock.Value.StartsWith("GMT", StringComparison.Ordinal), Called(name, day), null);
        }
        if ((written ?? FilePath.Day(parts)) is { } named)
        {
            return told is { } exact && exact.Date == named
                ? new MeetingFacts(exact, exact.TimeOfDay != LocalTime.Midnight, true, Called(name, named), null)
                : new MeetingFacts(named.AtMidnight(), false, false, Called(name, named), null);
        }
        if (told is { } start)
        {
            return new MeetingFacts(start, start.TimeOfDay != LocalTime.Midnight, true, Called(name, start.Date), null);
        }
        var saved = LocalDateTime.FromDateTime(Saved(archive, files.Main)).Date;
        var reason = $"No date stands in the file's name or beside it; {saved:uuuu-MM-dd} was taken from the file itself. Put the day into the name, like 2024-01-31.vtt.";
        return new MeetingFacts(saved.AtMidnight(), false, false, Called(name, saved), new ImportIssue(files.Main.Path, 0, reason) { IsNote = true });
    }

    // Two meetings of a series differ by their day.
    private static string Called(string? name, LocalDate day) => name is null ? $"Meeting {day:uuuu-MM-dd}" : name.Any(char.IsAsciiDigit) && name.Contains($"{day.Day}", StringComparison.Ordinal) ? name : $"{name} {day:uuuu-MM-dd}";

    private static DateTime Saved(Archive archive, ArchiveFile file)
    {
        var path = System.IO.Directory.Exists(archive.Path) ? Path.Combine(archive.Path, file.Path) : archive.Path;
        var time = File.GetLastWriteTimeUtc(path);
        return time.Year is >= 1980 and < 2100 ? time : new DateTime(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    }

    private static (string? Title, LocalDateTime? Start) Beside(Archive archive, string folder)
    {
        (string? title, LocalDateTime? start) = (null, null);
        foreach (var file in archive.Files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal) && !file.Path[folder.Length..].Contains('/') && file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var (key, value) in Texts(file))
            {
                title ??= key is "title" or "topic" or "meeting" or "subject" && value.Length is > 2 and < 200 ? TextEncoding.Clean(value).Trim() : null;
                start ??= key.Contains("date", StringComparison.Ordinal) || key.Contains("start", StringComparison.Ordinal) ? Time(value) : null;
            }
        }
        return (string.IsNullOrWhiteSpace(title) ? null : title, start);
    }

    private static List<(string Key, string Value)> Texts(ArchiveFile file)
    {
        var head = file.Head(LongestJson);
        try
        {
            using var json = JsonDocument.Parse(head);
            return json.RootElement.ValueKind != JsonValueKind.Object ? []
                : [.. json.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String).Select(member => (JsonFields.NameOf(member).ToLowerInvariant(), member.Value.AsText()!))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static LocalDateTime? Time(string value)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(value) is { Success: true } exact && Moment.IsPossible(exact.Value.ToInstant().ToUnixTimeMilliseconds()))
        {
            return exact.Value.ToInstant().InUtc().LocalDateTime;
        }
        return value.Length < 40 ? FilePath.Day([value])?.AtMidnight() : null;
    }

    // GMT20250501-140000 (UTC), and the folders of local recordings: 2025-05-01 14.00.28 Title
    [GeneratedRegex(@"(?:GMT(?<=(?:^|[/_ -])GMT)\d{8}-|\d{4}-\d\d-\d\d[ _T](?=\d\d[.:]\d\d[.:]\d\d))(?<h>\d\d)[.:]?(?<m>\d\d)[.:]?(?<s>\d\d)(?!\d)", RegexOptions.RightToLeft)]
    private static partial Regex Clock();
}
