using System.Buffers;
using System.Text;
using Kith.Importing.Text;

namespace Kith.Importing;

/// <summary>
/// What any archive may say, as both engines can keep it and a terminal can show it: an index of PostgreSQL takes rows of
/// at most 2704 bytes, and a control character in a name would rule the terminal of whoever lists people.
/// </summary>
internal static class Storable
{
    private const int LongestKey = 400, LongestName = 300, LongestReason = 500;

    // Control characters, and the marks that turn the direction of all that follows (Unicode Standard Annex 9).
    private static readonly SearchValues<char> Unprintable = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(i => (char)i).Where(char.IsControl), .. "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069"]);

    /// <summary>A source's own id as it is; one too long or unprintable by its beginning and a fingerprint.</summary>
    public static string Key(string key) => key.Length <= LongestKey && !key.AsSpan().ContainsAny(Unprintable) ? key : $"{Line(key, LongestName)}…{Fingerprint.Of(key)}";

    /// <summary>An entry with keys and names that can be kept and shown.</summary>
    public static Entry Of(Entry entry) => entry switch
    {
        PersonEntry person => new PersonEntry(Key(person.Key), person.Name is null ? null : Name(person.Name), person.Email is null ? null : Key(person.Email), person.IsBot),
        ConversationEntry talk => talk with
        {
            Key = Key(talk.Key), Title = Name(talk.Title), Parent = talk.Parent is null ? null : Key(talk.Parent), Members = talk.Members?.Select(Key).ToList(),
        },
        MessageEntry message => Of(message),
        RemovalEntry removal => removal with { Conversation = Key(removal.Conversation), Key = Key(removal.Key) },
        AbsenceEntry absence => absence with { Conversation = Key(absence.Conversation), Person = Key(absence.Person) },
        AttendanceEntry attendance => attendance with { Conversation = Key(attendance.Conversation), Person = Key(attendance.Person) },
        PrivacyEntry hidden => hidden with { Conversation = Key(hidden.Conversation) },
        CoverageEntry coverage => coverage with { Conversation = Key(coverage.Conversation) },
        ImportIssue issue => issue with { File = Name(issue.File), Reason = Line(issue.Reason, LongestReason), Conversation = issue.Conversation is null ? null : Key(issue.Conversation) },
        _ => entry,
    };

    private static MessageEntry Of(MessageEntry message) => message with
    {
        Conversation = Key(message.Conversation), Key = Key(message.Key), Author = Key(message.Author), ReplyTo = message.ReplyTo is null ? null : Key(message.ReplyTo),
        Addressed = message.Addressed.Count == 0 ? [] : [.. message.Addressed.Select(one => (one.Kind, Key(one.Person)))],
        Reactions = message.Reactions.Count == 0 ? [] : [.. message.Reactions.Select(one => (one.Sign, (IReadOnlyList<string>)[.. one.By.Select(Key)]))],
    };

    private static string Name(string name) => Line(name, LongestName);

    private static string Line(string text, int most)
    {
        if (text.Length <= most && !text.AsSpan().ContainsAny(Unprintable))
        {
            return text;
        }
        var end = text.Length <= most ? text.Length : char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        var line = new StringBuilder(end + 1);
        foreach (var c in text.AsSpan(0, end))
        {
            line.Append(Unprintable.Contains(c) ? ' ' : c);
        }
        return line.Append(end < text.Length ? "…" : "").ToString().Trim();
    }
}
