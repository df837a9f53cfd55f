using System.IO.Compression;
using System.Text;
using Kith.Evaluation;
using Kith.Interactions;

namespace Kith.Tests.Evaluation;

public sealed class TieFileTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("kith-ties-").FullName;

    [Fact]
    public void Rows_of_three_are_read_with_seconds_since_any_start() =>
        Assert.Equal([new(2, 1, 0, Weights.One, 0), new(0, 2, 2_797_000, Weights.One, 0)], Read("582 364 0\n168 582\t2797\n"));

    [Fact]
    public void Columns_of_a_table_are_found_by_name_in_any_order_and_case()
    {
        var rows = Read("\uFEFFTIME,\"To\",note,From,kind,weight,group\n2024-03-01 12:00:00,\"Bo, jr\",x,Ann,reaction,,4\n2024-03-01T13:00:00+01:00,Ann,,\"Bo, jr\",,2.5,\n");
        Assert.Equal([new(0, 1, 1_709_294_400_000, Weights.One * 3 / 10, 4), new(1, 0, 1_709_294_400_000, Weights.One * 5 / 2, 0)], rows);
    }

    [Theory]
    [InlineData("1709294400", 1_709_294_400_000)]
    [InlineData("1709294400.25", 1_709_294_400_250)]
    [InlineData("1709294400000", 1_709_294_400_000)]
    [InlineData("2024-03-01", 1_709_251_200_000)]
    [InlineData("2024-03-01 12:00:00", 1_709_294_400_000)]
    [InlineData("2024-03-01T12:00:00Z", 1_709_294_400_000)]
    public void A_time_is_seconds_or_milliseconds_or_a_date(string written, long milliseconds) =>
        Assert.Equal(milliseconds, Assert.Single(Read($"from;to;at\na;b;{written}\n")).At);

    [Fact]
    public void A_packed_file_reads_as_the_plain_one() =>
        Assert.Equal(Read("a b 1\nb c 2\n"), TieFile.Read(Pack("a b 1\nb c 2\n")));

    [Fact]
    public void Remarks_and_empty_lines_are_passed_over() =>
        Assert.Single(Read("# of a club\n\n% more\na b 1\r\n"));

    [Theory]
    [InlineData("hello there\n", 1, "names no columns")]
    [InlineData("name,age\nAnn,4\n", 1, "names no columns")]
    [InlineData("from,to,at\na,b,2024-03-01\na,b,soon\n", 3, "no sender, recipient and time")]
    [InlineData("a b 1\na b\n", 2, "no sender, recipient and time")]
    [InlineData("a b 1\na b 1e300\n", 2, "no sender, recipient and time")]
    public void A_row_that_makes_no_sense_is_named_with_its_line(string text, int line, string says)
    {
        var wrong = Assert.Throws<InvalidInputException>(() => Read(text));
        Assert.StartsWith($"Line {line} ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(says, wrong.Message, StringComparison.Ordinal);
        Assert.EndsWith($", line {line}", wrong.Where, StringComparison.Ordinal);
        Assert.StartsWith("Right would be", wrong.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_told_in_one_sentence()
    {
        Assert.Equal($"There is no file {Path.Combine(folder, "none")}.", Assert.Throws<InvalidInputException>(() => TieFile.Read(Path.Combine(folder, "none"))).Message);
        Assert.Equal($"{folder} is a folder.", Assert.Throws<InvalidInputException>(() => TieFile.Read(folder)).Message);
    }

    [Fact]
    public void Damaged_packing_is_told_in_one_sentence()
    {
        var path = Pack(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i % 97} {i % 89} {i * 7919}\n")));
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.Length / 2, 40).Fill(0xff);
        File.WriteAllBytes(path, bytes);
        Assert.Throws<InvalidInputException>(() => TieFile.Read(path));
    }

    [Fact]
    public void A_line_larger_than_any_row_is_not_taken_into_memory()
    {
        var wrong = Assert.Throws<InvalidInputException>(() => TieFile.Read(Pack(new string('\0', 3_000_000))));
        Assert.Contains("more than 100000 characters", wrong.Message, StringComparison.Ordinal);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private List<TieRow> Read(string text)
    {
        var path = Path.Combine(folder, "ties");
        File.WriteAllText(path, text);
        return [.. TieFile.Read(path)];
    }

    private string Pack(string text)
    {
        var path = Path.Combine(folder, "ties.gz");
        using var packed = new GZipStream(File.Create(path), CompressionLevel.Optimal);
        packed.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }
}
