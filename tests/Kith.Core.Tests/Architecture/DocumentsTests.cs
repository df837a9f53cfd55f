using System.Text.RegularExpressions;

namespace Kith.Tests.Architecture;

public sealed partial class DocumentsTests
{
    [Fact]
    public void No_document_holds_what_is_yet_to_be_written() => Assert.Empty(
        from file in System.IO.Directory.EnumerateFiles(SliceOrderTests.Root, "*.md", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(SliceOrderTests.Root, file).Replace('\\', '/')
        where !path.Split('/').Any(folder => folder is "bin" or "obj" or "node_modules" || folder.StartsWith('.'))
        from found in Left(File.ReadAllText(file))
        select $"{path}: {found}");

    [Theory]
    [InlineData("igraph goes up twice. LEIDEN_FIGURES", "LEIDEN_FIGURES")]
    [InlineData("TODO: say why.", "TODO")]
    [InlineData("(FIXME)", "FIXME")]
    [InlineData("`KITH_APPROVE=1`, FIGURES and a todo list", null)]
    public void The_check_bites(string text, string? expected) => Assert.Equal(expected is null ? [] : [expected], Left(text));

    private static IEnumerable<string> Left(string text) => Placeholder().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"\b(?:[A-Z]+_FIGURES|TODO|FIXME)\b")]
    private static partial Regex Placeholder();
}
