using System.Diagnostics;
using Kith.Expertise;
using Kith.People;

namespace Kith.Benchmarks.Text;

/// <summary>Speed and size of who knows what on generated messages: building, storing, loading, asking, topics. Processor time, because a busy machine makes everybody wait.</summary>
internal static class ExpertiseBenchmark
{
    private const int Authors = 1_500;
    private const int ThreadLength = 20;
    private const int Queries = 200;
    private const long Minute = 60_000;

    /// <summary>What was measured; times are milliseconds of processor time where nothing else is said.</summary>
    /// <param name="Messages">How many.</param>
    /// <param name="BuildSeconds">By the clock.</param>
    /// <param name="Build">To index all.</param>
    /// <param name="GrownBytes">What the index made message by message holds in memory, with room for more.</param>
    /// <param name="Store">To write the index.</param>
    /// <param name="StoredBytes">Of the written index.</param>
    /// <param name="Load">To read it again.</param>
    /// <param name="IndexBytes">What the index that was read holds in memory, without texts and stored bytes.</param>
    /// <param name="AllBytes">The same with the texts and the stored bytes.</param>
    /// <param name="Three">Questions of three words, the quickest first.</param>
    /// <param name="Forty">Questions of forty words, the quickest first.</param>
    /// <param name="Topics">Of one person.</param>
    internal sealed record Figures(
        int Messages, double BuildSeconds, double Build, long GrownBytes, double Store, long StoredBytes, double Load, long IndexBytes, long AllBytes, List<double> Three, List<double> Forty, double Topics)
    {
        public static double P50(List<double> times) => times[times.Count / 2];

        public static double P95(List<double> times) => times[times.Count * 95 / 100];
    }

    public static void Run(TextWriter output, int messages)
    {
        var texts = GeneratedText.Messages(messages, seed: 1);
        output.WriteLine($"{messages:N0} messages; times are processor time where nothing else is said");
        var found = Measure(texts);
        output.WriteLine($"build   {messages / found.BuildSeconds:N0} messages/s by the clock, {messages / found.Build * 1000:N0} a second of processor time");
        output.WriteLine($"store   {found.Store:F0} ms, {found.StoredBytes / messages} bytes a message");
        output.WriteLine($"load    {found.Load:F0} ms");
        output.WriteLine($"memory  {found.IndexBytes / messages} bytes a message for the index, {found.GrownBytes / messages} for one that grew, {found.AllBytes / messages} with the texts and the stored bytes");
        output.WriteLine($"ask     3 words: p50 {Figures.P50(found.Three):F1} ms, p95 {Figures.P95(found.Three):F1} ms of processor time");
        output.WriteLine($"ask     40 words: p50 {Figures.P50(found.Forty):F1} ms, p95 {Figures.P95(found.Forty):F1} ms of processor time");
        output.WriteLine($"person  topics in {found.Topics:F0} ms");
    }

    public static Figures Measure(string[] texts)
    {
        Build(texts[..(texts.Length / 4)]);
        ExpertiseIndex? index = null;
        var empty = GC.GetTotalMemory(forceFullCollection: true);
        var began = Stopwatch.GetTimestamp();
        var build = Time(() => index = Build(texts));
        var clock = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var grown = GC.GetTotalMemory(forceFullCollection: true) - empty;
        byte[] bytes = [];
        var store = Time(() => bytes = index!.ToBytes());
        index = null;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var load = Time(() => index = ExpertiseBuilder.FromBytes(bytes)!.Build());
        var all = GC.GetTotalMemory(forceFullCollection: true);
        var everyone = Everyone.From([.. Enumerable.Range(1, Authors).Select(id => new Identity(new(id), "", $"{id}", $"{id}", null, false))], []);
        var random = GeneratedText.Seeded(4);
        Ask(index!, everyone, texts, random, 10);
        var (three, forty) = (Ask(index!, everyone, texts, random, 3), Ask(index!, everyone, texts, random, 40));
        var topics = new Topics(index!);
        var person = Time(() => topics.Of(everyone.People[0], texts.Length * Minute, 10, null, new HashSet<string>()));
        return new(texts.Length, clock, build, grown, store, bytes.Length, load, all - before, all, three, forty, person);
    }

    private static ExpertiseIndex Build(string[] texts)
    {
        var random = GeneratedText.Seeded(3);
        var builder = new ExpertiseBuilder();
        for (var i = 0; i < texts.Length; i++)
        {
            if (i % ThreadLength == 0)
            {
                builder.Add(new Discussion(i / ThreadLength, new(i / ThreadLength), texts[i][..Math.Min(40, texts[i].Length)], $"channel {i / ThreadLength % 30}"));
            }
            // A few people write most.
            var author = (int)Math.Pow(Authors, random.NextDouble());
            builder.Add(new Utterance(i / ThreadLength, i, new(author), i * Minute, texts[i]));
        }
        return builder.Build();
    }

    // The quickest first.
    private static List<double> Ask(ExpertiseIndex index, Everyone everyone, string[] texts, Random random, int words) =>
        [.. Enumerable.Range(0, Queries).Select(_ => new Query(GeneratedText.Question(texts, random, words), texts.Length * Minute))
            .Select(query => Time(() => WhoKnows.Ask(index, query, everyone))).Order()];

    private static double Time(Action act)
    {
        var before = Environment.CpuUsage.TotalTime;
        act();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
