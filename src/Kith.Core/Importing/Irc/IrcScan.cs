using Kith.Importing.Text;
using NodaTime;

namespace Kith.Importing.Irc;

/// <summary>A first look at one file: whether it is the log of one meeting, and whose names can be in it.</summary>
internal sealed class IrcScan
{
    // A meeting shows itself in the first quarter of a megabyte; only then is the whole file looked at.
    private const int HeadLength = 1 << 18;

    private readonly Dictionary<string, string> keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> voices = new(StringComparer.Ordinal);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> marks = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, string>? parts;
    private LocalDateTime? first, last;

    /// <summary>Whether two people put their names down, or somebody puts down several, or two sorts of headings of minutes were used, all within a day.</summary>
    public bool IsMeeting => marks.Count >= 2 && first is { } from && last is { } to && to < from.PlusDays(1);

    /// <summary>Title given with <c>Meeting: …</c>, or null.</summary>
    public string? Title { get; private set; }

    /// <summary>Key of the person that a scribe calls by this name; null if nobody is known to be called so.</summary>
    public string? Voice(string name)
    {
        var plain = Minutes.Plain(name);
        return keys.GetValueOrDefault(plain) ?? ByFirstName(plain) ?? ByPart(plain) ?? (voices.GetValueOrDefault(plain) > 1 ? name.ToLowerInvariant() : null);
    }

    /// <summary>Whether somebody wrote under this key, or was put down by it.</summary>
    public bool IsKnown(string key) => known.Contains(key);

    // Scribes write "Ann:" for Ann_Lee, if there is but one Ann.
    private string? ByFirstName(string plain)
    {
        if (plain.Length < 3)
        {
            return null;
        }
        var nicks = keys.Where(pair => pair.Key.StartsWith(plain, StringComparison.Ordinal)).Select(pair => pair.Value).Take(2).ToList();
        return nicks is [var only] ? only : null;
    }

    // Or "Lee:", or "AL:".
    private string? ByPart(string plain) => (parts ??= Parts()).GetValueOrDefault(plain);

    private Dictionary<string, string> Parts() => keys.Values.Distinct().Select(key => (key, words: Minutes.Words(Written(key)).ToList())).Where(nick => nick.words.Count > 1)
        .SelectMany(nick => nick.words.Append(string.Concat(nick.words.Select(word => word[0]))).Distinct(), (nick, part) => (nick.key, part))
        .GroupBy(each => each.part, each => each.key, StringComparer.Ordinal).Where(same => same.Count() == 1).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    /// <summary>Key of the person of this name.</summary>
    public string Key(string name) => keys.GetValueOrDefault(Minutes.Plain(name)) ?? name.ToLowerInvariant();

    /// <summary>The name of the person of this key as it is written first.</summary>
    public string Written(string key) => written.GetValueOrDefault(key, key);

    /// <summary>Looks at a file.</summary>
    public static IrcScan Of(ArchiveFile file, LocalDate? day)
    {
        var scan = new IrcScan();
        var clock = new IrcClock(day, DateTimeZone.Utc);
        using var lines = new TextLines(file);
        for (long read = 0; (read < HeadLength || scan.marks.Count >= 2) && lines.Read(); read += lines.Text.Length + 1)
        {
            scan.Take(IrcLine.Parse(lines.Text), clock);
        }
        return scan;
    }

    private void Take(IrcLine line, IrcClock clock)
    {
        if (line.Kind == IrcLineKind.Day)
        {
            clock.Turn(line.Date!.Value);
        }
        if (line.Kind is not (IrcLineKind.Said or IrcLineKind.Action))
        {
            return;
        }
        clock.At(line);
        (first, last) = (first ?? clock.Written, clock.Written);
        keys.TryAdd(Minutes.Plain(line.Nick), line.Nick.ToLowerInvariant());
        written.TryAdd(line.Nick.ToLowerInvariant(), line.Nick);
        known.Add(line.Nick.ToLowerInvariant());
        var (mark, names) = Minutes.Read(line.Text);
        if (mark is Minutes.Mark.Scribe or Minutes.Mark.Regrets || Minutes.IsHeading(line.Text))
        {
            marks.Add(mark == Minutes.Mark.None ? line.Text[..line.Text.IndexOf(':')] : mark.ToString());
        }
        if (mark == Minutes.Mark.Present)
        {
            marks.Add($"present {line.Nick}");
            var given = Minutes.Names(names).ToList();
            // Where one keeps the books for all, nobody else need put anything down; "present: apples, pears" is a sentence.
            if (given.Count > 1 && line.Text.Contains('+', StringComparison.Ordinal))
            {
                marks.Add("present others");
            }
            foreach (var name in given)
            {
                voices[Minutes.Plain(name)] = 2;
                known.Add(Key(name));
                written.TryAdd(name.ToLowerInvariant(), name);
            }
        }
        else if (Minutes.Scribed(line.Text) is { } scribed)
        {
            written.TryAdd(scribed.Who.ToLowerInvariant(), scribed.Who);
            voices[Minutes.Plain(scribed.Who)] = voices.GetValueOrDefault(Minutes.Plain(scribed.Who)) + 1;
        }
        else if (line.Text.StartsWith("Meeting: ", StringComparison.OrdinalIgnoreCase))
        {
            Title ??= line.Text[9..].Trim();
        }
    }
}
