using System.Net;
using Kith.Expertise;
using Kith.Importing;
using Kith.Store;
using Kith.Tests;
using Kith.Tests.Importing;
using Microsoft.AspNetCore.Builder;

namespace Kith.Server.Tests.Shared;

/// <summary>A server on a free port with a database of its own, filled from samples.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private readonly TestDatabase data;
    private readonly WebApplication server;

    private RunningSite(TestDatabase store, WebApplication app)
    {
        (data, server) = (store, app);
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Url) };
    }

    public string Url => server.Urls.First();

    public HttpClient Http { get; }

    public Database Database => data.Database;

    /// <summary>Imports the named samples and serves.</summary>
    public static async Task<RunningSite> Start(Engine engine, params string[] samples)
    {
        var store = TestDatabase.On(engine);
        foreach (var sample in samples)
        {
            using var archive = Archive.Open(Samples.PathOf(sample));
            new Import(store.Database, TimeProvider.System).Run(archive, Formats.For(archive), new ImportOptions(), "Harbour");
        }
        await Derived.Refresh(store.Database);
        var app = Site.Build(store.Database, TimeProvider.System, new IPEndPoint(IPAddress.Loopback, 0));
        await app.StartAsync();
        return new RunningSite(store, app);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await server.StopAsync();
        await server.DisposeAsync();
        data.Dispose();
    }
}
