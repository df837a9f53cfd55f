using System.Data.Common;
using Kith.Server.Shared;

namespace Kith.Server.Network;

/// <summary>Draws the map of a large community before anybody asks for it: when the server starts, and when the log has grown.</summary>
internal sealed class Ahead(Present present, ILogger<Ahead> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, present.Time);
        do
        {
            try
            {
                // Not on the thread that starts the server.
                await Task.Run(() => present.Maps.Ahead(() => present.Network), stoppingToken);
            }
            catch (DbException failure)
            {
                log.LogWarning(failure, "The map could not be drawn ahead: the database could not be reached.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
