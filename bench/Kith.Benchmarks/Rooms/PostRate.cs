using System.Diagnostics;
using Kith.Conversations;
using Kith.People;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Benchmarks.Rooms;

/// <summary>How many messages a second are acknowledged, each durable, where each poster waits for the answer to the last.</summary>
public static class PostRate
{
    /// <summary>What came out.</summary>
    public sealed record Outcome(string What, int Posters, double PerSecond, double P50, double P99);

    /// <summary>In this process: the log alone.</summary>
    public static async Task<Outcome> InProcess(Database database, int posters, int seconds)
    {
        var room = new ConversationId(Stage.Set(database, 1).Gathering);
        using var log = new RoomLog(database, TimeProvider.System);
        return await Run($"{database.Engine.ToString().ToLowerInvariant()}, in process", posters, seconds, async (poster, key) =>
            await log.Post(room, new Post($"{poster}-{key}", new IdentityId(1), "About as long as what people say when they answer a question, a line or two of it.")));
    }

    /// <summary>Over HTTP.</summary>
    public static async Task<Outcome> OverHttp(string what, Uri server, Stage stage, int posters, int seconds)
    {
        var clients = Enumerable.Range(0, posters).Select(i => new RoomClient([server], stage.Gathering, stage.Cookies[i % stage.Cookies.Count], i)).ToList();
        var outcome = await Run(what, posters, seconds, async (poster, key) =>
        {
            if (await clients[poster].Post($"{poster}-{key}", "About as long as what people say when they answer a question, a line or two of it.", CancellationToken.None) is null)
            {
                throw new InvalidOperationException("A message was not acknowledged.");
            }
        });
        clients.ForEach(client => client.Dispose());
        return outcome;
    }

    private static async Task<Outcome> Run(string what, int posters, int seconds, Func<int, int, Task> post)
    {
        var (warmUp, end) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2 + seconds));
        var began = Stopwatch.GetTimestamp();
        var took = await Task.WhenAll(Enumerable.Range(0, posters).Select(poster => Task.Run(async () =>
        {
            var late = new List<double>();
            for (var key = 0; Stopwatch.GetElapsedTime(began) is var now && now < end; key++)
            {
                await post(poster, key);
                if (now > warmUp)
                {
                    late.Add((Stopwatch.GetElapsedTime(began) - now).TotalMilliseconds);
                }
            }
            return late;
        })));
        var all = took.SelectMany(late => late).Order().ToList();
        return new Outcome(what, posters, all.Count / (double)seconds, all[all.Count / 2], all[(int)(all.Count * .99)]);
    }
}
