using System.Diagnostics;
using Kith.Expertise;
using Kith.People;

namespace Kith.Benchmarks.Text;

/// <summary>Speed of who knows what on generated messages: building, loading, asking, topics.</summary>
internal static class ExpertiseBenchmark
{
    private const int Authors = 1_500;
    private const int ThreadLength = 20;
    private const int Queries = 200;
    private const long Minute = 60_000;

    public static void Run(TextWriter output, int messages)
    {
        var texts = GeneratedText.Messages(messages, seed: 1);
        output.WriteLine($"{messages:N0} messages; times are processor time where nothing else is said");
        Build(texts[..(messages / 4)]);
        ExpertiseIndex index = null!;
        var began = Stopwatch.GetTimestamp();
        var spent = Time(() => index = Build(texts));
        output.WriteLine($"build   {messages / Stopwatch.GetElapsedTime(began).TotalSeconds:N0} messages/s by the clock, {messages / spent * 1000:N0} a second of processor time");
        byte[] bytes = [];
        output.WriteLine($"store   {Time(() => bytes = index.ToBytes()):F0} ms, {bytes.Length / messages} bytes a message");
        output.WriteLine($"load    {Time(() => index = ExpertiseBuilder.FromBytes(bytes)!.Build()):F0} ms");
        output.WriteLine($"memory  {GC.GetTotalMemory(forceFullCollection: true) / messages} bytes a message, with the texts and the stored bytes");
        Ask(index, new Topics(index), texts, output);
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

    private static void Ask(ExpertiseIndex index, Topics topics, string[] texts, TextWriter output)
    {
        var everyone = Everyone.From([.. Enumerable.Range(1, Authors).Select(id => new Identity(new(id), "", $"{id}", $"{id}", null, false))], []);
        var random = GeneratedText.Seeded(4);
        Enumerable.Range(0, Queries).ToList().ForEach(_ => WhoKnows.Ask(index, new Query(GeneratedText.Question(texts, random, 10), texts.Length * Minute), everyone));
        foreach (var words in (int[])[3, 40])
        {
            var times = Enumerable.Range(0, Queries).Select(_ => new Query(GeneratedText.Question(texts, random, words), texts.Length * Minute))
                .Select(query => Time(() => WhoKnows.Ask(index, query, everyone))).Order().ToList();
            output.WriteLine($"ask     {words} words: p50 {times[Queries / 2]:F1} ms, p95 {times[Queries * 95 / 100]:F1} ms of processor time");
        }
        output.WriteLine($"person  topics in {Time(() => topics.Of(everyone.People[0], texts.Length * Minute, 10, null, new HashSet<string>())):F0} ms");
    }

    // Processor time, because a busy machine makes everybody wait.
    private static double Time(Action act)
    {
        var before = Environment.CpuUsage.TotalTime;
        act();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
