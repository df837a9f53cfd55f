using Kith.Conversations;
using Kith.Demo;
using Kith.Rooms;
using Kith.Server.Shared;

namespace Kith.Server.Demo;

/// <summary>Opens the demo's hour when the server starts, and lets people talk in it while the server runs.</summary>
internal sealed class DemoTalk(Present present, RoomLog log) : BackgroundService
{
    private readonly LiveHarbour harbour = new(present.Database, log, present.Time);
    private ConversationId room;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        room = await harbour.Open();
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => harbour.Play(room, stoppingToken);
}
