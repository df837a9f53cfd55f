using Kith.Importing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Kith.Server.Commands;

/// <summary>A bar with rate and time left, on a terminal; nothing where nobody watches.</summary>
internal static class ImportProgressBar
{
    public static ImportSummary Watch(string path, bool json, Func<IProgress<ImportProgress>?, ImportSummary> run)
    {
        if (json || Console.IsErrorRedirected || Console.IsOutputRedirected)
        {
            return run(null);
        }
        return AnsiConsole.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new Rate(), new RemainingTimeColumn())
            .Start(context =>
            {
                var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
                var task = context.AddTask(Markup.Escape(name.Length > 24 ? name[..23] + "…" : name), maxValue: 1);
                return run(new Shown(task));
            });
    }

    private sealed class Shown(ProgressTask task) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            task.State.Update<long>("messages", _ => value.Messages);
            task.IsIndeterminate = value.Total == 0;
            task.Value = value.Total == 0 ? 0 : Math.Min(1, (double)value.Read / value.Total);
        }
    }

    private sealed class Rate : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            var seconds = task.ElapsedTime?.TotalSeconds ?? 0;
            return new Text(seconds > 0 ? $"{task.State.Get<long>("messages") / seconds:N0}/s" : "");
        }
    }
}
