using System.Text.RegularExpressions;
using Kith.Tests.Importing;

namespace Kith.Tests.Architecture;

/// <summary>The house of docs/architecture.md: a slice may use the slices before it, projects point one way.</summary>
public sealed partial class SliceOrderTests
{
    // As the table of the document has them, from its head to the sentence that names these tests.
    private static readonly string[] Slices = [.. SliceRow().Matches(
        File.ReadAllText(Path.Combine(Samples.Root, "docs/architecture.md")).Split("| slice |")[1].Split(nameof(SliceOrderTests))[0]).Select(match => match.Groups[1].Value)];

    private static readonly Regex SliceName = new($@"\bKith\.({string.Join('|', Slices)})\b");

    private static readonly Regex SliceThenType = new($@"(?<![\w.])({string.Join('|', Slices)})\.([A-Z]\w*)");

    [Fact]
    public void A_slice_uses_only_the_slices_before_it() => Assert.Empty(
        Sources("src/Kith.Core").SelectMany(source => Violations(source.Path.Split('/')[0], source.Text).Select(what => $"{source.Path}: {what}")));

    [Fact]
    public void Every_folder_of_the_core_is_a_slice_in_the_order_and_every_slice_a_folder() => Assert.Equal(
        Slices.Order(), System.IO.Directory.GetDirectories(Path.Combine(Samples.Root, "src/Kith.Core")).Select(folder => Path.GetFileName(folder)!).Except(["bin", "obj"]).Order());

    [Theory]
    [InlineData("Ties", "using Kith.Network;", "Ties uses Network")]
    [InlineData("Store", "x = Kith.People.Person", "Store uses People")]
    [InlineData("Ties", "var now = Network.Snapshot.Load();", "Ties uses Network")]
    [InlineData("Network", "using Kith.Ties;", null)]
    [InlineData("Ties", "using Kith.Ties;", null)]
    public void The_check_bites(string slice, string text, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], Violations(slice, text));

    [Theory]
    [InlineData("Kith.Kernels", new string[0])]
    [InlineData("Kith.Core", new[] { "Kith.Kernels" })]
    [InlineData("Kith.Server", new[] { "Kith.Core" })]
    public void Projects_point_one_way(string project, string[] allowed) => Assert.Equal(allowed,
        ProjectReference().Matches(File.ReadAllText(Path.Combine(Samples.Root, "src", project, project + ".csproj"))).Select(match => match.Groups[1].Value));

    [Fact]
    public void Kernels_have_no_packages_and_no_product_words() => Assert.Empty(
        Sources("src/Kith.Kernels").Where(source => Product().IsMatch(source.Text)).Select(source => source.Path));

    // A slice is used by its full name, or by its last word before a type that is declared in it.
    private static IEnumerable<string> Violations(string slice, string text) => SliceName.Matches(text)
        .Concat(SliceThenType.Matches(text).Where(match => Types.Value.Contains((match.Groups[1].Value, match.Groups[2].Value))))
        .Select(match => match.Groups[1].Value)
        .Where(used => Array.IndexOf(Slices, used) > Array.IndexOf(Slices, slice))
        .Distinct().Select(used => $"{slice} uses {used}");

    private static readonly Lazy<HashSet<(string, string)>> Types = new(() => [.. Sources("src/Kith.Core").SelectMany(source =>
        TypeDeclaration().Matches(source.Text).Select(match => (source.Path.Split('/')[0], match.Groups[1].Value)))]);

    private static IEnumerable<(string Path, string Text)> Sources(string folder)
    {
        var root = Path.Combine(Samples.Root, folder);
        return System.IO.Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllText(file)))
            .Where(source => !source.Item1.StartsWith("obj/", StringComparison.Ordinal) && !source.Item1.StartsWith("bin/", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| ([A-Z]\w+) \|", RegexOptions.Multiline)]
    private static partial Regex SliceRow();

    [GeneratedRegex(@"\b(?:class|record|struct|enum|interface) ([A-Z]\w*)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"<ProjectReference Include=""\.\./([\w.]+)/")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"\b(?:Person|Gathering|Interaction|PersonId|Tie|Conversation)\b|^using (?!System|Kith\.Kernels)", RegexOptions.Multiline)]
    private static partial Regex Product();
}
