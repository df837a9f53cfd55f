using Kith.Benchmarks.Text;
using Kith.Interactions;

namespace Kith.Benchmarks.Interactions;

/// <summary>Speed of inferring whom messages are for, in a busy channel of generated talk.</summary>
internal static class AddresseesBenchmark
{
    private const int Messages = 100_000, People = 400, Talking = 25, LongestMessage = 120;

    public static void Run(TextWriter output)
    {
        var chat = Chat();
        output.WriteLine($"{Messages:N0} messages, {chat.Average(said => said.Text.Length):F0} characters on average");
        for (var round = 0; round < 5; round++)
        {
            var addressees = new Addressees();
            var found = 0;
            var start = Environment.CpuUsage.TotalTime;
            foreach (var said in chat)
            {
                found += addressees.Next(said).Author is null ? 0 : 1;
            }
            output.WriteLine($"answers {Messages / (Environment.CpuUsage.TotalTime - start).TotalSeconds:N0} messages per second of processor time, {(double)found / Messages:P0} for somebody");
        }
    }

    // Whoever talks now is one of a few, who slowly change; two in five messages open with a name, one in five asks.
    private static Said[] Chat()
    {
        var random = GeneratedText.Seeded(1);
        return [.. GeneratedText.Messages(Messages, seed: 1).Select((text, i) =>
        {
            var who = ((i / 500) + random.Next(Talking)) % People;
            var name = random.Next(5) < 2 ? $"person{((i / 500) + random.Next(Talking)) % People}: " : "";
            return new Said(i + 1, who, $"person{who}", i * 7_000L, name + text[..Math.Min(text.Length, LongestMessage)] + (random.Next(5) == 0 ? "?" : ""));
        })];
    }
}
