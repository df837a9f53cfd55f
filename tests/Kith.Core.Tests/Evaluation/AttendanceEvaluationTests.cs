using Kith.Evaluation;

namespace Kith.Tests.Evaluation;

public sealed class AttendanceEvaluationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kith-test-");

    [Fact]
    public void Minutes_that_list_nobody_do_not_say_that_nobody_was_there()
    {
        Meeting("2024-03-04", "Ada, Bo");
        var alone = Measured();
        Meeting("2024-03-11", " ");

        Assert.Equal((1, 1), (alone.F1, Measured().F1));
        Assert.Equal(["1 meetings"], AttendanceEvaluation.Run(folder.FullName).Cuts);
    }

    [Fact]
    public void Whoever_is_found_without_being_in_the_minutes_costs_precision_and_the_other_way_round_recall()
    {
        Meeting("2024-03-04", "Ada, Chidi");
        Assert.Equal((.5, .5), (Measured().Precision, Measured().Recall));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private MethodScore Measured() => AttendanceEvaluation.Run(folder.FullName).Methods[0];

    private void Meeting(string day, string present)
    {
        var meeting = folder.CreateSubdirectory(day).FullName;
        File.WriteAllLines(Path.Combine(meeting, "irc.log"), [$"[{day}T17:00:00.000Z]\t<Ada>\tpresent+", $"[{day}T17:00:10.000Z]\t<Bo>\tpresent+"]);
        File.WriteAllText(Path.Combine(meeting, "index.html"), $"<dl><dt>Present</dt><dd>{present}</dd></dl>");
    }
}
