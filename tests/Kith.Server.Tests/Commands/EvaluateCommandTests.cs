using System.IO.Compression;
using System.Text.Json;

namespace Kith.Server.Tests.Commands;

/// <summary>How well the answers are, asked on the command line.</summary>
public sealed class EvaluateCommandTests(Harbour harbour) : IClassFixture<Harbour>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kith-test-");

    [Fact]
    public async Task A_table_names_ours_gate_and_goal()
    {
        var (exit, output, errors) = await KithProgram.Run(harbour.Place, "evaluate", "reach");
        Assert.Equal((0, ""), (exit, errors));
        Assert.Equal(["kith", "gate", "goal"], output.Split('\n').Select(line => line.Trim().Split(' ')[0]).Where(word => word is "kith" or "gate" or "goal"));
    }

    [Fact]
    public async Task Answers_are_written_to_a_file_whole_or_not_at_all()
    {
        var answers = Path.Combine(folder.FullName, "answers.csv");
        Assert.Equal(0, (await KithProgram.Run(harbour.Place, "evaluate", "holes", "--answers", answers, "--json")).Exit);
        Assert.Equal("data,capability,measure,method,fold,item,answer,truth,count", File.ReadLines(answers).First());
        Assert.Equal([answers], Directory.GetFiles(folder.FullName));

        Assert.Equal(0, (await KithProgram.Run(harbour.Place, "evaluate", "holes", "--answers", answers + ".gz", "--json")).Exit);
        using (var packed = new StreamReader(new GZipStream(File.OpenRead(answers + ".gz"), CompressionMode.Decompress)))
        {
            Assert.Equal(File.ReadAllText(answers), packed.ReadToEnd());
        }
        File.Delete(answers + ".gz");
        Assert.NotEqual(0, (await KithProgram.Run(harbour.Place, "evaluate", "ties", Path.Combine(folder.FullName, "no.txt"), "--answers", answers)).Exit);
        Assert.Equal([answers], Directory.GetFiles(folder.FullName));

        var (exit, _, errors) = await KithProgram.Run(harbour.Place, "evaluate", "holes", "--answers", Path.Combine(folder.FullName, "nowhere", "answers.csv"));
        Assert.NotEqual(0, exit);
        Assert.Contains("can't be written", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_learnt_is_no_answer_and_no_file_is_left_behind()
    {
        var (exit, _, errors) = await KithProgram.Run(harbour.Place, "evaluate", "replies", folder.FullName, "--fit", "--answers", Path.Combine(folder.FullName, "answers.csv"));
        Assert.NotEqual(0, exit);
        Assert.Contains("What is learnt are weights, not answers.", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.FullName));
    }

    // The samples are far too small to foretell anything: then a sentence says so, and the rest is measured all the same.
    [Theory]
    [InlineData("evaluate", "--json")]
    [InlineData("evaluate", "all", "--json")]
    public async Task An_installation_is_told_for_each_capability_what_it_is_worth_or_why_not(params string[] asked)
    {
        var (exit, output, errors) = await KithProgram.Run(harbour.Place, asked);
        Assert.Equal((0, ""), (exit, errors));
        var all = JsonDocument.Parse(output).RootElement.EnumerateArray().ToDictionary(each => each.GetProperty("capability").GetString()!);
        Assert.Equal(10, all.Count);
        Assert.StartsWith("Not measured", all["ties"].GetProperty("reason").GetString());
        Assert.StartsWith("Not measured here:", all["communities"].GetProperty("reason").GetString());
        Assert.Equal("As exact as the formulas themselves.", all["holes"].GetProperty("trust").GetString());
        Assert.Equal("No path that is warmer was overlooked.", all["reach"].GetProperty("trust").GetString());
    }

    [Fact]
    public async Task What_cannot_be_told_yet_is_a_sentence_and_no_empty_table()
    {
        var (exit, output, _) = await KithProgram.Run(harbour.Place, "evaluate", "all");
        Assert.Equal(0, exit);
        Assert.Contains("Too little to tell yet:", output, StringComparison.Ordinal);
        Assert.DoesNotContain(output.Split('\n'), line => line.Trim() == "profile BM25");
    }

    [Fact]
    public async Task A_folder_is_measured_by_what_lies_in_it()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "mails.txt"), "ada bo 1\nbo ada 2\n");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "group"));
        File.WriteAllText(Path.Combine(folder.FullName, "group", "people.json"), """{"Ada Lindqvist": {"alias": ["alindqvist"]}}""");
        var (exit, output, errors) = await KithProgram.Run(harbour.Place, "evaluate", "all", folder.FullName, "--json");
        Assert.Equal((0, ""), (exit, errors));
        var all = JsonDocument.Parse(output).RootElement.EnumerateArray().ToList();
        Assert.Equal(["ties", "identity", "attendance", "holes", "reach", "impact"], all.Select(each => each.GetProperty("capability").GetString()));
        Assert.Equal(1, all[1].GetProperty("methods")[0].GetProperty("recall").GetDouble());
    }

    public void Dispose() => folder.Delete(recursive: true);
}
