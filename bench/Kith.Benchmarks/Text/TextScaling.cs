using System.Globalization;
using Kith.Benchmarks.Graphs;

namespace Kith.Benchmarks.Text;

/// <summary>Time and memory of who knows what against the number of messages, from ten thousand up: drawn, and fitted by a power.</summary>
internal static class TextScaling
{
    private const double Megabyte = 1e6;

    private static readonly Curve[] Times =
    [
        new("to index all", "Every word is looked up once. What limits it is the table of terms, which leaves the cache as rare words come in, and reading letters.", found => found.Build),
        new("to load", "All is read in a row; columns that grow are copied once. What limits it is memory.", found => found.Load),
        new("3 words, p95", "What limits it is the number of messages that hold the commonest of the words, and what each occurrence points to, which is in no near cache.", found => ExpertiseBenchmark.Figures.P95(found.Three)),
        new("40 words, p95", "Every occurrence is decoded and added, in windows that stay in the near cache. What limits it is reading what is known of all messages in a row, and below a hundred thousand messages what does not grow: the votes of a thousand messages, and people.", found => ExpertiseBenchmark.Figures.P95(found.Forty)),
    ];

    private static readonly Curve[] Sizes =
    [
        new("stored", "Which message holds which word, which words each message holds with their places, and the words. What limits it is how many different words a message has; in small archives the words themselves, most of which are said once. Read again it takes as much memory.", found => found.StoredBytes / Megabyte),
        new("in memory, grown", "The same, with the postings of the last messages apart and room for what comes next: a column that is full grows by half. Nothing of it is left on disk, so that memory limits how large an archive one server can search.", found => found.GrownBytes / Megabyte),
    ];

    public static void Run(int most, string folder, TextWriter progress)
    {
        var texts = GeneratedText.Messages(most, seed: 1);
        // Until it is compiled for good.
        for (var round = 0; round < 5; round++)
        {
            ExpertiseBenchmark.Measure(texts[..Math.Min(most, 10_000)]);
        }
        var found = Steps(most).Select(count => Measure(texts[..count], progress)).ToArray();
        var (times, sizes) = (Lines(Times, found), Lines(Sizes, found));
        File.WriteAllText(Path.Combine(folder, "text-time.svg"), ScalingChart.Draw("Processor time, ms", "messages", times));
        File.WriteAllText(Path.Combine(folder, "text-memory.svg"), ScalingChart.Draw("Megabytes", "messages", sizes));
        File.WriteAllText(Path.Combine(folder, "text-scaling.md"), Text(found, times, sizes));
    }

    private static IEnumerable<int> Steps(int most)
    {
        for (var count = 10_000.0; count <= most * 1.01; count *= Math.Sqrt(10))
        {
            yield return Math.Min(most, (int)Math.Round(count));
        }
    }

    private static ExpertiseBenchmark.Figures Measure(string[] texts, TextWriter progress)
    {
        var found = ExpertiseBenchmark.Measure(texts);
        progress.WriteLine(string.Join(", ", Times.Concat(Sizes).Select(curve => string.Create(CultureInfo.InvariantCulture, $"{curve.Name} {curve.Of(found):F1}")).Prepend($"{found.Messages:N0} messages")));
        return found;
    }

    private static ScalingChart.Line[] Lines(Curve[] curves, ExpertiseBenchmark.Figures[] found) =>
        [.. curves.Select(curve => new ScalingChart.Line(curve.Name, [.. found.Select(each => ((double)each.Messages, curve.Of(each)))]))];

    private static string Text(ExpertiseBenchmark.Figures[] found, ScalingChart.Line[] times, ScalingChart.Line[] sizes) => string.Create(CultureInfo.InvariantCulture,
        $"""
        # How the index grows

        `bench/text/curves.sh {found[^1].Messages}`: {found[0].Messages:N0} to {found[^1].Messages:N0} generated messages in threads of twenty, 1,500 people, 200 questions of
        each length; one run, processor time. The exponent is that of the best power of the number of messages over the larger half.

        ![Time against messages](text-time.svg)

        ![Megabytes against messages](text-memory.svg)

        {string.Join("\n\n", Times.Zip(times).Select(each => Paragraph(each.First, each.Second, "ms", $"")))}

        {string.Join("\n\n", Sizes.Zip(sizes).Select(each => Paragraph(each.First, each.Second, "MB", $", {each.Second.Points[^1].Y * Megabyte / found[^1].Messages:F0} bytes a message ({each.Second.Points[0].Y * Megabyte / found[0].Messages:F0} with {found[0].Messages:N0})")))}

        """);

    private static string Paragraph(Curve curve, ScalingChart.Line line, string unit, FormattableString more) => string.Create(CultureInfo.InvariantCulture,
        $"**{curve.Name}**: {line.Points[^1].Y:N1} {unit} at {line.Points[^1].X:N0} messages{FormattableString.Invariant(more)}; grows with exponent {ScalingChart.Exponent(line):F2}. {curve.Limit}");

    private sealed record Curve(string Name, string Limit, Func<ExpertiseBenchmark.Figures, double> Of);
}
