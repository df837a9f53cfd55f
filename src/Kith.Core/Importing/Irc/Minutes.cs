using System.Text.RegularExpressions;

namespace Kith.Importing.Irc;

/// <summary>What people type in a channel so that minutes can be made of it: attendance, scribes, the queue. After the habits of W3C groups.</summary>
internal static partial class Minutes
{
    // Before "Name:" as a scribe writes it; these are headings instead.
    private static readonly HashSet<string> Headings = new(StringComparer.OrdinalIgnoreCase)
    {
        "topic", "subtopic", "agenda", "chair", "chairs", "scribe", "scribes", "scribenick", "meeting", "date", "present", "regrets", "action", "resolved",
        "resolution", "proposal", "proposed", "approved", "note", "question", "answer", "issue", "issues", "link", "url", "info", "idea", "http", "https", "ps", "fyi",
        "ip", "minutes", "summary", "previous", "guest", "guests", "slides", "example", "update", "options",
    };

    /// <summary>What a line does for the attendance: whom it adds or takes away; empty for the one who typed it.</summary>
    public enum Mark
    {
        None,
        Present,
        Absent,
        Regrets,
        Scribe,
        ScribeNoMore,
        Queue,
    }

    /// <summary>Reads a line as bookkeeping: what it marks, and the names it gives.</summary>
    public static (Mark Mark, string Names) Read(string text)
    {
        var match = text.Length < 20_000 ? Line().Match(text) : Match.Empty;
        if (!match.Success)
        {
            return (Mark.None, "");
        }
        var names = match.Groups["names"].Value.Trim().TrimEnd('.');
        return (match.Groups["word"].Value.ToLowerInvariant(), match.Groups["sign"].Value.Trim()) switch
        {
            ("present", "+" or ":") => (Mark.Present, names),
            ("present", "-") => (Mark.Absent, names),
            ("regrets", "+" or ":") => (Mark.Regrets, names),
            ("scribe" or "scribenick", "-") => (Mark.ScribeNoMore, names),
            ("scribe" or "scribenick", "+") => (Mark.Scribe, names),
            // "scribe: will be late" is a sentence, "scribe: ann" is not.
            ("scribe" or "scribenick", _) when OneName().IsMatch(names) => (Mark.Scribe, names),
            ("q", _) when names.Length == 0 => (Mark.Queue, ""),
            _ => (Mark.None, ""),
        };
    }

    /// <summary>Whether a line is a heading that only minutes have.</summary>
    public static bool IsHeading(string text) => Heading().IsMatch(text);

    /// <summary>The names in a list, at most 500.</summary>
    public static IEnumerable<string> Names(string list) => list.Split(',', 501).Take(500)
        .Select(name => name.Trim().TrimStart('@').Trim()).Where(name => name.Length is > 1 and < 60 && name.Any(char.IsLetter) && !name.AsSpan().ContainsAny("<>[]{}:;\"|"));

    /// <summary>Whose words these are and the words, of a scribe's "Name: words"; null if it is not one.</summary>
    public static (string Who, string Words)? Scribed(string text)
    {
        var match = Voice().Match(text);
        return match.Success && Plain(match.Groups[1].Value).Length > 0 && !Headings.Contains(match.Groups[1].Value) && !People.BotName.Is(match.Groups[1].Value)
            ? (match.Groups[1].Value, match.Groups[2].Value) : null;
    }

    /// <summary>The words, if a scribe goes on with the same speaker: "... words".</summary>
    public static string? Continued(string text) =>
        text.StartsWith("...", StringComparison.Ordinal) || text.StartsWith('…') ? text.TrimStart('.', '…', ' ', ':') is { Length: > 0 } words ? words : null : null;

    /// <summary>A name without what differs between its spellings: <c>Ann_Li</c>, <c>annli</c> and <c>AnnLi_</c> are the same.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    /// <summary>The words of a name, plain: <c>Ann_Li</c> and <c>AnnLi</c> have two.</summary>
    public static IEnumerable<string> Words(string name) => NameWord().Matches(name).Select(word => word.Value.ToLowerInvariant());

    /// <summary>Whether a line is for a program, not for people.</summary>
    public static bool IsCommand(string text) => text.IndexOfAny([':', ',', ' ']) is > 0 and var end && text[end] != ' ' && People.BotName.Is(text[..end]);

    /// <summary>Whether somebody called <paramref name="nick"/> may well have given <paramref name="name"/> as the own name.</summary>
    public static bool IsOwnName(string nick, string name)
    {
        var (short_, long_) = (Plain(nick), Plain(name));
        return name.Split(' ', '_', '-').Select(Plain).Any(word => word == short_ || word.Length > 3 && short_.Contains(word, StringComparison.Ordinal))
            || short_.Length > 2 && long_.Length > 2 && (long_.Contains(short_, StringComparison.Ordinal) || short_.Contains(long_, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^(?:(?<word>present|regrets|scribe|scribenick)(?<sign>[ ]?[+:-]|[ ](?=\S+$))|(?<word>q)(?<sign>[+?-]))(?!\S*:)[ \t]*(?<names>[^<\[]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Line();

    [GeneratedRegex(@"^(?:topic|subtopic|agenda|chairs?|meeting|resolution|resolved|action(?: item)?):[ \t]+\S", RegexOptions.IgnoreCase)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^[^\s,:]{2,60}:?$")]
    private static partial Regex OneName();

    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})")]
    private static partial Regex NameWord();

    [GeneratedRegex(@"^([^\s:<>]{2,60}):[ \t]+(\S.*)$")]
    private static partial Regex Voice();
}
