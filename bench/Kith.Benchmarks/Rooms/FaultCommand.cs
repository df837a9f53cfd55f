using Kith.Store;

namespace Kith.Benchmarks.Rooms;

/// <summary>The fault test in full: servers of its own, killed again and again.</summary>
public static class FaultCommand
{
    /// <summary>Runs it; false if something was lost, doubled or out of order.</summary>
    /// <param name="program">Path of <c>kith.dll</c>.</param>
    /// <param name="place"><c>--data DIR</c> or <c>--database ADDRESS</c>.</param>
    /// <param name="nodes">How many servers on the one database; the first of them is killed.</param>
    /// <param name="clients">How many post and follow.</param>
    /// <param name="kills">How often it is killed.</param>
    /// <param name="more">More options of <c>kith serve</c>.</param>
    public static async Task<FaultRun.Outcome> Run(string program, IReadOnlyList<string> place, int nodes, int clients, int kills, params IEnumerable<string> more)
    {
        Stage stage;
        using (var database = place is ["--data", var directory] ? Database.OpenDirectory(directory) : Database.OpenPostgres(place[1]))
        {
            stage = Stage.Set(database, clients);
        }
        var servers = new List<KithProcess>();
        try
        {
            for (var i = 0; i < nodes; i++)
            {
                servers.Add(new KithProcess(program, place, KithProcess.FreePort(), more));
            }
            return await Run(new FaultRun([.. servers.Select(server => server.Url)], stage, clients, seed: kills), servers[0], kills);
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    // Killed whenever some messages have been acknowledged since it came back, at a moment that nobody chose.
    private static Task<FaultRun.Outcome> Run(FaultRun run, KithProcess server, int kills) => run.Run(async () =>
    {
        var random = new Random(kills);
        for (var i = 0; i < kills; i++)
        {
            await run.Progress(random.Next(20, 200));
            await Task.Delay(random.Next(50));
            server.Kill();
            await Task.Delay(random.Next(200));
            server.Start();
        }
        await run.Progress(50);
    });
}
