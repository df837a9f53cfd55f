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
        DataPath.MustBeFile(path, Shape);
        try
        {
            using var file = File.OpenRead(path);
            using var json = JsonDocument.Parse(file);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var list = new NameList([.. json.RootElement.EnumerateObject().Where(person => seen.Add(person.Name)).ToList()
                .Select(person => (person.Name, (IReadOnlyList<string>)[.. Aliases(person.Value).Where(seen.Add)]))]);
            return list.People.Any(person => person.Handles.Count > 0) ? list : throw new InvalidInputException($"{path} names nobody with handles.", path, Shape);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{path} is no JSON, from line {e.LineNumber + 1} on.", path, Shape);
        }
        catch (InvalidOperationException)
        {
            throw new InvalidInputException($"{path} is no list of names with handles.", path, Shape);
        }
    }

    private const string Shape = "Right would be a JSON file such as {\"Ada Lindqvist\": {\"alias\": [\"ada\", \"ada_l\"]}}.";

    private static IEnumerable<string> Aliases(JsonElement person) =>
        person.ValueKind != JsonValueKind.Object || !person.TryGetProperty("alias", out var alias) ? []
        : alias.ValueKind == JsonValueKind.String ? [alias.GetString()!] : alias.EnumerateArray().Select(one => one.GetString()!);
}
