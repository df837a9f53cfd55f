using System.Globalization;
using System.Text.RegularExpressions;
using Kith.Evaluation;

namespace Kith.Tests.Evaluation;

public sealed class RepliesEvaluationTests : IDisposable
{
    private static readonly string[] People = ["ann", "bob", "cleo", "dan", "eve", "fay", "gus", "hal"];

    private readonly string folder = Directory.CreateTempSubdirectory("kith-replies").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_table_has_ours_beside_the_simple_methods()
    {
        Write();
        var table = RepliesEvaluation.Of(folder);
        Assert.Equal(("replies", folder), (table.Capability, table.Data));
        Assert.Equal(["day0", "day1", "day2"], table.Cuts);
        Assert.Equal(["previous message", "named, else own exchange", "kith"], table.Methods.Select(method => method.Method));
        Assert.All(table.Methods, method => Assert.InRange(method.F1!.Value, method.Low!.Value, method.High!.Value));
    }

    [Fact]
    public void Names_beat_the_previous_message_where_several_talk_at_once()
    {
        Write();
        var score = RepliesEvaluation.Of(folder).Methods.ToDictionary(method => method.Method, method => method.F1!.Value);
        Assert.True(score["kith"] > .9, $"{score["kith"]}");
        Assert.True(score["kith"] > score["previous message"] + .3);
    }

    [Fact]
    public void What_is_learnt_from_other_logs_serves_for_one_not_seen()
    {
        Write();
        var score = Assert.Single(RepliesEvaluation.CrossValidated(folder).Methods);
        Assert.Equal("kith, cross-validated", score.Method);
        Assert.True(score.F1 > .9, $"{score.F1}");
    }

    [Fact]
    public void The_same_logs_give_the_same_weights()
    {
        Write();
        var (one, two) = (new StringWriter(), new StringWriter());
        RepliesEvaluation.Fit(folder, one);
        RepliesEvaluation.Fit(folder, two);
        Assert.Equal(one.ToString(), two.ToString());
        var weights = Regex.Matches(one.ToString(), @"-?[\d.]+(?=f,)", RegexOptions.None, TimeSpan.FromSeconds(5)).Select(match => float.Parse(match.Value, CultureInfo.InvariantCulture)).ToList();
        Assert.True(weights.Distinct().Count() > 100);
    }

    // Four talks at once, each between two people who take turns and call each other by name.
    private void Write()
    {
        var random = new Random(3);
        for (var day = 0; day < 3; day++)
        {
            var (lines, links, taken) = (new List<string>(), new List<string>(), new int[4]);
            for (var line = 0; line < 200; line++)
            {
                var talk = random.Next(4);
                var side = taken[talk]++ % 2;
                var (from, to) = (People[(2 * talk) + side], People[(2 * talk) + 1 - side]);
                var answered = lines.FindLastIndex(earlier => earlier.Contains($"<{to}>", StringComparison.Ordinal));
                lines.Add($"[10:{line / 4:00}] <{from}> {to}: and so on {line}");
                links.Add($"{(answered < 0 ? line : answered)} {line} -");
            }
            File.WriteAllLines(Path.Combine(folder, $"day{day}.ascii.txt"), lines);
            File.WriteAllLines(Path.Combine(folder, $"day{day}.annotation.txt"), links.Skip(20));
        }
    }
}
