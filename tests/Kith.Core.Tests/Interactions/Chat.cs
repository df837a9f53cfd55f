using Kith.Interactions;

namespace Kith.Tests.Interactions;

/// <summary>A small chat written as lines "12 ann> text": the minute, who, what.</summary>
internal static class Chat
{
    public static Said[] Of(string lines)
    {
        var authors = new Dictionary<string, long>(StringComparer.Ordinal);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((line, i) =>
        {
            var (minute, name, text) = (line.IndexOf(' '), line[(line.IndexOf(' ') + 1)..line.IndexOf('>')], line[(line.IndexOf('>') + 1)..].Trim());
            authors.TryAdd(name, authors.Count + 1);
            return new Said(i + 1, authors[name], name, long.Parse(line[..minute]) * 60_000, text);
        })];
    }

    public static Answer[] Answers(IEnumerable<Said> chat)
    {
        var addressees = new Addressees();
        return [.. chat.Select(said => addressees.Next(said))];
    }

    /// <summary>Who the last message is for by name, or "nobody", and the number of the message it answers.</summary>
    public static string Last(string lines)
    {
        var chat = Of(lines);
        var answer = Answers(chat)[^1];
        var whom = answer.Author is { } author ? chat.First(said => said.Author == author).Name : "nobody";
        return answer.Seq is { } seq ? $"{whom} {seq}" : whom;
    }
}
