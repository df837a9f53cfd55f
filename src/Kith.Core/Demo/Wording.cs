using System.Text.RegularExpressions;

namespace Kith.Demo;

/// <summary>What was said, and who was named in it.</summary>
internal sealed record Said(string Text, IReadOnlyList<Member> Named);

/// <summary>Who plays which voice in an exchange, and what its slots hold.</summary>
internal sealed class Scene
{
    public Dictionary<string, Member> Voices { get; } = [];

    public Dictionary<string, string> Slots { get; } = [];
}

/// <summary>
/// Turns written lines into what somebody says: fills slots, chooses between wordings, keeps each person's habits, and
/// avoids sentences that were said before.
/// </summary>
internal sealed partial class Wording(Phrases phrases, Cast cast)
{
    private const int Tries = 24;

    private readonly Draw draw = new("wording");
    private readonly HashSet<string> said = [];
    private readonly Dictionary<string, HashSet<string>> worn = [];

    [GeneratedRegex(@"\[([^\]]*)\]")]
    private static partial Regex Choices();

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Slots();

    [GeneratedRegex("^> .*$", RegexOptions.Multiline)]
    private static partial Regex Quoted();

    // The beginning of every sentence, but not what follows three dots.
    [GeneratedRegex(@"(^|(?<!\.)[.!?] | / )\p{Ll}")]
    private static partial Regex Capitals();

    /// <summary>Says a line.</summary>
    /// <param name="line">As written.</param>
    /// <param name="speaker">Who says it.</param>
    /// <param name="scene">With whom; keeps what its slots were filled with.</param>
    /// <param name="week">Only people who are there can be named.</param>
    /// <param name="medium">Small letters are for typing in a hurry, not for mails and transcripts.</param>
    public Said Say(string line, Member speaker, Scene scene, int week, Medium medium)
    {
        var best = Try(line, speaker, scene, week);
        for (var tries = 1; tries < Tries && Repeats(best.Text) > 0; tries++)
        {
            var other = Try(line, speaker, scene, week);
            best = Repeats(other.Text) < Repeats(best.Text) ? other : best;
        }
        foreach (var (slot, value) in best.Slots)
        {
            scene.Slots.TryAdd(slot, value);
        }
        said.UnionWith(Sentences(best.Text));
        return new Said(medium is Medium.Chats or Medium.Talk && speaker.Traits.Contains("small") ? Small(best.Text, line) : best.Text, best.Named);
    }

    /// <summary>The sentences of a text that are long enough for a repetition to be noticed; quotations are meant to repeat.</summary>
    public static IEnumerable<string> Sentences(string text) => Quoted().Replace(text, "").Split(['.', '!', '?', '\n'])
        .Select(sentence => sentence.Trim(' ', '"', ')', '(', '*', ',').ToLowerInvariant())
        .Where(sentence => sentence.Count(letter => letter == ' ') >= 4);

    private int Repeats(string text) => Sentences(text).Count(said.Contains);

    private (string Text, Dictionary<string, string> Slots, List<Member> Named) Try(string line, Member speaker, Scene scene, int week)
    {
        var slots = new Dictionary<string, string>(scene.Slots);
        var named = new List<Member>();
        var text = Expand(line, slot => Fill(slot, speaker, scene, slots, named, week));
        return (Capitals().Replace(text.Trim(), match => match.Value.ToUpperInvariant()).Replace(" / ", "\n\n"), slots, named);
    }

    private string Expand(string line, Func<string, string> fill) =>
        Slots().Replace(Choices().Replace(line, match => draw.One(match.Groups[1].Value.Split('|'))), match => fill(match.Groups[1].Value));

    private string Fill(string slot, Member speaker, Scene scene, Dictionary<string, string> slots, List<Member> named, int week)
    {
        if (slot is "home" or "boat")
        {
            return slot is "home" ? speaker.Home : speaker.Boat;
        }
        if (slot[0] == '@')
        {
            var member = scene.Voices.GetValueOrDefault(slot[1..]) ?? Expert(slot[1..], speaker, week);
            named.Add(member);
            return "@" + member.Name;
        }
        if (scene.Voices.TryGetValue(slot, out var voice))
        {
            return voice.First;
        }
        if (!slots.TryGetValue(slot, out var value))
        {
            var values = phrases["slot " + slot.TrimEnd('2', '3')].Where(each => !slots.ContainsValue(each) && each != speaker.Home).ToList();
            slots[slot] = value = Expand(Rested(slot, values), inner => Fill(inner, speaker, scene, slots, named, week));
        }
        return value;
    }

    // A value rests until most of the others have had their turn.
    private string Rested(string slot, List<string> values)
    {
        var used = worn.TryGetValue(slot, out var known) ? known : worn[slot] = [];
        if (values.Count(used.Contains) * 3 > values.Count * 2)
        {
            used.Clear();
        }
        var value = draw.One(values.Where(each => !used.Contains(each)).ToList());
        used.Add(value);
        return value;
    }

    private Member Expert(string topic, Member speaker, int week) => cast.Members
        .Where(member => member.IsThere(week) && member.Knows.GetValueOrDefault(topic) >= 2 && cast.Closeness(speaker, member, week) > 0)
        .OrderByDescending(member => member.Knows[topic]).First();

    // Names keep their capitals.
    private static string Small(string text, string line)
    {
        var keeps = line[0] is '{' or '[' || text.StartsWith("I ", StringComparison.Ordinal) || text.StartsWith("I'", StringComparison.Ordinal) || (text.Length > 1 && char.IsUpper(text[1]));
        var result = keeps ? text : char.ToLowerInvariant(text[0]) + text[1..];
        return result.EndsWith('.') && !result.EndsWith("..", StringComparison.Ordinal) ? result[..^1] : result;
    }
}
