using System.Text;
using System.Text.Json;
using Kith.Importing;
using Kith.Importing.Json;

namespace Kith.Tests.Importing.Json;

public sealed class JsonRowsTests
{
    [Theory]
    [InlineData("[1, \"two\", {\"three\": [3]}]", " 1", " \"two\"", " {\"three\": [3]}")]
    [InlineData("\uFEFF \n[]")]
    [InlineData("{\"a\": 1, \"b\": [true, [null]], \"c\": {\"d\": []}, \"e\": []}", "a 1", "b true", "b [null]", "c {\"d\": []}")]
    [InlineData("[{\"a\\\"]}\": \"\\\\\"}, \"}\"]", " {\"a\\\"]}\": \"\\\\\"}", " \"}\"")]
    [InlineData("[1] and what comes after is not asked for", " 1")]
    public void Rows_are_the_elements_of_arrays_and_the_members_of_an_object(string json, params string[] rows) =>
        Assert.Equal(rows, Rows(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Members_that_are_not_wanted_are_passed_over_however_long_and_deep()
    {
        var json = $"{{\"skip\": [{new string('[', 5000)}{new string(']', 5000)}], \"also\": \"{new string('x', 20 << 20)}\", \"rows\": [1, 2]}}";

        Assert.Equal(["rows 1", "rows 2"], Rows(Encoding.UTF8.GetBytes(json), "rows"));
    }

    [Theory]
    [InlineData("[{\"a\": 1},\n{\"a\": 2},\n{\"a\"", " {\"a\": 1}", " {\"a\": 2}", "3: The file ends before its JSON does; all that is whole was read.")]
    [InlineData("[1, 2", " 1", " 2", "1: The file ends before its JSON does; all that is whole was read.")]
    [InlineData("[\"never closed]", "1: The file ends before its JSON does; all that is whole was read.")]
    [InlineData("{\"a\": [1", "a 1", "1: The file ends before its JSON does; all that is whole was read.")]
    [InlineData("{\"a\": 1, \"b\"", "a 1", "1: The JSON breaks here: a name in quotes and a colon were expected; what comes after was left out.")]
    [InlineData("[1,\n{\"a\": [2}, 3]", " 1", "2: The JSON breaks here: brackets don't match; what comes after was left out.")]
    [InlineData("[1,\n{a: 2},\n{\"a\": 3}]", " 1", "2: Left out: a row that is not valid JSON.", " {\"a\": 3}")]
    [InlineData("", "1: The file is empty; JSON was expected.")]
    [InlineData(" \n ", "2: The file is empty; JSON was expected.")]
    [InlineData("hello", "1: The file is not JSON, which begins with [ or {.")]
    [InlineData("\"text\"", "1: The file is not JSON, which begins with [ or {.")]
    public void A_broken_file_gives_all_whole_rows_and_the_line_of_the_break(string json, params string[] rows) =>
        Assert.Equal(rows, Rows(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_row_may_be_sixteen_megabytes_long_and_sixty_four_levels_deep()
    {
        var longest = $"\"{new string('x', (16 << 20) - 100)}\"";
        var deepest = new string('[', 63) + new string(']', 63);
        var tooLong = $"\"{new string('x', 17 << 20)}\"";
        var tooDeep = new string('[', 65) + new string(']', 65);

        Assert.Equal(
            [$" {longest}", $" {deepest}", "4: Left out: a row of more than 16 MB.", "5: Left out: a row nested more than 64 levels deep.", " 1"],
            Rows(Encoding.UTF8.GetBytes($"[{longest},\n{deepest},\n\n{tooLong},\n{tooDeep},\n1]")));
    }

    [Fact]
    public void A_line_of_a_hundred_megabytes_costs_no_more_memory_than_a_row_may_have()
    {
        var file = new ArchiveFile("endless.json", -1, () => new Chain("[\"", 100 << 20, "\", 7]"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var rows = Rows(file);

        Assert.Equal(["1: Left out: a row of more than 16 MB.", " 7"], rows);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 << 20);
    }

    [Fact]
    public void A_deep_nest_of_ten_million_brackets_is_one_issue()
    {
        var file = new ArchiveFile("deep.json", -1, () => new Chain("", 10 << 20, "", fill: (byte)'['));

        Assert.Equal("The file ends before its JSON does; all that is whole was read.", Assert.Single(JsonRows.Read(file)).Issue!.Reason);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public void Utf_16_is_read_with_or_without_its_mark(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("[\"größer\", 2]")];

        Assert.Equal([" \"größer\"", " 2"], Rows(bytes));
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_are_told_once_and_shown_as_what_they_are_not()
    {
        var bytes = Encoding.Latin1.GetBytes("[{\"a\": \"größer\"}, {\"a\": \"Möwe\"}]");

        var rows = JsonRows.Read(Samples.File("latin.json", bytes)).Select(row => row.Issue?.Reason ?? row.Value.Text("a")).ToList();

        Assert.Equal(["Some bytes are not UTF-8, as JSON should be; they are shown as \uFFFD.", "gr\uFFFD\uFFFDer", "M\uFFFDwe"], rows);
    }

    [Fact]
    public void A_file_that_is_nothing_but_broken_rows_is_given_up()
    {
        var rows = Rows(Encoding.UTF8.GetBytes($"[{string.Join(",\n", Enumerable.Repeat("{x}", 500))}]"));

        Assert.Equal(20, rows.Count);
        Assert.Equal("20: Too much of the file is broken; from here on it was left out.", rows[^1]);
    }

    [Fact]
    public void What_can_t_be_unpacked_to_its_end_is_an_issue_after_what_could()
    {
        var file = new ArchiveFile("torn.json", -1, () => new Chain("[1, 2, ", 0, "", torn: true));

        Assert.Equal([" 1", " 2", "1: The file can't be unpacked further: torn."], Rows(file));
    }

    [Theory]
    [InlineData("\"a\\\"b\\\\c\\/d\\n\\t\\u00e9\\uD83D\\uDE00\"", "a\"b\\c/d\n\té😀")]
    [InlineData("\"half \\ud83d and \\ude00\"", "half \uFFFD and \uFFFD")]
    [InlineData("\"nul\\u0000 byte\"", "nul byte")]
    [InlineData("12.50", "12.50")]
    [InlineData("true", null)]
    [InlineData("null", null)]
    [InlineData("[\"x\"]", null)]
    public void Text_is_text_whatever_the_file_says(string value, string? expected) =>
        Assert.Equal(expected, Parsed(value).Text("x"));

    [Theory]
    [InlineData("7", 7L, 7.0)]
    [InlineData("\"7\"", 7L, 7.0)]
    [InlineData("7.5", null, 7.5)]
    [InlineData("-7", null, -7.0)]
    [InlineData("1e400", null, null)]
    [InlineData("99999999999999999999", null, 1e20)]
    [InlineData("\"7 apples\"", null, null)]
    [InlineData("{}", null, null)]
    public void Numbers_are_taken_from_digits_in_quotes_too(string value, long? id, double? number)
    {
        Assert.Equal(id, Parsed(value).Id("x"));
        Assert.Equal(number, Parsed(value).Number("x"));
    }

    [Fact]
    public void A_wrong_type_is_as_good_as_a_missing_member()
    {
        var value = Parsed("3");

        Assert.Empty(value.Items("x"));
        Assert.Null(value.Field("x").Field("y").Text("z"));
        Assert.Empty(default(JsonElement).Items("x"));
        Assert.False(value.Flag("y"));
        Assert.True(value.Flag("x"));
    }

    [Fact]
    public void A_name_that_holds_half_a_character_hides_no_other_member()
    {
        var value = JsonDocument.Parse("{\"\\ud800id\": 1, \"x\": \"kelp\"}").RootElement;

        Assert.Equal("kelp", value.Text("x"));
        Assert.Null(value.Text("id"));
    }

    private static JsonElement Parsed(string value) => JsonDocument.Parse($"{{\"x\": {value}}}").RootElement;

    private static List<string> Rows(byte[] bytes, params string[] wanted) => Rows(Samples.File("rows.json", bytes), wanted);

    private static List<string> Rows(ArchiveFile file, params string[] wanted) =>
        [.. JsonRows.Read(file, wanted).Select(row => row.Issue is { } issue ? $"{issue.Line}: {issue.Reason}" : $"{row.Name} {row.Value.GetRawText()}")];

    /// <summary>Bytes made as they are read: a head, as many fillers as asked for, a tail; or a break.</summary>
    private sealed class Chain(string head, int fillers, string tail, byte fill = (byte)'x', bool torn = false) : MemoryStream
    {
        private long at;

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++, at++)
            {
                if (at >= head.Length + fillers + tail.Length)
                {
                    return i > 0 || !torn ? i : throw new InvalidDataException("torn");
                }
                buffer[offset + i] = at < head.Length ? (byte)head[(int)at] : at < head.Length + fillers ? fill : (byte)tail[(int)(at - head.Length - fillers)];
            }
            return count;
        }
    }
}
