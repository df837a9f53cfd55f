using System.Reflection;

namespace Kith.Demo;

/// <summary>A text file of the demo: lines under headings <c>== like this</c>.</summary>
/// <param name="Top">Lines before the first heading.</param>
/// <param name="Parts">Heading and lines, in order; blank lines are kept, for they part one paragraph from the next.</param>
internal sealed record Sheet(IReadOnlyList<string> Top, IReadOnlyList<(string Heading, IReadOnlyList<string> Lines)> Parts)
{
    private readonly Dictionary<string, IReadOnlyList<string>> byHeading =
        Parts.ToDictionary(part => part.Heading, part => (IReadOnlyList<string>)[.. part.Lines.Where(line => line.Length > 0)]);

    /// <summary>Names of the sheets in a folder of <c>Demo</c>, in order.</summary>
    public static IEnumerable<string> In(string folder) => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith($"Kith.Demo.{folder}.", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static Sheet Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        var top = new List<string>();
        var parts = new List<(string, IReadOnlyList<string>)>();
        var lines = top;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                lines = [];
                parts.Add((line[3..], lines));
            }
            else
            {
                lines.Add(line);
            }
        }
        return new Sheet(top, parts);
    }

    /// <summary>The lines under a heading that are not blank.</summary>
    public IReadOnlyList<string> this[string heading] => byHeading[heading];

    /// <summary>The lines in runs without a blank one.</summary>
    public static IEnumerable<IReadOnlyList<string>> Paragraphs(IEnumerable<string> lines)
    {
        var paragraph = new List<string>();
        foreach (var line in lines.Append(""))
        {
            if (line.Length > 0)
            {
                paragraph.Add(line);
            }
            else if (paragraph.Count > 0)
            {
                yield return paragraph;
                paragraph = [];
            }
        }
    }
}
