using System.Globalization;
using System.Text.RegularExpressions;
using Kith.Interactions;

namespace Kith.Evaluation;

/// <summary>A chat log in which somebody has marked by hand what each line answers.</summary>
/// <param name="Name">The file's name without its endings.</param>
/// <param name="Turns">Everything said, in order; the sequence number is the line's, from 0. Joins and the like are no turns.</param>
/// <param name="Links">Line and the line it answers; a line linked to itself starts something.</param>
public sealed record AnnotatedLog(string Name, IReadOnlyList<Said> Turns, IReadOnlyList<(long Line, long Answered)> Links);

/// <summary>Reads annotated logs as published by Kummerfeld et al. (ACL 2019): <c>NAME.annotation.txt</c> beside <c>NAME.ascii.txt</c> or <c>NAME.raw.txt</c>.</summary>
public static partial class ReplyLogs
{
    private const string Annotations = ".annotation.txt";
    private const int HalfDay = 12 * 60, Disorder = 20; // minutes

    /// <summary>All logs of a folder, by name.</summary>
    /// <exception cref="InvalidInputException">There is no such folder, it holds none, or a file is not what its name says.</exception>
    public static IEnumerable<AnnotatedLog> Read(string folder)
    {
        DataPath.MustBeFolder(folder, "Name a folder of annotated logs.");
        var files = Directory.GetFiles(folder, "*" + Annotations).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            throw new InvalidInputException("The folder holds no annotated logs.", folder, "Annotated logs are pairs NAME.annotation.txt and NAME.ascii.txt.");
        }
        return files.Select(ReadLog);
    }

    private static AnnotatedLog ReadLog(string file)
    {
        var stem = file[..^Annotations.Length];
        var log = new[] { ".ascii.txt", ".raw.txt" }.Select(ending => stem + ending).FirstOrDefault(File.Exists)
            ?? throw new InvalidInputException("An annotation lacks its log.", file, $"Put {Path.GetFileName(stem)}.ascii.txt beside it.");
        var turns = ReadTurns(log, out var lines);
        return new(Path.GetFileName(stem), turns, ReadLinks(file, lines));
    }

    private static List<Said> ReadTurns(string file, out long lines)
    {
        lines = 0;
        var turns = new List<Said>();
        var authors = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        var clock = new Clock();
        foreach (var line in File.ReadLines(file))
        {
            if (Speech().Match(line) is { Success: true } speech)
            {
                var name = speech.Groups["name"].Value;
                authors.TryAdd(name, authors.Count + 1);
                var minute = clock.At(Number(speech.Groups["hour"].ValueSpan), Number(speech.Groups["minute"].ValueSpan));
                turns.Add(new Said(lines, authors[name], name, minute * 60_000, speech.Groups["text"].Value));
            }
            lines++;
        }
        return turns;
    }

    // The log says neither the day nor, in some years, whether it is morning: time only ever goes on.
    private sealed class Clock
    {
        private long now;
        private int last = -1;

        public long At(int hour, int minute)
        {
            var next = ((hour * 60) + minute) % HalfDay;
            var step = last < 0 ? 0 : (next - last + HalfDay) % HalfDay;
            last = next;
            return now += step > HalfDay - Disorder ? 0 : step;
        }
    }

    private static List<(long Line, long Answered)> ReadLinks(string file, long lines)
    {
        var links = new List<(long, long)>();
        foreach (var text in File.ReadLines(file))
        {
            if (Link().Match(text) is not { Success: true } link
                || !long.TryParse(link.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var one)
                || !long.TryParse(link.Groups[2].ValueSpan, CultureInfo.InvariantCulture, out var two)
                || Math.Max(one, two) >= lines)
            {
                throw new InvalidInputException($"Line {links.Count + 1} links no two lines of the log.", file, "A line reads \"12 15 -\": line 15 answers line 12, counted from 0.");
            }
            links.Add((Math.Max(one, two), Math.Min(one, two)));
        }
        return links;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\[(?<hour>\d\d):(?<minute>\d\d)\] (?:<(?<name>[^ >]*>?)> ?| \* (?<name>\S+) ?)(?<text>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Speech();

    [GeneratedRegex(@"^(\d+) (\d+) -\s*$")]
    private static partial Regex Link();
}
