using System.Diagnostics;

namespace Kith.Benchmarks.Rooms;

/// <summary>
/// Clients post and follow while servers are killed. Afterwards: every acknowledged message is there exactly once, at the
/// number that was acknowledged; all clients were told the same in the same order without a gap; and what was never
/// acknowledged is there once or not at all.
/// </summary>
public sealed class FaultRun(IReadOnlyList<Uri> nodes, Stage stage, int clients, int seed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What came out.</summary>
    /// <param name="Acknowledged">Messages that were acknowledged.</param>
    /// <param name="Abandoned">Messages whose sender gave up without an answer.</param>
    /// <param name="Retried">Posts that were sent again.</param>
    /// <param name="Messages">Messages that are there.</param>
    /// <param name="Faults">What is not as it must be; empty if all is.</param>
    public sealed record Outcome(int Acknowledged, int Abandoned, int Retried, int Messages, IReadOnlyList<string> Faults);

    private readonly Dictionary<string, long> acknowledged = [];
    private readonly HashSet<string> abandoned = [];
    private readonly List<string> faults = [];
    private readonly Lock keeping = new();
    private int retried;

    /// <summary>Waits until so many more messages have been acknowledged.</summary>
    public async Task Progress(int more)
    {
        var from = Count;
        var began = Stopwatch.GetTimestamp();
        while (Count < from + more)
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new TimeoutException("For a minute nothing was acknowledged.");
            }
            await Task.Delay(5);
        }
    }

    private int Count
    {
        get
        {
            lock (keeping)
            {
                return acknowledged.Count;
            }
        }
    }

    /// <summary>Runs clients while <paramref name="disturb"/> does its work, and checks.</summary>
    public async Task<Outcome> Run(Func<Task> disturb)
    {
        using var posting = new CancellationTokenSource();
        using var following = new CancellationTokenSource();
        var all = Enumerable.Range(0, clients).Select(i => new RoomClient(nodes, stage.Gathering, stage.Cookies[i % stage.Cookies.Count], i)).ToList();
        var followers = all.Select(client => client.Follow(following.Token)).ToList();
        var posters = all.Select((client, i) => Task.Run(() => Post(client, i, posting.Token))).ToList();
        await disturb();
        await posting.CancelAsync();
        await Task.WhenAll(posters);

        // One more message, so that everybody knows how far there is to go, and one client who reads it all afresh.
        var end = await Persist(all[0], "the end", "the end");
        using var fresh = new RoomClient(nodes, stage.Gathering, stage.Cookies[0], 0);
        var rereading = fresh.Follow(following.Token);
        await Until(() => all.Append(fresh).All(client => client.All.Any(heard => heard.Seq == end)));
        await following.CancelAsync();
        await Task.WhenAll(followers.Append(rereading));
        Check(fresh.All, all);
        all.ForEach(client => client.Dispose());
        return new Outcome(acknowledged.Count, abandoned.Count, retried, fresh.All.Count(heard => heard.Text is not null), faults);
    }

    private async Task Post(RoomClient client, int i, CancellationToken stop)
    {
        var random = new Random(seed * 1000 + i);
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var text = $"client {i} message {n}";
            if (await client.Post(text, text, CancellationToken.None) is { } seq)
            {
                Acknowledge(text, seq);
            }
            else if (random.Next(4) == 0)
            {
                lock (keeping)
                {
                    abandoned.Add(text);
                }
            }
            else
            {
                await Persist(client, text, text);
            }
            if (random.Next(8) == 0 && await client.Post(text, text, CancellationToken.None) is { } again)
            {
                Acknowledge(text, again); // a retry after the answer got lost
            }
            await Task.Delay(random.Next(20), CancellationToken.None);
        }
    }

    private async Task<long> Persist(RoomClient client, string key, string text)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Patience)
        {
            Interlocked.Increment(ref retried);
            if (await client.Post(key, text, CancellationToken.None) is { } seq)
            {
                Acknowledge(text, seq);
                return seq;
            }
        }
        throw new TimeoutException($"Nobody took \"{text}\".");
    }

    private void Acknowledge(string text, long seq)
    {
        lock (keeping)
        {
            if (acknowledged.TryGetValue(text, out var before) && before != seq)
            {
                faults.Add($"\"{text}\" was acknowledged as {before} and as {seq}.");
            }
            acknowledged[text] = seq;
        }
    }

    private void Check(IReadOnlyList<Heard> log, List<RoomClient> all)
    {
        for (var i = 0; i < log.Count; i++)
        {
            if (log[i].Number != i + 1)
            {
                faults.Add($"Change {log[i].Number} stands where {i + 1} should.");
                break;
            }
        }
        var messages = log.Where(heard => heard.Text is not null).ToList();
        foreach (var (message, i) in messages.Select((message, i) => (message, i)).Where(pair => pair.message.Seq != pair.i + 1).Take(1))
        {
            faults.Add($"Message {message.Seq} stands where {i + 1} should.");
        }
        faults.AddRange(messages.GroupBy(message => message.Text).Where(same => same.Count() > 1).Select(same => $"\"{same.Key}\" is there {same.Count()} times."));
        var bySeq = messages.DistinctBy(message => message.Seq).ToDictionary(message => message.Seq, message => message.Text);
        faults.AddRange(acknowledged.Where(one => bySeq.GetValueOrDefault(one.Value) != one.Key).Select(one => $"\"{one.Key}\", acknowledged as {one.Value}, is not there."));
        foreach (var (client, i) in all.Select((client, i) => (client, i)))
        {
            var told = client.All;
            if (!told.SequenceEqual(log.Take(told.Count)))
            {
                var at = Enumerable.Range(0, told.Count).First(place => place >= log.Count || told[place] != log[place]);
                faults.Add($"Client {i} was told {told[at]} where the log has {(at < log.Count ? log[at] : null)}.");
            }
        }
    }

    private async Task Until(Func<bool> done)
    {
        var began = Stopwatch.GetTimestamp();
        while (!done())
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                faults.Add("Not everybody was told everything within a minute.");
                return;
            }
            await Task.Delay(20);
        }
    }
}
