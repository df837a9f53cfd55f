namespace Kith.Importing.Irc;

/// <summary>One meeting in a log: who was there, and whose words the scribe wrote down.</summary>
/// <param name="key">Key of the conversation.</param>
/// <param name="scan">Who is known by what name in the file.</param>
internal sealed class IrcMeeting(string key, IrcScan scan)
{
    private readonly List<string> present = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> absent = new(StringComparer.Ordinal);
    private readonly HashSet<string> scribes = new(StringComparer.Ordinal);
    private string? voice;

    /// <summary>Key of the conversation.</summary>
    public string Key { get; } = key;

    /// <summary>
    /// Takes note of a line: its author, the words, and a fuller name of the author if it gives one. Null words: it only kept the books.
    /// </summary>
    public (string Author, string? Words, string? FullName) Take(IrcLine line)
    {
        var author = line.Nick.ToLowerInvariant();
        var (mark, names) = line.Kind == IrcLineKind.Said ? Minutes.Read(line.Text) : default;
        if (mark != Minutes.Mark.None)
        {
            return (author, null, Keep(mark, names, author));
        }
        var (speaker, words) = line.Kind == IrcLineKind.Said ? Heard(line.Text, author) : (author, line.Text);
        // Whom a scribe alone names may be a heading ("Goal:"), or somebody who is not there.
        if (speaker == author ? !Minutes.IsCommand(line.Text) : scan.IsKnown(speaker))
        {
            Add(speaker);
        }
        if (speaker != author)
        {
            Add(author);
        }
        return (speaker, words, null);
    }

    /// <summary>Keys of those who were there, in order of appearance.</summary>
    public IEnumerable<string> Present => present.Where(person => !absent.Contains(person) && !People.BotName.Is(person) && Minutes.Plain(person).Length > 0);

    private (string Author, string Words) Heard(string text, string author)
    {
        var isScribe = scribes.Contains(author);
        if (Minutes.Scribed(text) is { } scribed && scan.Voice(scribed.Who) is { } who && (isScribe || who == author))
        {
            voice = who;
            return (who, scribed.Words);
        }
        return isScribe && Minutes.Continued(text) is { } words ? (voice ?? author, words) : (author, text);
    }

    private string? Keep(Minutes.Mark mark, string names, string author)
    {
        var given = Minutes.Names(names).ToList();
        var own = given is [var one] && (mark is Minutes.Mark.Present or Minutes.Mark.Regrets) && Minutes.IsOwnName(author, one) && scan.Key(one) == one.ToLowerInvariant();
        var who = own || names.Length == 0 ? [author] : given.ConvertAll(scan.Key);
        switch (mark)
        {
            case Minutes.Mark.Present: who.ForEach(Add); break;
            case Minutes.Mark.Absent: absent.UnionWith(who); break;
            case Minutes.Mark.Regrets: absent.UnionWith(who); break;
            case Minutes.Mark.Scribe: scribes.UnionWith(who); break;
            case Minutes.Mark.ScribeNoMore: scribes.ExceptWith(who); break;
            case Minutes.Mark.Queue: Add(author); break;
        }
        return own && given[0].Length > author.Length ? given[0].Replace('_', ' ') : null;
    }

    private void Add(string person)
    {
        absent.Remove(person);
        if (seen.Add(person))
        {
            present.Add(person);
        }
    }
}
