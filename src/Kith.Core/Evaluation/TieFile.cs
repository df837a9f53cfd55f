using System.Globalization;
using System.IO.Compression;
using System.Text;
using Kith.Importing;
using Kith.Interactions;

namespace Kith.Evaluation;

/// <summary>One row of a file of ties.</summary>
/// <param name="From">Number of the sender.</param>
/// <param name="To">Number of the recipient.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Micros">c, in millionths, before it is divided by the group.</param>
/// <param name="Group">Recipients, if the file says; else 0.</param>
public readonly record struct TieRow(int From, int To, long At, long Micros, int Group);

/// <summary>
/// Reads who wrote to whom and when, row by row: <c>u v t</c> with blanks between, or CSV whose header names its columns
/// (from, to, at or time or t, and perhaps kind, weight, group). Packed with gzip or not. Times are seconds or
/// milliseconds since 1970 (or since any start), or dates in ISO 8601, UTC unless they say otherwise.
/// </summary>
public static class TieFile
{
    private const string Shape = "rows of three, `sender recipient seconds`, or CSV with a header that names from, to and at";

    // Seconds up to the year 5138; from there on a number is milliseconds.
    private const double Milliseconds = 1e11;

    private const int LongestLine = 100_000;

    /// <summary>The rows, in the order of the file; people are numbered by name, whatever that order is.</summary>
    /// <exception cref="InvalidInputException">The file or one of its rows cannot be understood.</exception>
    public static IReadOnlyList<TieRow> Read(string path)
    {
        var seen = new Dictionary<string, int>();
        TieRow[] rows = [.. Rows(path, seen)];
        var byName = new int[seen.Count];
        foreach (var (name, number) in seen.Keys.Order(StringComparer.Ordinal).Select((name, number) => (name, number)))
        {
            byName[seen[name]] = number;
        }
        return Array.ConvertAll(rows, row => row with { From = byName[row.From], To = byName[row.To] });
    }

    /// <summary>Whether the first row of a file looks like one of ties.</summary>
    public static bool IsOne(string path)
    {
        using var reader = Open(path);
        var buffer = new StringBuilder();
        try
        {
            string? text;
            while ((text = NextLine(reader, buffer, path)) is not null && (string.IsNullOrWhiteSpace(text) || text[0] is '#' or '%'))
            {
            }
            return text is not null && TieColumns.Of(text) is { } columns && (columns.HasHeader || Row(columns, text, []) is not null);
        }
        catch (InvalidInputException)
        {
            return false;
        }
    }

    private static IEnumerable<TieRow> Rows(string path, Dictionary<string, int> numbers)
    {
        using var reader = Open(path);
        var (line, buffer, columns) = (0, new StringBuilder(), default(TieColumns));
        while (NextLine(reader, buffer, path) is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text) || text[0] is '#' or '%')
            {
                continue;
            }
            if (columns is null)
            {
                columns = TieColumns.Of(text);
                if (columns is null)
                {
                    throw new InvalidInputException($"Line {line} names no columns from, to and at: \"{Short(text)}\".", $"{path}, line {line}", $"Right would be {Shape}.");
                }
                if (columns.HasHeader)
                {
                    continue;
                }
            }
            yield return Row(columns, text, numbers)
                ?? throw new InvalidInputException($"Line {line} has no sender, recipient and time: \"{Short(text)}\".", $"{path}, line {line}", $"Right would be {Shape}.");
        }
    }

    private static TieRow? Row(TieColumns columns, string text, Dictionary<string, int> numbers)
    {
        var cells = columns.Split(text);
        return columns.Of(cells, columns.From) is { } from && columns.Of(cells, columns.To) is { } to && Time(columns.Of(cells, columns.At)) is { } at
            ? new TieRow(Number(numbers, from), Number(numbers, to), at, Weight(columns, cells), Whole(columns.Of(cells, columns.Group)))
            : null;
    }

    private static long Weight(TieColumns columns, List<string> cells) =>
        double.TryParse(columns.Of(cells, columns.Weight), CultureInfo.InvariantCulture, out var own) && own is > 0 and < 1000
            ? (long)Math.Round(own * Weights.One)
            : Enum.TryParse<InteractionKind>(columns.Of(cells, columns.Kind), ignoreCase: true, out var kind) && Enum.IsDefined(kind)
                ? Weights.Of(kind)
                : Weights.One;

    private static int Whole(string? cell) => int.TryParse(cell, CultureInfo.InvariantCulture, out var whole) && whole > 0 ? whole : 0;

    private static long? Time(string? cell) =>
        double.TryParse(cell, CultureInfo.InvariantCulture, out var number)
            ? Math.Abs(number) < 1e15 ? (long)Math.Round(Math.Abs(number) < Milliseconds ? number * 1000 : number) : null
            : SourceTime.FromIso(cell);

    private static int Number(Dictionary<string, int> numbers, string name)
    {
        if (!numbers.TryGetValue(name, out var number))
        {
            numbers[name] = number = numbers.Count;
        }
        return number;
    }

    private static StreamReader Open(string path)
    {
        DataPath.MustBeFile(path, $"Right would be a file with {Shape}.");
        Stream file = File.OpenRead(path);
        var packed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return new StreamReader(packed ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    // Not ReadLine: a packed file may hold a line larger than memory.
    private static string? NextLine(StreamReader reader, StringBuilder line, string path)
    {
        line.Clear();
        try
        {
            int next;
            while ((next = reader.Read()) is not ('\n' or -1))
            {
                if (line.Append((char)next).Length > LongestLine)
                {
                    throw new InvalidInputException($"It has a line of more than {LongestLine} characters.", path, $"Right would be {Shape}.");
                }
            }
            return next < 0 && line.Length == 0 ? null : line.ToString();
        }
        catch (InvalidDataException)
        {
            throw new InvalidInputException("Its gzip packing is damaged.", path, "Fetch the file again, or unpack it first.");
        }
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
