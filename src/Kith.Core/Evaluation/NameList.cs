using System.Text.Json;

namespace Kith.Evaluation;

/// <summary>A list kept by hand of people and the handles they go by: <c>{"Ada Lindqvist": {"alias": ["ada", "ada_l"]}, …}</c>.</summary>
/// <param name="People">Names with their handles, in the order of the file. A handle that stands there twice belongs to the first.</param>
internal sealed record NameList(IReadOnlyList<(string Name, IReadOnlyList<string> Handles)> People)
{
    /// <summary>Reads a list.</summary>
    /// <exception cref="InvalidInputException">There is none, or it is not one.</exception>
    public static NameList Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidInputException("There is no such file.", path, Shape);
        }
        try
        {
            using var file = File.OpenRead(path);
            using var json = JsonDocument.Parse(file);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            return new([.. json.RootElement.EnumerateObject().Where(person => seen.Add(person.Name)).ToList()
                .Select(person => (person.Name, (IReadOnlyList<string>)[.. Aliases(person.Value).Where(seen.Add)]))]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidInputException($"It is no list of people: {e.Message.TrimEnd('.')}.", path, Shape);
        }
    }

    private const string Shape = "Right would be a JSON file such as {\"Ada Lindqvist\": {\"alias\": [\"ada\", \"ada_l\"]}}.";

    private static IEnumerable<string> Aliases(JsonElement person) =>
        person.ValueKind != JsonValueKind.Object || !person.TryGetProperty("alias", out var alias) ? []
        : alias.ValueKind == JsonValueKind.String ? [alias.GetString()!] : alias.EnumerateArray().Select(one => one.GetString()!);
}
