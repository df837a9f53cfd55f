using System.Text.RegularExpressions;
using Kith.Tests.Importing;

namespace Kith.Tests.Architecture;

public sealed partial class DocumentsTests
{
    [Fact]
    public void No_document_holds_what_is_yet_to_be_written() => Assert.Empty(
        from path in Documents()
        from found in Left(Read(path))
        select $"{path}: {found}");

    [Theory]
    [InlineData("igraph goes up twice. LEIDEN_FIGURES", "LEIDEN_FIGURES")]
    [InlineData("TODO: say why.", "TODO")]
    [InlineData("(FIXME)", "FIXME")]
    [InlineData("`KITH_APPROVE=1`, FIGURES and a todo list", null)]
    public void The_check_bites(string text, string? expected) => Assert.Equal(expected is null ? [] : [expected], Left(text));

    [Fact]
    public void Every_link_of_a_document_leads_to_a_file_and_a_heading_that_are_there() => Assert.Empty(
        from path in Documents()
        from link in Links(Read(path))
        where !Leads(path, link)
        select $"{path}: {link}");

    [Theory]
    [InlineData("docs/measures.md", "graph-kernels.md", true)]
    [InlineData("docs/measures.md", "graph-kernel.md", false)]
    [InlineData("README.md", "bench/results", true)]
    [InlineData("README.md", "docs/accuracy.md#tie-strength", true)]
    [InlineData("README.md", "docs/accuracy.md#tie-strengths", false)]
    [InlineData("docs/accuracy.md", "#who-may-be-one-person", true)]
    [InlineData("docs/accuracy.md", "#who-may-be-two-persons", false)]
    public void The_check_of_links_bites(string path, string link, bool leads) => Assert.Equal(leads, Leads(path, link));

    [Fact]
    public void Links_are_found_over_the_end_of_a_line_and_not_in_code() =>
        Assert.Equal(["a.md", "b.md#c"], Links("[one](a.md), ![two\nlines](b.md#c), `[three](c.md)`, [four](https://kith.example/d.md)"));

    private static IEnumerable<string> Documents() =>
        from file in System.IO.Directory.EnumerateFiles(Samples.Root, "*.md", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Samples.Root, file).Replace('\\', '/')
        where !path.Split('/').Any(folder => folder is "bin" or "obj" or "node_modules" || folder.StartsWith('.'))
        select path;

    private static string Read(string path) => File.ReadAllText(Path.Combine(Samples.Root, path));

    private static IEnumerable<string> Links(string text) =>
        Link().Matches(Code().Replace(text, "")).Select(match => match.Groups[1].Value).Where(link => !link.Contains(':'));

    private static bool Leads(string from, string link)
    {
        var (file, heading) = link.Split('#') is [var before, var after] ? (before, after) : (link, null);
        var path = file.Length == 0 ? from : Path.Combine(Path.GetDirectoryName(from) ?? "", file);
        return Path.Exists(Path.Combine(Samples.Root, path))
            && (heading is null || Heading().Matches(Read(path)).Any(match => Anchor(match.Groups[1].Value) == heading));
    }

    /// <summary>As forges make them of headings: small letters, figures and hyphens, spaces as hyphens, all else left out.</summary>
    private static string Anchor(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Select(letter => letter == ' ' ? '-' : letter)
            .Where(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_'));

    private static IEnumerable<string> Left(string text) => Placeholder().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"\b(?:[A-Z]+_FIGURES|TODO|FIXME)\b")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
