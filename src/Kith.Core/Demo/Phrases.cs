namespace Kith.Demo;

/// <summary>A question to warm up with, in a few wordings, and what people answer.</summary>
internal sealed record Round(IReadOnlyList<string> Questions, IReadOnlyList<string> Answers);

/// <summary>What is said whatever the topic: greetings, thanks, jokes, and the values of slots.</summary>
internal sealed class Phrases
{
    private readonly Sheet sheet = Sheet.Read("Kith.Demo.Phrases.txt");
    private readonly Dictionary<string, IReadOnlyList<Exchange>> exchanges =
        Sheet.Read("Kith.Demo.Chatter.txt").Parts.ToDictionary(part => part.Heading, part => Exchange.Read(part.Heading, part.Lines));

    /// <summary>The rounds with which chats begin.</summary>
    public IReadOnlyList<Round> Rounds { get; } = [.. Sheet.Read("Kith.Demo.Rounds.txt").Parts.Select(part => new Round(
        [.. part.Lines.Where(line => line.StartsWith("? ", StringComparison.Ordinal)).Select(line => line[2..])],
        [.. part.Lines.Where(line => line.Length > 0 && line[0] != '?')]))];

    /// <summary>The lines under a heading.</summary>
    public IReadOnlyList<string> this[string heading] => sheet[heading];

    /// <summary>The exchanges under a heading of <c>Chatter.txt</c>.</summary>
    public IReadOnlyList<Exchange> Exchanges(string heading) => exchanges[heading];
}
