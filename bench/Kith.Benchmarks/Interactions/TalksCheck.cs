using System.Globalization;
using System.Text.RegularExpressions;
using Kith.Evaluation;
using Kith.Interactions;

namespace Kith.Benchmarks.Interactions;

/// <summary>
/// Checks who answers whom against talks that somebody cut out of a log by hand: a second file, in which blank lines,
/// dashes and comments part the talks. Lines read <c>[2016-12-01 21:10:41] &lt;nick&gt; words</c>, with or without a number before.
/// </summary>
internal static partial class TalksCheck
{
    public static void Run(string log, string talks, TextWriter output)
    {
        var said = Read(log).Where(one => one is not null).Select(one => one!.Value).OrderBy(one => one.AtMillis).Select((one, i) => one with { Seq = i }).ToList();
        var talkOf = Talks(said, Read(talks));
        var starts = talkOf.GroupBy(pair => pair.Value, pair => pair.Key).Select(talk => talk.Min()).ToHashSet();
        output.WriteLine($"{said.Count:N0} messages, {talkOf.Count} of them in {starts.Count} talks");
        foreach (var (name, answers) in ReplyMethods.All)
        {
            var found = answers(new AnnotatedLog(log, said, []));
            Write(name, said, found, talkOf, starts, output);
        }
    }

    private static void Write(string name, List<Said> said, IReadOnlyList<Answer> found, Dictionary<int, int> talkOf, HashSet<int> starts, TextWriter output)
    {
        var people = talkOf.ToLookup(pair => pair.Value, pair => said[pair.Key].Author);
        bool Inside(int at) => found[at].Seq is { } seq && talkOf.TryGetValue((int)seq, out var talk) && talk == talkOf[at];
        var linked = talkOf.Keys.Where(at => found[at].Seq is not null).ToList();
        var addressed = talkOf.Keys.Where(at => found[at].Author is not null && found[at].Confidence >= Addressees.Confident).ToList();
        var right = talkOf.Keys.Count(at => starts.Contains(at) ? found[at].Seq is null : Inside(at));
        output.WriteLine($"{name,-26} right {right / (double)talkOf.Count:.000}, links that stay in their talk {linked.Count(Inside) / (double)linked.Count:.000} of {linked.Count}, "
            + $"people addressed who take part in it {addressed.Count(at => people[talkOf[at]].Contains(found[at].Author!.Value)) / (double)addressed.Count:.000} of {addressed.Count}");
    }

    // By place in the log; lines that can't be found in it are left out.
    private static Dictionary<int, int> Talks(List<Said> said, IEnumerable<Said?> marked)
    {
        var places = said.Select((one, at) => (one, at)).ToLookup(pair => (pair.one.AtMillis, pair.one.Name), pair => pair.at);
        var (talkOf, talk) = (new Dictionary<int, int>(), 0);
        foreach (var line in marked)
        {
            if (line is not { } one)
            {
                talk++;
                continue;
            }
            foreach (var place in places[(one.AtMillis, one.Name)].Where(place => !talkOf.ContainsKey(place)).Take(1))
            {
                talkOf[place] = talk;
            }
        }
        return talkOf;
    }

    private static IEnumerable<Said?> Read(string file)
    {
        var authors = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var text in File.ReadLines(file))
        {
            if (Line().Match(text) is not { Success: true } line)
            {
                yield return null;
                continue;
            }
            var name = line.Groups["name"].Value;
            authors.TryAdd(name, authors.Count + 1);
            var at = DateTimeOffset.ParseExact($"{line.Groups["day"]} {line.Groups["time"]}", "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            yield return new Said(0, authors[name], name, at.ToUnixTimeMilliseconds(), line.Groups["text"].Value);
        }
    }

    [GeneratedRegex(@"^\d* ?\[(?<day>\d{4}-\d\d-\d\d)[ T](?<time>\d\d:\d\d:\d\d)\] <(?<name>[^>]*)> ?(?<text>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
