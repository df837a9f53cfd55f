using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Kith.Server.Commands;

/// <summary>JSON as every command and every page of <c>/api</c> writes it: snake_case, times as ISO 8601 in UTC.</summary>
internal static partial class Output
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Characters in a line: of the terminal, or 80 where there is none.</summary>
    public static int Width => Console.IsOutputRedirected || Console.WindowWidth < 20 ? 80 : Console.WindowWidth;

    public static void Write<T>(T answer) => Console.Out.WriteLine(JsonSerializer.Serialize(answer, Json));

    /// <summary>Says on standard error what was wrong, where, and what would be right.</summary>
    public static void Write(InvalidInputException problem, bool json)
    {
        if (json)
        {
            Console.Error.WriteLine(JsonSerializer.Serialize(new { error = problem.Message, where = problem.Where, hint = problem.Hint }, Json));
        }
        else
        {
            var said = $"kith: {OneLine($"{problem.Message} {problem.Hint}")}";
            Console.Error.WriteLine(Console.IsErrorRedirected ? said : string.Join('\n', HelpWithExample.Wrapped(said, Width)));
        }
    }

    // What is quoted may come from any file, and a terminal obeys some signs.
    private static string OneLine(string text) => Control().Replace(Blanks().Replace(text, " "), "\uFFFD");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\p{Cc}")]
    private static partial Regex Control();
}
