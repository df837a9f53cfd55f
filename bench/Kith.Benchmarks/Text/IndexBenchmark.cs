using Kith.Kernels.Text;

namespace Kith.Benchmarks.Text;

/// <summary>Speed and size of the inverted index and of BM25 on generated messages.</summary>
internal static class IndexBenchmark
{
    private const int Messages = 150_000;
    private const int Queries = 400;
    private const int ThreadLength = 20;

    public static void Run(TextWriter output)
    {
        var texts = GeneratedText.Messages(Messages, seed: 1);
        output.WriteLine($"{Messages:N0} messages, {texts.Average(text => text.Length):F0} characters on average");
        InvertedIndex index = Build(texts);
        for (var round = 0; round < 3; round++)
        {
            output.WriteLine($"index   {Messages / Time(() => index = Build(texts)) * 1000:N0} messages/s of processor time");
        }
        Load(index, output);
        Ask(index, output);
    }

    private static InvertedIndex Build(string[] texts)
    {
        InvertedIndexBuilder builder = new();
        foreach (var text in texts)
        {
            builder.Add(text);
        }

        return builder.Build();
    }

    private static void Load(InvertedIndex index, TextWriter output)
    {
        ArrayWriter writer = new();
        index.Write(writer);
        var bytes = writer.ToArray();
        output.WriteLine($"size    {bytes.Length / Messages} bytes a message, {index.Terms.Count:N0} terms");
        List<double> times = [];
        for (var round = 0; round < 10; round++)
        {
            times.Add(Time(() =>
            {
                ArrayReader reader = new(bytes);
                InvertedIndexBuilder.Read(ref reader).Build();
            }));
        }
        output.WriteLine($"load    {times.Order().ElementAt(5):F1} ms");
    }

    // Half the terms of a query are common words, half are rare ones: harder than what people type.
    private static void Ask(InvertedIndex index, TextWriter output)
    {
        int[] threadOf = [.. Enumerable.Range(0, Messages).Select(message => message / ThreadLength)];
        var lengths = Bm25.GroupLengths(index, threadOf, Messages / ThreadLength);
        foreach (var terms in (int[])[3, 25])
        {
            Random random = GeneratedText.Seeded(2);
            List<double> documents = [], threads = [];
            for (var i = 0; i < Queries; i++)
            {
                WeightedTerm[] query = [.. Enumerable.Range(0, terms).Select(t => new WeightedTerm(random.Next(t % 2 == 0 ? 2_000 : index.Terms.Count), 1))];
                documents.Add(Time(() => TopK.Of(Scores(index, query), 1000)));
                threads.Add(Time(() => TopK.Of(Scores(index, threadOf, lengths, query), 200)));
            }
            output.WriteLine($"query   {terms} terms: messages p50 {Quantile(documents, .5):F2} p95 {Quantile(documents, .95):F2} ms; threads p50 {Quantile(threads, .5):F2} p95 {Quantile(threads, .95):F2} ms");
        }
    }

    private static float[] Scores(InvertedIndex index, WeightedTerm[] query)
    {
        var scores = new float[index.Documents];
        Bm25.Documents(index, query, Bm25Parameters.Usual, scores);
        return scores;
    }

    private static float[] Scores(InvertedIndex index, int[] groupOf, int[] lengths, WeightedTerm[] query)
    {
        var scores = new float[lengths.Length];
        Bm25.Groups(index, groupOf, lengths, query, Bm25Parameters.Usual, scores);
        return scores;
    }

    // Processor time, because a busy machine makes everybody wait.
    private static double Time(Action act)
    {
        var before = Environment.CpuUsage.TotalTime;
        act();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static double Quantile(List<double> times, double q) => times.Order().ElementAt((int)(q * (times.Count - 1)));
}
