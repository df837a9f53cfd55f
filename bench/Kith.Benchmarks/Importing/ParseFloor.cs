using System.Diagnostics;
using System.Text.Json;

namespace Kith.Benchmarks.Importing;

/// <summary>The floor under an import: the same files merely parsed by System.Text.Json, one after the other, nothing kept.</summary>
internal static class ParseFloor
{
    public static void Run(string folder, TextWriter to)
    {
        var clock = Stopwatch.StartNew();
        long messages = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            messages += document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.GetArrayLength() : 0;
        }
        to.WriteLine($"{messages} {clock.Elapsed.TotalSeconds:0.000}");
    }
}
