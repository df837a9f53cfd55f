using Dapper;
using Kith.Conversations;
using Kith.Expertise;
using Kith.Store;

namespace Kith.Benchmarks.Text;

/// <summary>What one more message costs: a live room posts into an archive, and the index is brought up to date after each message.</summary>
internal static class GrowthBenchmark
{
    private const int ThreadLength = 20;
    private const int Channels = 30;
    private const int Posts = 1_000;
    private const long Minute = 60_000;

    public static void Run(TextWriter output, int messages)
    {
        var directory = Directory.CreateTempSubdirectory("kith-bench-");
        try
        {
            using var database = Database.OpenDirectory(directory.FullName);
            var texts = GeneratedText.Messages(messages + Posts, seed: 1);
            Fill(database, texts, messages);
            var store = new ExpertiseStore(database);
            output.WriteLine($"{messages:N0} messages: read in {Time(() => store.Load()):N0} ms, started from what is stored in {Time(() => new ExpertiseStore(database).Load()):N0} ms");
            var times = new List<double>();
            for (var post = 0; post < Posts; post++)
            {
                Post(database, 1, post + 1, messages + post, texts[messages + post], post % 3 == 2 ? $"m{post * 7 / 8}" : null);
                times.Add(Time(() => store.Load()));
            }
            times.Sort();
            output.WriteLine($"one message more, {Posts} times: p50 {times[Posts / 2]:F2} ms, p95 {times[Posts * 95 / 100]:F2} ms, p99 {times[Posts * 99 / 100]:F2} ms, longest {times[^1]:F0} ms of processor time");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    // Topics of twenty messages; conversation 1 is the room, a few people write most.
    private static void Fill(Database database, string[] texts, int messages) => database.Write(transaction =>
    {
        var random = GeneratedText.Seeded(3);
        Insert(transaction, "communities (id, name) values (1, 'c')");
        Insert(transaction, "sources (id, format, key, title) values (1, 'zulip', 'z', 'z')");
        for (var person = 1; person <= 1_500; person++)
        {
            Insert(transaction, $"identities (id, source_id, key, name) values ({person}, 1, 'p{person}', 'p{person}')");
        }
        for (var channel = 1; channel <= Channels; channel++)
        {
            Insert(transaction, $"conversations (id, source_id, key, community_id, kind, visibility, title) values ({-channel}, 1, 'k{channel}', 1, 0, 0, 'channel {channel}')");
        }
        for (var conversation = 1; conversation <= messages / ThreadLength + 1; conversation++)
        {
            var kind = conversation == 1 ? ConversationKind.Chat : ConversationKind.Topic;
            Insert(transaction, $"conversations (id, source_id, key, community_id, kind, visibility, parent_id, title) values ({conversation}, 1, 'c{conversation}', 1, {(int)kind}, 0, {-1 - conversation % Channels}, '{texts[conversation * ThreadLength - ThreadLength].Split(' ')[0]}')");
        }
        Log.Append(transaction, [.. Enumerable.Range(0, messages).Select(n => Message(2 + n / ThreadLength, 1 + n % ThreadLength, n, texts[n], null, (long)Math.Pow(1_500, random.NextDouble())))]);
        Log.MarkStale(transaction, Enumerable.Range(2, messages / ThreadLength).Select(conversation => ((long)conversation, 0L)));
    });

    private static void Insert(System.Data.Common.DbTransaction transaction, string row) => transaction.Connection!.Execute("insert into " + row, transaction: transaction);

    private static void Post(Database database, long conversation, long seq, int minute, string text, string? answers) => database.Write(transaction =>
    {
        Log.Append(transaction, [Message(conversation, seq, minute, text, answers, 1 + seq % 40)]);
        Log.MarkStale(transaction, [(conversation, minute * Minute)]);
    });

    private static NewMessage Message(long conversation, long seq, int minute, string text, string? answers, long author) =>
        new(conversation, seq, $"m{seq}", author, minute * Minute, Markup.Plain, text, answers, null, null, null, null);

    private static double Time(Action act)
    {
        var before = Environment.CpuUsage.TotalTime;
        act();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
