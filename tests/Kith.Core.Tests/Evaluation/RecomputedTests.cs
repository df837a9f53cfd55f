using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Kith.Evaluation;

namespace Kith.Tests.Evaluation;

/// <summary>Every figure is computed again from the exported answers, by a program that shares no code with Kith.</summary>
public sealed class RecomputedTests : IDisposable
{
    private const long Day = 86_400_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kith-test-");

    [Theory]
    [InlineData("ties", 13)]
    [InlineData("experts", 21)]
    [InlineData("rare words", 6)]
    [InlineData("topics", 6)]
    [InlineData("communities", 3)]
    [InlineData("identity", 4)]
    [InlineData("attendance", 6)]
    [InlineData("replies", 18)]
    [InlineData("replies, cross-validated", 6)]
    [InlineData("holes", 1)]
    [InlineData("reach", 1)]
    [InlineData("impact", 10)]
    public void The_figures_follow_from_the_answers(string capability, int figures)
    {
        var (table, answers) = Measured(capability);
        Assert.Equal((0, $"{figures} figures compared, 0 differ."), Recomputed(table, answers));
    }

    [Fact]
    public void A_figure_that_does_not_follow_is_found()
    {
        var (table, answers) = Measured("attendance");
        var lines = File.ReadAllLines(answers);
        var at = Array.FindIndex(lines, line => line.EndsWith(",1,1,1", StringComparison.Ordinal));
        lines[at] = lines[at][..^5] + "0,1,1";
        File.WriteAllLines(answers, lines);
        Assert.Equal((1, "6 figures compared, 3 differ."), Recomputed(table, answers));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private (Kith.Evaluation.Evaluation Table, string Answers) Measured(string capability)
    {
        var answers = Path.Combine(folder.FullName, "answers.csv");
        using var file = new StreamWriter(answers);
        var sheet = new AnswerSheet(file);
        return (capability switch
        {
            "ties" => TiesEvaluation.Run(Write("ties.txt", Mails()), sheet),
            "experts" => Experts.Evaluate("", Threads(), sheet),
            "rare words" => RareWords.Evaluate("", RareThreads(), sheet),
            "topics" => TopicsEvaluation.Evaluate("", Threads(), sheet),
            "communities" => CommunitiesEvaluation.Run(Write("edges.txt", Edges()), Write("groups.txt", Enumerable.Range(0, 60).Select(person => $"{person} {person % 5}")), sheet),
            "identity" => IdentityEvaluation.Run(Write("people.json", [People]), sheet),
            "attendance" => AttendanceEvaluation.Run(Meetings(), sheet),
            "replies" => RepliesEvaluation.Of(Path.GetDirectoryName(Logs())!, sheet),
            "replies, cross-validated" => RepliesEvaluation.CrossValidated(Path.GetDirectoryName(Logs())!, sheet),
            "holes" => HolesEvaluation.Run(sheet),
            "reach" => ReachEvaluation.Run(sheet),
            _ => ImpactEvaluation.Run(sheet),
        }, answers);
    }

    private (int Exit, string Last) Recomputed(Kith.Evaluation.Evaluation table, string answers)
    {
        var told = Write("table.json", [JsonSerializer.Serialize(table, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower })]);
        var start = new ProcessStartInfo("/usr/bin/python3") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(Root(), "bench/accuracy/recompute.py"), answers, told])
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", errors);
        return (process.ExitCode, output.TrimEnd().Split('\n')[^1]);
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    private string Write(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, lines);
        return path;
    }

    private static IEnumerable<string> Mails()
    {
        var random = new Random(4);
        return Enumerable.Range(0, 3000).Select(mail => (Pair: random.Next(150), At: mail * 14_400L)).Select(mail => $"{mail.Pair % 30} {30 + mail.Pair % 7 + mail.Pair / 30} {mail.At}");
    }

    private static AnsweredThread[] Threads()
    {
        var random = new Random(6);
        string[] subjects = ["sourdough", "beehive", "compost", "trellis", "lantern", "splice", "anchor", "kettle", "mortar", "spindle", "willow", "bellows"];
        return [.. Enumerable.Range(0, 1000).Select(day => (Day: day, Subject: random.Next(subjects.Length))).Select(each => new AnsweredThread($"{subjects[each.Subject]} question", "garden",
        [
            new(subjects.Length, each.Day * Day, $"How do I keep my {subjects[each.Subject]} alive, friends?"),
            new(random.Next(4) == 0 ? random.Next(subjects.Length) : each.Subject, each.Day * Day + 1, $"A {subjects[each.Subject]} wants patience and {subjects[random.Next(subjects.Length)]}."),
        ]))];
    }

    // Each title holds a word said every day, one of many and two of few.
    private static AnsweredThread[] RareThreads() =>
        [.. Threads().Select((thread, day) => thread with { Title = $"{thread.Title} patience {Word(day)} {Word(day)}ly", Posts = [.. thread.Posts, new(day % 7, thread.Posts[1].At + 1, day % 40 < 2 ? $"{Word(day)} {Word(day)}ly" : "good night")] })];

    private static string Word(int day) => $"word{(char)('a' + day / 3 % 26)}";

    private static IEnumerable<string> Edges()
    {
        var random = new Random(8);
        return Enumerable.Range(0, 60).SelectMany(one => Enumerable.Range(0, one).Where(other => random.NextDouble() < (one % 5 == other % 5 ? .6 : .12)).Select(other => $"{one} {other}"));
    }

    private const string People =
        """{"Ada Lindqvist": {"alias": ["alindqvist", "lamp"]}, "Bo Tanaka": {"alias": ["bot4", "botanaka"]}, "Dora Lind": {"alias": ["dlind"]}, "Dina Lind": {}, "Eve Ong": {"alias": "eveong"}}""";

    private string Meetings()
    {
        for (var week = 1; week <= 6; week++)
        {
            Write($"meetings/2024-03-0{week}/irc.log",
            [
                $"[2024-03-0{week}T17:00:00.000Z]\t<alindqvist>\tTopic: Lamps", $"[2024-03-0{week}T17:00:10.000Z]\t<alindqvist>\tpresent+",
                $"[2024-03-0{week}T17:00:20.000Z]\t<botanaka>\tpresent+", $"[2024-03-0{week}T17:01:00.000Z]\t<alindqvist>\tscribe: botanaka",
                $"[2024-03-0{week}T17:02:00.000Z]\t<eveong>\t{(week % 2 == 0 ? "I am only listening" : "q+")}",
            ]);
            Write($"meetings/2024-03-0{week}/index.html", [$"<dl><dt>Present</dt><dd><a href=\"https://example.org/\">Ada Lindqvist</a>, Bo Tanaka{(week < 4 ? ", Eve Ong" : ", Dora Lind")}</dd></dl>"]);
        }
        Write("meetings/people.json", [People]);
        return Path.Combine(folder.FullName, "meetings");
    }

    private string Logs()
    {
        foreach (var log in (string[])["a", "b"])
        {
            Write($"logs/{log}.ascii.txt", ["[12:00] <ann> who has a rope", "[12:01] <bo> ann: I have", "[12:02] <cy> morning all", "[12:03] <ann> bo: thanks", "[12:04] <cy> is it long?", "[12:05] <bo> cy: ten fathoms"]);
            Write($"logs/{log}.annotation.txt", ["0 0 -", "0 1 -", "2 2 -", "1 3 -", log == "a" ? "1 4 -" : "3 4 -", "4 5 -"]);
        }
        return Path.Combine(folder.FullName, "logs", "a.ascii.txt");
    }
}
