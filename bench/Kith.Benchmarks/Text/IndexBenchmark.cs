using System.Diagnostics;
using Kith.Kernels.Text;

namespace Kith.Benchmarks.Text;

/// <summary>Speed and size of the inverted index and of BM25 on generated messages.</summary>
static class IndexBenchmark
{
    const int Messages = 150_000;
    const int Queries = 400;
    const int ThreadLength = 20;

    public static void Run(TextWriter output)
    {
        string[] texts = GeneratedText.Messages(Messages, seed: 1);
        output.WriteLine($"{Messages:N0} messages, {texts.Average(text => text.Length):F0} characters on average");
        InvertedIndex index = Build(texts);
        for (int round = 0; round < 3; round++)
        {
            long start = Stopwatch.GetTimestamp();
            index = Build(texts);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            output.WriteLine($"index   {Messages / seconds:N0} messages/s on one thread");
        }
        Load(index, output);
        Ask(index, output);
    }

    static InvertedIndex Build(string[] texts)
    {
        InvertedIndexBuilder builder = new();
        foreach (string text in texts) builder.Add(text);
        return builder.Build();
    }

    static void Load(InvertedIndex index, TextWriter output)
    {
        ArrayWriter writer = new();
        index.Write(writer);
        byte[] bytes = writer.ToArray();
        output.WriteLine($"size    {bytes.Length / Messages} bytes a message, {index.Terms.Count:N0} terms");
        List<double> times = [];
        for (int round = 0; round < 10; round++)
        {
            long start = Stopwatch.GetTimestamp();
            ArrayReader reader = new(bytes);
            InvertedIndex.Read(ref reader);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        output.WriteLine($"load    {times.Order().ElementAt(5):F1} ms");
    }

    // Half the terms of a query are common words, half are rare ones: harder than what people type.
    static void Ask(InvertedIndex index, TextWriter output)
    {
        int[] threadOf = [.. Enumerable.Range(0, Messages).Select(message => message / ThreadLength)];
        int[] lengths = Bm25.GroupLengths(index, threadOf, Messages / ThreadLength);
        foreach (int terms in (int[])[3, 25])
        {
            Random random = GeneratedText.Seeded(2);
            List<double> documents = [], threads = [];
            for (int i = 0; i < Queries; i++)
            {
                WeightedTerm[] query = [.. Enumerable.Range(0, terms).Select(t => new WeightedTerm(random.Next(t % 2 == 0 ? 2_000 : index.Terms.Count), 1))];
                documents.Add(Time(() => TopK.Of(Scores(index, query), 1000)));
                threads.Add(Time(() => TopK.Of(Scores(index, threadOf, lengths, query), 200)));
            }
            output.WriteLine($"query   {terms} terms: messages p50 {Quantile(documents, .5):F2} p95 {Quantile(documents, .95):F2} ms; threads p50 {Quantile(threads, .5):F2} p95 {Quantile(threads, .95):F2} ms");
        }
    }

    static float[] Scores(InvertedIndex index, WeightedTerm[] query)
    {
        float[] scores = new float[index.Documents];
        Bm25.Documents(index, query, Bm25Parameters.Usual, scores);
        return scores;
    }

    static float[] Scores(InvertedIndex index, int[] groupOf, int[] lengths, WeightedTerm[] query)
    {
        float[] scores = new float[lengths.Length];
        Bm25.Groups(index, groupOf, lengths, query, Bm25Parameters.Usual, scores);
        return scores;
    }

    static double Time(Action act)
    {
        long start = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    static double Quantile(List<double> times, double q) => times.Order().ElementAt((int)(q * (times.Count - 1)));
}
