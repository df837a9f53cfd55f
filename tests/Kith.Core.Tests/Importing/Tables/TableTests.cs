using System.Text;
using Kith.Importing;
using Kith.Importing.Tables;
using NodaTime;

namespace Kith.Tests.Importing.Tables;

public sealed class TableTests
{
    private static readonly Csv Csv = new();
    private static readonly JsonLines Jsonl = new();

    [Fact]
    public void A_CSV_table_is_read_whole() => Shown.Matches("Tables/walks-csv", Samples.Read(Csv, "csv/walks.csv"));

    [Fact]
    public void A_table_in_JSON_Lines_is_read_whole() => Shown.Matches("Tables/walks-jsonl", Samples.Read(Jsonl, "jsonl/walks.jsonl"));

    [Theory]
    [InlineData("from,to,at", "ada,bo,2024-05-02")]
    [InlineData("AT;To;FROM", "2024-05-02;bo;ada")]
    [InlineData("from\tto\tat", "ada\tbo\t2024-05-02")]
    [InlineData("\"from\",\"to\",\"Time\"", "\"ada\",\"bo\",\"2024-05-02 00:00\"")]
    [InlineData("sender, recipient, timestamp", "ada, bo, 1714608000")]
    [InlineData("weight,from,note,to,at", ",ada,\"a, b\",bo,1714608000000")]
    public void Columns_are_found_in_any_order_and_writing(string header, string row) =>
        Assert.Equal(("ada", "bo", "2024-05-02T00:00:00"), Assert.Single(Rows(header, row).Select(Told)));

    [Theory]
    [InlineData("from,to,weight", "A table of interactions needs the columns from, to and at (kind, weight, group and context may follow); found: from, to, weight.")]
    [InlineData("582 364 0", "A table of interactions needs the columns from, to and at (kind, weight, group and context may follow); found: 582 364 0.")]
    public void Missing_columns_are_told_in_one_sentence(string header, string reason) =>
        Assert.Equal($"issue t.csv:1 {reason}", Shown.As(Samples.Read(Csv, "t.csv", Samples.Utf8(header, "1 2 3", "4 5 6"))));

    // As spreadsheets write where a comma parts the fraction.
    [Theory]
    [InlineData("1,5", 1.5)]
    [InlineData(",25", .25)]
    [InlineData("1.5", 1.5)]
    [InlineData("1,000", null)]
    [InlineData("1,5,5", null)]
    public void A_weight_may_have_a_decimal_comma(string weight, double? read) => Assert.Equal(read is null ? [] : [read],
        Samples.Read(Csv, "t.csv", Samples.Utf8("from;to;at;weight", $"ada;bo;2024-05-02;{weight}")).OfType<MessageEntry>().Select(message => message.Act?.Weight));

    [Fact]
    public void An_empty_table_says_what_it_should_hold()
    {
        Assert.Equal("issue t.csv:0 The table is empty; its first line should name the columns, like from,to,at.", Shown.As(Samples.Read(Csv, "t.csv", [])));
        Assert.Equal("issue t.csv:0 The table is empty; each line should be like {\"from\": \"ann\", \"to\": \"bo\", \"at\": \"2024-01-31T18:00:00Z\"}.", Shown.As(Samples.Read(Jsonl, "t.csv", [])));
    }

    [Theory]
    [InlineData("2024-05-02T18:00:00Z", "2024-05-02T18:00:00")]
    [InlineData("2024-05-02T18:00:00.123456+02:00", "2024-05-02T16:00:00")]
    [InlineData("2024-05-02 18:00", "2024-05-02T16:00:00")]
    [InlineData("2024/5/2 18:00:00", "2024-05-02T16:00:00")]
    [InlineData("1714672800", "2024-05-02T18:00:00")]
    [InlineData("1714672800.5", "2024-05-02T18:00:00")]
    [InlineData("1714672800000", "2024-05-02T18:00:00")]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("1e300", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("2024-02-30", null)]
    [InlineData("2024-05-02T25:00:00Z", null)]
    [InlineData("02/05/2024", null)]
    [InlineData("9999-12-31", null)]
    [InlineData("", null)]
    public void Times_are_ISO_or_since_1970_and_local_ones_have_the_zone_that_is_given(string at, string? utc)
    {
        using var scratch = new Scratch(("t.csv", Samples.Utf8("from,to,at", $"ada,bo,{at}")));
        var entries = Csv.Read(scratch.Archive, new ImportOptions(DateTimeZoneProviders.Tzdb["Europe/Oslo"])).ToList();
        Assert.Equal(utc, entries.OfType<MessageEntry>().Select(Told).SingleOrDefault().At);
        Assert.Equal(utc is null ? 1 : 0, entries.OfType<ImportIssue>().Count());
    }

    [Fact]
    public void A_longer_table_gives_the_same_keys_and_equal_rows_stay_two()
    {
        string[] rows = ["ada,bo,2024-05-02", "ada,bo,2024-05-02", "bo,ada,2024-05-02"];
        var shorter = Rows(["from,to,at", .. rows]).Select(row => row.Key).ToHashSet();
        var longer = Rows(["from,to,at", "chidi,bo,2024-05-01", .. rows, "ada,bo,2024-05-02"]).Select(row => row.Key).ToHashSet();
        Assert.Equal((3, 5), (shorter.Count, longer.Count));
        Assert.Subset(longer, shorter);
    }

    [Fact]
    public void A_quotation_mark_that_nobody_closed_costs_one_row() =>
        Assert.Equal(["ada", "dilys"], Rows("from,to,at,context", "ada,bo,2024-05-02,\"fine\"", "chidi,bo,2024-05-02,\"not fine", "dilys,bo,2024-05-02,").Select(row => row.Author));

    // One more would take the place that its number takes.
    [Theory]
    [InlineData(50, 50, "The row does not name who acted", 51)]
    [InlineData(51, 51, "The row does not name who acted", 52)]
    [InlineData(52, 51, "2 more rows were like these.", 0)]
    [InlineData(1000, 51, "950 more rows were like these.", 0)]
    public void Too_many_bad_rows_are_counted_not_listed(int rows, int listed, string last, int line)
    {
        var issues = Samples.Read(Csv, "t.csv", Samples.Utf8(["from,to,at", .. Enumerable.Repeat("ada,,2024-05-02", rows)])).OfType<ImportIssue>().ToList();
        Assert.StartsWith(last, issues[^1].Reason);
        Assert.Equal((listed, line, rows), (issues.Count, issues[^1].Line, issues.Sum(issue => issue.Things)));
    }

    [Fact]
    public void A_row_to_a_multitude_names_five_hundred_of_them() =>
        Assert.Equal(500, Assert.Single(Rows("from,to,at", $"ada,{string.Join(';', Enumerable.Range(0, 50_000).Select(i => $"p{i}"))},2024-05-02")).Addressed.Count);

    [Fact]
    public void The_source_is_named_by_the_table_wherever_it_lies()
    {
        using var one = new Scratch(("walks.csv", Samples.Utf8("from,to,at")));
        using var other = new Scratch(("deep/er/Walks.csv", Samples.Utf8("from,to,at")));
        Assert.Equal(("walks", "walks"), (Csv.SourceKey(one.Archive), Csv.SourceKey(other.Archive)));
    }

    [Theory]
    [InlineData("Dear Ada, from Monday to Friday, at noon\n")]
    [InlineData("id,Email,Name\n1,ada@example.org,Ada\n")]
    [InlineData("{\"type\":\"post\",\"user\":\"ada\"}\n")]
    [InlineData("[{\"from\":\"ada\",\"to\":\"bo\",\"at\":1}]\n")]
    [InlineData("18:02 <ada> from, to, at\n")]
    [InlineData("")]
    public void What_is_no_table_is_not_taken_for_one(string text)
    {
        var file = ("walks.csv", Encoding.UTF8.GetBytes(text));
        Assert.False(Samples.Recognises(Csv, file) || Samples.Recognises(Jsonl, file));
    }

    [Fact]
    public void Tables_are_recognised_under_any_name_and_encoding()
    {
        foreach (var (importer, sample) in new (IImporter, string)[] { (Csv, "csv/walks.csv"), (Jsonl, "jsonl/walks.jsonl") })
        {
            var text = Encoding.UTF8.GetString(Samples.Bytes(sample)).TrimStart('\ufeff');
            var plain = Samples.Read(importer, "walks", Encoding.UTF8.GetBytes(text)).OfType<MessageEntry>().ToList();
            Assert.True(Samples.Recognises(importer, ("holiday.jpg", Encoding.UTF8.GetBytes(text))));
            Assert.Equal(plain, Samples.Read(importer, "walks", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]).OfType<MessageEntry>());
        }
    }

    [Fact]
    public void Damaged_tables_never_stop_the_import()
    {
        Fuzz.Survives(Csv, "walks.csv", Samples.Bytes("csv/walks.csv"));
        Fuzz.Survives(Jsonl, "walks.jsonl", Samples.Bytes("jsonl/walks.jsonl"));
    }

    // Found by damaging samples: a quoted kind may hold a line feed, and an issue is one line.
    [Fact]
    public void What_an_issue_quotes_stays_on_one_line() =>
        Assert.Equal("No kind of interaction is called \"waved at\"; it counts as a mention. Known are reply, mention, mail-to, mail-cc, thanks, reaction, turn, co-presence, introduction and met.",
            Assert.Single(Samples.Read(Csv, "t.csv", Samples.Utf8("from,to,at,kind", "ada,bo,2024-05-02,\"waved", "at\"")).OfType<ImportIssue>()).Reason);

    // Patterns that try every place of a line against every other would take minutes.
    [Fact]
    public void Lines_made_to_keep_a_parser_busy_do_not()
    {
        string[] pieces = ["\"", "\"\"", ",", "a@", " ", "{\"a\":", "[", "9", "-", "\\ud800"];
        var lines = pieces.SelectMany(piece => new[] { "", "ada,bo,", "ada,", "{\"from\":\"", "ada,bo,2024-05-02,\"" }.Select(start => start + string.Concat(Enumerable.Repeat(piece, 100_000)))).ToList();
        Fuzz.AllWhole(Samples.Read(Csv, "walks.csv", Samples.Utf8(["from,to,at,context", .. lines])));
        Fuzz.AllWhole(Samples.Read(Jsonl, "walks.jsonl", Samples.Utf8([.. lines])));
    }

    private static List<MessageEntry> Rows(params string[] lines) => [.. Samples.Read(Csv, "t.csv", Samples.Utf8(lines)).OfType<MessageEntry>()];

    private static (string From, string To, string At) Told(MessageEntry row) =>
        (row.Author, row.Addressed.Single().Person, DateTimeOffset.FromUnixTimeMilliseconds(row.At).ToString("yyyy-MM-ddTHH:mm:ss"));
}
