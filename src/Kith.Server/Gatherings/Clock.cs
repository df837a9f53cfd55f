using System.Data.Common;
using Kith.Gatherings;
using Kith.Rooms;
using Kith.Server.Shared;
using Kith.Store;

namespace Kith.Server.Gatherings;

/// <summary>
/// What time does to gatherings, four times a minute: opens, ends, reminds, carries series on. Of several nodes one does it; every
/// step is conditional, so that two would do no harm, and what was missed while the server was down is done when it is up again.
/// </summary>
public sealed class Clock(Present present, RoomLog rooms, ILogger<Clock> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    /// <summary>Does what is due now; true if this node is the one that does it.</summary>
    public async Task<bool> Tick(CancellationToken stop = default)
    {
        using var held = Exclusive.TryTake(present.Database, "clock");
        if (held is null)
        {
            return false;
        }
        var now = present.Now;
        ClockStore.Make(present.Database, now);
        ClockStore.Remind(present.Database, now);
        foreach (var (id, step) in present.Database.Read(connection => ClockStore.Due(connection, now)))
        {
            try
            {
                await rooms.Change(id, change => Take(change, step), stop);
            }
            catch (InvalidInputException failure)
            {
                log.LogWarning("The clock could not {Step} gathering {Id}: {Why} It goes on with the others, and tries again.", step, id.Value, failure.Message);
            }
        }
        return true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, present.Time);
        do
        {
            try
            {
                await Tick(stoppingToken);
            }
            catch (Exception failure) when (failure is DbException or InvalidInputException)
            {
                log.LogWarning(failure, "The clock did not do all that is due; it tries again.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // Read again inside the change: somebody may have been faster than the clock.
    private static bool Take(RoomChange change, GatheringStep step)
    {
        if (GatheringStore.StateOf(change.Transaction.Connection!, change.Room)?.After(step) is null)
        {
            return false;
        }
        switch (step)
        {
            case GatheringStep.Open: Hour.Open(change); break;
            case GatheringStep.End: Hour.End(change); break;
            default:
                GatheringStore.Take(change.Transaction, change.Room, step, change.Now);
                Tidings.Cancelled(change.Transaction, change.Room, null, change.Now);
                change.Changed(ChangeKind.Gathering, 0);
                break;
        }
        return true;
    }
}
