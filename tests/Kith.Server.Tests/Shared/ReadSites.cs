using Kith.Store;

[assembly: AssemblyFixture(typeof(Kith.Server.Tests.Shared.ReadSites))]

namespace Kith.Server.Tests.Shared;

/// <summary>Sites without accounts that tests only read, each started once for all of them: one filled from samples, one empty.</summary>
public sealed class ReadSites : IAsyncLifetime
{
    internal RunningSite Full { get; private set; } = null!;

    internal RunningSite Empty { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Full = await RunningSite.Start(Engine.Sqlite, "zulip-archive", "mbox/harbour.mbox");
        Empty = await RunningSite.Start(Engine.Sqlite);
    }

    public async ValueTask DisposeAsync()
    {
        await Full.DisposeAsync();
        await Empty.DisposeAsync();
    }
}
