using System.Text.Json;
using System.Text.Unicode;

namespace Kith.Importing.Json;

/// <summary>One row of a JSON file, or what is wrong with it.</summary>
/// <param name="Name">Name of the root's member it belongs to; empty if the root is an array.</param>
/// <param name="Value">The parsed row, valid until the next one is asked for.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Issue">Set instead of <paramref name="Value"/> where the file can't be read.</param>
public readonly record struct JsonRow(string Name, JsonElement Value, long Line, ImportIssue? Issue = null);

/// <summary>
/// The rows of a JSON file, one at a time: the elements of the array at its root; or, if the root is an object, its members,
/// those that are arrays element by element. A file may be larger than memory; a row may not exceed 16 MB or 64 levels.
/// </summary>
public static class JsonRows
{
    // A file with more broken rows than this is not what it claims to be.
    private const int MaxIssues = 20;

    /// <summary>Reads rows until the file ends or breaks. A row that can't be parsed is an issue and the next one is read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="wanted">Members of a root object to read, all if none is given; the others are passed over.</param>
    public static IEnumerable<JsonRow> Read(ArchiveFile file, params string[] wanted)
    {
        using var cursor = new Cursor(file, wanted);
        for (var issues = 0; issues < MaxIssues && cursor.Next() is { } row;)
        {
            issues += row.Issue is null ? 0 : 1;
            yield return issues < MaxIssues ? row : new JsonRow("", default, row.Line, cursor.Issue("Too much of the file is broken; from here on it was left out."));
        }
    }

    private enum Place
    {
        Start,
        InArray,
        InObject,
        InMember,
        End,
    }

    private sealed class Cursor(ArchiveFile file, string[] wanted) : IDisposable
    {
        private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonScanner.MaxDepth };

        private readonly JsonScanner scanner = new(file);
        private JsonDocument? document;
        private Place place = Place.Start;
        private string member = "";
        private bool misencoded;
        private JsonRow? held;

        public void Dispose()
        {
            document?.Dispose();
            scanner.Dispose();
        }

        public ImportIssue Issue(string reason) => new(file.Path, scanner.Line, reason);

        /// <summary>Null at the end.</summary>
        public JsonRow? Next()
        {
            if (held is { } whole)
            {
                held = null;
                return whole;
            }
            document?.Dispose();
            document = null;
            try
            {
                while (place != Place.End)
                {
                    if (Step() is { } row)
                    {
                        return row;
                    }
                }
                return null;
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                return Stop($"The file can't be unpacked further: {e.Message.TrimEnd('.')}.");
            }
        }

        private JsonRow? Step()
        {
            var next = scanner.Peek();
            if (place == Place.Start)
            {
                return Open(next);
            }
            if (next < 0)
            {
                return Stop("The file ends before its JSON does; all that is whole was read.");
            }
            if (next == ',')
            {
                scanner.Take();
                return null;
            }
            if (place == Place.InObject)
            {
                return next == '}' ? Close(Place.End) : Member(next);
            }
            return next == ']' ? Close(place == Place.InMember ? Place.InObject : Place.End) : Row();
        }

        private JsonRow? Open(int next)
        {
            if (next is not ('[' or '{'))
            {
                return Stop(next < 0 ? "The file is empty; JSON was expected." : "The file is not JSON, which begins with [ or {.");
            }
            return Close(next == '[' ? Place.InArray : Place.InObject);
        }

        private JsonRow? Close(Place then)
        {
            scanner.Take();
            place = then;
            return null;
        }

        private JsonRow? Member(int next)
        {
            if (next != '"' || scanner.Value(keep: true, out var quoted) != Frame.Whole || Colon(quoted) is not { } name)
            {
                return Stop("The JSON breaks here: a name in quotes and a colon were expected; what comes after was left out.");
            }
            member = name;
            var value = scanner.Peek();
            if (wanted.Length > 0 && !wanted.Contains(member))
            {
                return value < 0 ? null : Outcome(scanner.Value(keep: false, out _), default, scanner.Line, skip: true);
            }
            return value == '[' ? Close(Place.InMember) : value < 0 ? null : Row();
        }

        private string? Colon(ReadOnlyMemory<byte> quoted)
        {
            var name = JsonFields.Decode(quoted.Span[1..^1]);
            if (scanner.Peek() != ':')
            {
                return null;
            }
            scanner.Take();
            return name;
        }

        private JsonRow? Row()
        {
            var line = scanner.Line;
            var frame = scanner.Value(keep: true, out var bytes);
            return Outcome(frame, bytes, line, skip: false);
        }

        private JsonRow? Outcome(Frame frame, ReadOnlyMemory<byte> bytes, long line, bool skip) => frame switch
        {
            Frame.Cut => Stop("The file ends before its JSON does; all that is whole was read."),
            Frame.Broken => Stop("The JSON breaks here: brackets don't match; what comes after was left out."),
            _ when skip => null,
            Frame.TooLong => new JsonRow(member, default, line, new ImportIssue(file.Path, line, $"Left out: a row of more than {JsonScanner.MaxLength >> 20} MB.")),
            Frame.TooDeep => new JsonRow(member, default, line, new ImportIssue(file.Path, line, $"Left out: a row nested more than {JsonScanner.MaxDepth} levels deep.")),
            _ => Parse(bytes, line),
        };

        private JsonRow Parse(ReadOnlyMemory<byte> bytes, long line)
        {
            try
            {
                document = JsonDocument.Parse(bytes, Options);
            }
            catch (JsonException e)
            {
                return new JsonRow(member, default, line + (e.LineNumber ?? 0), new ImportIssue(file.Path, line + (e.LineNumber ?? 0), "Left out: a row that is not valid JSON."));
            }
            var row = new JsonRow(member, document.RootElement, line);
            if (misencoded || Utf8.IsValid(bytes.Span))
            {
                return row;
            }
            (misencoded, held) = (true, row);
            return new JsonRow(member, default, line, new ImportIssue(file.Path, line, "Some bytes are not UTF-8, as JSON should be; they are shown as \uFFFD.") { IsNote = true });
        }

        private JsonRow Stop(string reason)
        {
            place = Place.End;
            return new JsonRow(member, default, scanner.Line, Issue(reason));
        }
    }
}
