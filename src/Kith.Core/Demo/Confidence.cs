using Kith.Conversations;
using Kith.Importing;

namespace Kith.Demo;

/// <summary>A conversation of two that only they may see: the demo's private words.</summary>
internal static class Confidence
{
    private const string Key = "direct-1";

    public static IEnumerable<Entry> Entries(Cast cast, Calendar calendar)
    {
        var sheet = Sheet.Read("Kith.Demo.Private.txt");
        var members = sheet.Top.Where(line => line.Length > 0).Select(name => cast[name]).ToList();
        yield return new ConversationEntry(
            Key, string.Join(", ", members.Select(member => member.Name)), ConversationKind.Direct, Visibility.Participants,
            Members: [.. members.Select(member => member.KeyAt(Medium.Talk))]);
        var transcript = new Transcript(Key, Medium.Talk);
        foreach (var (at, line) in sheet.Parts.SelectMany(part => Times(part.Heading, calendar).Zip(part.Lines.Where(line => line.Length > 0))))
        {
            var speaker = members.Single(member => member.First == line[..line.IndexOf(':')]);
            transcript.Add(at, speaker, new Said(line[(line.IndexOf(':') + 1)..].Trim(), []));
        }
        foreach (var entry in transcript.Entries())
        {
            yield return entry;
        }
    }

    // A heading is a week and a day; two minutes and a bit between the lines of an evening.
    private static IEnumerable<long> Times(string heading, Calendar calendar)
    {
        var parts = heading.Split(' ');
        var at = calendar.At(int.Parse(parts[1]), int.Parse(parts[3]), 20, 11);
        while (true)
        {
            yield return at;
            at += 2 * Calendar.Minute + 13 * Calendar.Second;
        }
    }
}
