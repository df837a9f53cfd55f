using Kith.Evaluation;

namespace Kith.Tests.Evaluation;

public sealed class ReplyLogsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kith-replies").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Speech_and_actions_are_turns_and_joins_are_not()
    {
        Write("[11:59] <ann> hello\n=== bob has joined\n[12:01] <bob> hi ann\n[01:02]  * ann waves\n", "0 0 -\n0 2 -\n2 3 -\n");
        var log = Assert.Single(ReplyLogs.Read(folder));
        Assert.Equal(["0 ann hello", "2 bob hi ann", "3 ann waves"], log.Turns.Select(turn => $"{turn.Seq} {turn.Name} {turn.Text}"));
        Assert.Equal([(0, 0), (2, 0), (3, 2)], log.Links);
    }

    [Fact]
    public void Time_goes_on_over_noon_and_midnight()
    {
        Write("[11:59] <ann> a\n[12:01] <ann> b\n[01:02] <ann> c\n[00:58] <ann> d\n", "0 0 -\n");
        Assert.Equal([0, 2, 63, 63], ReplyLogs.Read(folder).Single().Turns.Select(turn => turn.AtMillis / 60_000));
    }

    [Theory]
    [InlineData("0 7 -\n")]
    [InlineData("0 x -\n")]
    [InlineData("99999999999999999999 0 -\n")]
    [InlineData("\n")]
    public void A_link_to_no_line_is_named_in_one_sentence(string annotation)
    {
        Write("[11:59] <ann> hello\n", annotation);
        var error = Assert.Throws<InvalidInputException>(() => ReplyLogs.Read(folder).ToList());
        Assert.Equal("Line 1 links no two lines of the log.", error.Message);
    }

    [Fact]
    public void A_folder_without_logs_says_what_would_be_right()
    {
        Assert.Equal("The folder holds no annotated logs.", Assert.Throws<InvalidInputException>(() => ReplyLogs.Read(folder)).Message);
        Assert.Equal($"There is no folder {folder}x.", Assert.Throws<InvalidInputException>(() => ReplyLogs.Read(folder + "x")).Message);
    }

    [Fact]
    public void An_annotation_without_its_log_is_refused()
    {
        File.WriteAllText(Path.Combine(folder, "day.annotation.txt"), "0 0 -\n");
        Assert.Equal("An annotation lacks its log.", Assert.Throws<InvalidInputException>(() => ReplyLogs.Read(folder).ToList()).Message);
    }

    private void Write(string log, string annotation)
    {
        File.WriteAllText(Path.Combine(folder, "day.ascii.txt"), log);
        File.WriteAllText(Path.Combine(folder, "day.annotation.txt"), annotation);
    }
}
