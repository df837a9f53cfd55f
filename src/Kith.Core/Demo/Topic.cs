namespace Kith.Demo;

/// <summary>What one voice says in an exchange.</summary>
/// <param name="Voice">
/// E an expert of the topic, M somebody interested, N a newcomer, L a listener, O an expert of something else, H the host; the same
/// letters and digit are the same person throughout an exchange.
/// </param>
/// <param name="Text">With <c>{slots}</c> and <c>[one|or another]</c>.</param>
internal sealed record Line(string Voice, string Text);

/// <summary>A few lines that belong together: each answers the one before it.</summary>
/// <param name="Id">Unique; by it use is counted.</param>
/// <param name="Title">Subject of a mail, item of an agenda; else empty.</param>
/// <param name="Lines">At least one.</param>
internal sealed record Exchange(string Id, string Title, IReadOnlyList<Line> Lines)
{
    public static IReadOnlyList<Exchange> Read(string id, IEnumerable<string> lines) =>
        [.. Sheet.Paragraphs(lines).Select((paragraph, at) => Read($"{id} {at}", paragraph))];

    private static Exchange Read(string id, IReadOnlyList<string> paragraph) => new(
        id,
        paragraph[0].StartsWith("# ", StringComparison.Ordinal) ? paragraph[0][2..] : "",
        [.. paragraph.Where(line => line[0] != '#').Select(line => new Line(line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..].Trim()))]);
}

/// <summary>Part of a topic: questions, and exchanges each of which answers any of them.</summary>
internal sealed record Subject(string Name, IReadOnlyList<string> Questions, IReadOnlyList<Exchange> Answers);

/// <summary>What people talk about, and all that is said about it: one file of <c>Demo/Topics</c>.</summary>
internal sealed record Topic(
    string Key, string Name, string Crew, IReadOnlyList<string> Titles, IReadOnlyList<string> Intros,
    IReadOnlyList<Subject> Subjects, IReadOnlyList<Exchange> Talk, IReadOnlyList<Exchange> Mails, IReadOnlyList<Exchange> Items)
{
    private const string Folder = "Topics";

    public static IReadOnlyList<Topic> All() => [.. Sheet.In(Folder).Select(resource => Read(resource.Split('.')[^2], Sheet.Read(resource)))];

    private static Topic Read(string key, Sheet sheet)
    {
        var head = sheet.Top.Where(line => line.Length > 0).ToDictionary(line => line[..line.IndexOf(':')], line => line[(line.IndexOf(':') + 1)..].Trim());
        IReadOnlyList<Exchange> Under(string heading) => Exchange.Read($"{key} {heading}", sheet.Parts.Single(part => part.Heading == heading).Lines);
        return new Topic(
            key, head["name"], head["crew"], head["titles"].Split(" | "), head["intros"].Split(" | "),
            [.. sheet.Parts.Where(part => part.Heading is not ("talk" or "mail" or "meeting")).Select(part => ReadSubject(key, part.Heading, part.Lines))],
            Under("talk"), Under("mail"), Under("meeting"));
    }

    private static Subject ReadSubject(string key, string name, IReadOnlyList<string> lines) => new(
        name,
        [.. lines.Where(line => line.StartsWith("? ", StringComparison.Ordinal)).Select(line => line[2..])],
        Exchange.Read($"{key} {name}", lines.Where(line => !line.StartsWith("? ", StringComparison.Ordinal))));
}
