using System.Runtime.InteropServices;
using Kith.Conversations;

namespace Kith.Expertise;

/// <summary>A message of a conversation, as far as its place there is concerned.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Key">Its key.</param>
/// <param name="Answers">Key of the message it answers.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Row">Its row in the index.</param>
internal readonly record struct Line(long Seq, string Key, string? Answers, long At, int Row);

/// <summary>Cuts a conversation into units: itself, and in all-day talk each of its threads, which is about a thing of its own.</summary>
internal static class Lines
{
    private static readonly Comparison<Line> Order = (a, b) =>
        a.At != b.At ? a.At.CompareTo(b.At) : a.Key.Length != b.Key.Length ? a.Key.Length.CompareTo(b.Key.Length) : string.CompareOrdinal(a.Key, b.Key);

    /// <summary>Whether conversations of a kind hold threads.</summary>
    public static bool HaveThreads(ConversationKind kind) => kind is ConversationKind.Channel or ConversationKind.Chat or ConversationKind.Direct;

    /// <summary>Puts lines in order of time; of one time by key, which is the same in whatever order archives arrive.</summary>
    public static void Sort(List<Line> lines)
    {
        var all = CollectionsMarshal.AsSpan(lines);
        for (var at = 1; at < all.Length; at++)
        {
            if (Order(all[at - 1], all[at]) > 0)
            {
                all.Sort(Order);
                return;
            }
        }
    }

    /// <summary>The units of a conversation whose lines are in order: the title of each, and its rows.</summary>
    public static IEnumerable<(string Title, List<int> Rows)> Units(ConversationKind kind, string title, List<Line> lines)
    {
        if (!HaveThreads(kind))
        {
            return lines.Count == 0 ? [] : [(title, lines.ConvertAll(line => line.Row))];
        }
        var roots = lines.Select(line => line.Answers).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var threads = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        List<int> open = [];
        List<List<int>> units = [open];
        foreach (var line in lines)
        {
            if (line.Answers is null && !roots.Contains(line.Key))
            {
                open.Add(line.Row);
                continue;
            }
            if (line.Answers is null || !threads.TryGetValue(line.Answers, out var thread))
            {
                units.Add(thread = []);
            }
            thread.Add(line.Row);
            threads.TryAdd(line.Key, thread);
            if (line.Answers is not null)
            {
                threads.TryAdd(line.Answers, thread);
            }
        }
        return units.Where(unit => unit.Count > 0).Select(unit => ("", unit));
    }
}
