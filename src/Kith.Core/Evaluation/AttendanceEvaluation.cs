using System.Net;
using System.Text.RegularExpressions;
using Kith.Conversations;
using Kith.Importing;
using Kith.People;

namespace Kith.Evaluation;

/// <summary>
/// Measures who was there: the importer's attendance, from the log alone, against the list of those present in the minutes
/// that people made of it. Each folder is a meeting: a log, and minutes in HTML.
/// </summary>
public static partial class AttendanceEvaluation
{
    private static readonly string[] MinuteFiles = ["index.html", "minutes.html"];

    private static readonly (string Name, Func<Meeting, IEnumerable<string>> Told)[] Methods =
    [
        ("kith", meeting => meeting.Attended),
        ("whoever has words in it", meeting => meeting.Spoke),
    ];

    private const string Shape = "Right would be a folder for each meeting with a log and the minutes as index.html, in which those present are listed.";

    private sealed record Meeting(string Name, IReadOnlyList<string> Present, IReadOnlyList<string> Attended, IReadOnlyList<string> Spoke);

    /// <summary>The table.</summary>
    /// <param name="folder">A folder of meetings; in it people.json may say who goes by which names.</param>
    /// <param name="sheet">Takes down every answer.</param>
    /// <exception cref="InvalidInputException">There is no such folder, or there are no meetings with minutes in it.</exception>
    public static Evaluation Run(string folder, AnswerSheet? sheet = null)
    {
        DataPath.MustBeFolder(folder, Shape);
        var meetings = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Select(Read).OfType<Meeting>().ToList();
        if (meetings.Count == 0)
        {
            throw new InvalidInputException($"{folder} holds no meetings with minutes.", folder, Shape);
        }
        var list = Path.Combine(folder, "people.json");
        var called = new Called(File.Exists(list) ? NameList.Read(list) : new([]), meetings.SelectMany(meeting => meeting.Present.Concat(meeting.Attended).Concat(meeting.Spoke)));
        return new("attendance", Path.GetFullPath(folder), [$"{meetings.Count} meetings"], [.. Methods.Select(method => Score(method, meetings, called, sheet))]);
    }

    private static MethodScore Score((string Name, Func<Meeting, IEnumerable<string>> Told) method, List<Meeting> meetings, Called called, AnswerSheet? sheet)
    {
        var hits = new List<Hits>();
        foreach (var meeting in meetings)
        {
            var (told, present) = (method.Told(meeting).Select(called.Who).ToHashSet(StringComparer.Ordinal), meeting.Present.Select(called.Who).ToHashSet(StringComparer.Ordinal));
            hits.Add(new(told.Count(present.Contains), told.Count, present.Count));
            foreach (var person in told.Union(present).Order(StringComparer.Ordinal))
            {
                sheet?.Add("attendance", "present", method.Name, meeting.Name, person, told.Contains(person) ? 1 : 0, present.Contains(person) ? 1 : 0);
            }
        }
        var all = hits.Aggregate((one, two) => one + two);
        var (low, high) = Bootstrap.OfF1(hits);
        return new(method.Name, F1: all.F1, Precision: all.Precision, Recall: all.Recall, Low: low, High: high, Drawn: hits.Count);
    }

    private static Meeting? Read(string folder)
    {
        var minutes = MinuteFiles.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        var log = Directory.GetFiles(folder, "*.log").Order(StringComparer.Ordinal).FirstOrDefault();
        if (minutes is null || log is null || PresentList().Match(File.ReadAllText(minutes)) is not { Success: true } listed)
        {
            return null;
        }
        // Minutes that list nobody don't say that nobody was there.
        var present = Names(listed.Groups[1].Value).ToList();
        if (present.Count == 0)
        {
            return null;
        }
        using var archive = Archive.Open(log);
        var entries = Formats.For(archive).Read(archive, new ImportOptions()).ToList();
        var names = entries.OfType<PersonEntry>().Where(person => person.Name is not null).GroupBy(person => person.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last().Name!, StringComparer.Ordinal);
        var bots = entries.OfType<PersonEntry>().Where(person => person.IsBot).Select(person => person.Key).ToHashSet(StringComparer.Ordinal);
        var meeting = entries.OfType<ConversationEntry>().Where(conversation => conversation.Kind == ConversationKind.Meeting).Select(conversation => conversation.Key).ToHashSet(StringComparer.Ordinal);
        return new(Path.GetFileName(folder), present,
            [.. entries.OfType<AttendanceEntry>().Where(entry => meeting.Contains(entry.Conversation)).Select(entry => names.GetValueOrDefault(entry.Person, entry.Person)).Distinct()],
            [.. entries.OfType<MessageEntry>().Where(entry => !bots.Contains(entry.Author)).Select(entry => names.GetValueOrDefault(entry.Author, entry.Author)).Distinct()]);
    }

    // Each name is a link, or stands between commas.
    private static IEnumerable<string> Names(string list) => BetweenNames().Split(list).Select(name => WebUtility.HtmlDecode(Tag().Replace(name, "")).Trim()).Where(name => name.Length > 0);

    [GeneratedRegex(@"<dt>\s*Present\s*</dt>\s*<dd>(.*?)</dd>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex PresentList();

    [GeneratedRegex(@",(?![^<]*>)(?![^<]*</a>)")]
    private static partial Regex BetweenNames();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    /// <summary>Who is meant by a name: by the list; else by what Kith would suggest of itself, the surest suggestions taken.</summary>
    private sealed class Called
    {
        private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

        public Called(NameList list, IEnumerable<string> written)
        {
            foreach (var (name, handles) in list.People)
            {
                foreach (var word in handles.Prepend(name))
                {
                    known.TryAdd(Plain(word), name);
                    known.TryAdd(Plain(Bare(word)), name);
                }
            }
            known.Remove("");
            var unknown = written.Where(word => !known.ContainsKey(Plain(word)) && !known.ContainsKey(Plain(Bare(word)))).Distinct(StringComparer.Ordinal).ToList();
            var all = list.People.Select(person => person.Name).Concat(unknown).ToList();
            var everyone = Everyone.From([.. all.Select((name, at) => new Identity(new(at + 1), "", name, Bare(name), null, false))], []);
            foreach (var same in Duplicates.Suggest(everyone, []).Where(same => same.One.Id.Value <= list.People.Count && same.Other.Id.Value > list.People.Count))
            {
                known.TryAdd(Plain(all[(int)same.Other.Id.Value - 1]), all[(int)same.One.Id.Value - 1]);
            }
        }

        public string Who(string name) => known.GetValueOrDefault(Plain(name)) ?? known.GetValueOrDefault(Plain(Bare(name))) ?? (Plain(Bare(name)) is { Length: > 0 } bare ? bare : name);

        // Without what stands in brackets and what is added to a nick that is taken.
        private static string Bare(string name) => NameForms.Bare(string.Join(' ', NameForms.Words(name)));

        private static string Plain(string name) => string.Concat(NameForms.Words(name.Replace('(', ' ').Replace('[', ' ')));
    }
}
