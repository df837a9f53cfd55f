using System.Globalization;
using Kith.Kernels.Text;

namespace Kith.Benchmarks.Text;

/// <summary>Plain search, the best ten messages, on the same texts and questions as the peers.</summary>
internal static class SearchBenchmark
{
    private const int Questions = 50;

    private static readonly Sums<float> Memory = new();

    /// <summary>Writes the texts and the questions, a line each.</summary>
    public static void Write(string folder, int messages)
    {
        var texts = GeneratedText.Messages(messages, seed: 1);
        File.WriteAllLines(Path.Combine(folder, "messages.txt"), texts);
        foreach (var words in (int[])[3, 40])
        {
            var random = GeneratedText.Seeded(words);
            File.WriteAllLines(Path.Combine(folder, $"questions{words}.txt"),
                Enumerable.Range(0, Questions).Select(_ => GeneratedText.Question(texts, random, words)));
        }
    }

    /// <summary>Prints what the peers print: name, what, and two figures, separated by tabulators.</summary>
    public static void Run(string folder, TextWriter output)
    {
        var texts = File.ReadAllLines(Path.Combine(folder, "messages.txt"));
        Build(texts[..(texts.Length / 8)]);
        InvertedIndex index = null!;
        var spent = Time(() => index = Build(texts)) / 1000;
        ArrayWriter writer = new();
        index.Write(writer);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Kith, messages\tindex\t{texts.Length / spent:F0}\t{writer.ToArray().Length / texts.Length}"));
        foreach (var words in (int[])[3, 40])
        {
            var questions = File.ReadAllLines(Path.Combine(folder, $"questions{words}.txt"));
            Array.ForEach(questions, question => Ask(index, question));
            var times = questions.Select(question => Time(() => Ask(index, question))).Order().ToList();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Kith, messages\task{words}\t{times[times.Count / 2]:F2}\t{times[times.Count * 95 / 100]:F2}"));
        }
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

    private static int[] Ask(InvertedIndex index, string question)
    {
        List<WeightedTerm> terms = [];
        Tokenizer tokens = new(question, stackalloc char[Tokenizer.Longest]);
        while (tokens.Next())
        {
            if (index.Terms.Find(tokens.Current) is var term and >= 0)
            {
                terms.Add(new(term, 1));
            }
        }

        return BestDocuments.Of(index, [.. terms.DistinctBy(term => term.Term)], Bm25Parameters.Usual, 10, Memory);
    }

    private static double Time(Action act)
    {
        var before = Environment.CpuUsage.TotalTime;
        act();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
