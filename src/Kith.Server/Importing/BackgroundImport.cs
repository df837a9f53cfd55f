using System.Diagnostics;
using System.Threading.Channels;
using Kith.Accounts;
using Kith.Expertise;
using Kith.Importing;
using Kith.Server.Shared;

namespace Kith.Server.Importing;

/// <summary>Takes in what people give in the browser, one archive at a time, while pages go on answering.</summary>
internal sealed class BackgroundImport(Present present, ILogger<BackgroundImport> log) : BackgroundService
{
    private readonly Channel<Upload> given = Channel.CreateBounded<Upload>(1);
    private readonly Lock changing = new();
    private ImportState state = new(ImportStage.None);

    /// <summary>The last import, as far as it is.</summary>
    public ImportState State
    {
        get
        {
            lock (changing)
            {
                return state;
            }
        }
        private set
        {
            lock (changing)
            {
                state = value;
            }
        }
    }

    /// <summary>Starts an import and takes the upload over; false, and nothing happens, if one is running.</summary>
    /// <param name="upload">What was given.</param>
    /// <param name="by">By whom; null while there are no accounts.</param>
    public bool TryStart(Upload upload, AccountId? by)
    {
        lock (changing)
        {
            if (state.IsRunning || !given.Writer.TryWrite(upload))
            {
                return false;
            }
            state = new ImportState(ImportStage.Reading, upload.Shown) { By = by };
            return true;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var upload in given.Reader.ReadAllAsync(stoppingToken))
        {
            using (upload)
            {
                await Task.Run(() => TakeOrSay(upload, stoppingToken), stoppingToken);
            }
        }
    }

    private async Task TakeOrSay(Upload upload, CancellationToken stop)
    {
        present.Held = true;
        try
        {
            State = await Take(upload, stop);
        }
        catch (InvalidInputException problem)
        {
            // The person does not know where their upload is kept meanwhile.
            State = State with { Stage = ImportStage.Failed, Problem = $"{problem.Message} {problem.Hint}".Replace(upload.Path, upload.Shown, StringComparison.Ordinal) };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A fault in one archive must not end imports until the next start of the server.
            log.LogError(e, "The import of {File} failed", upload.Shown);
            State = State with { Stage = ImportStage.Failed, Problem = "The import failed by a fault of Kith; the log of the server says more. What came in so far is kept." };
        }
        finally
        {
            present.Held = false;
        }
    }

    private async Task<ImportState> Take(Upload upload, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        using var archive = Archive.Open(upload.Path);
        var summary = new Import(present.Database, present.Time).Run(
            archive, Formats.For(archive), upload.Options, upload.Home.Community, progress: new Watched(this), stop: stop, within: upload.Home.Within);
        State = State with { Stage = ImportStage.Deriving, Messages = summary.Messages, Share = 1 };
        await Derived.Refresh(present.Database);
        return State with { Stage = ImportStage.Done, Summary = summary, Seconds = Math.Round(clock.Elapsed.TotalSeconds, 1) };
    }

    private sealed class Watched(BackgroundImport import) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => import.State = import.State with
        {
            Messages = value.Messages, Share = value.Total > 0 ? Math.Min(1, value.Read / (double)value.Total) : null,
        };
    }
}
