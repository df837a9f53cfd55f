using System.Text.RegularExpressions;

namespace Kith.Importing.Transcripts;

/// <summary>What one speaker said until somebody else spoke, or until a pause.</summary>
/// <param name="Speaker">Who.</param>
/// <param name="At">Milliseconds from the start of the recording.</param>
/// <param name="Words">What.</param>
internal sealed partial record Turn(string Speaker, long At, string Words)
{
    // A paragraph: long enough to make sense alone, short enough to be quoted.
    private const int Long = 1200, TooLong = 5000;
    private const long Pause = 15_000;

    /// <summary>The turns of a transcript; none if it names no speakers.</summary>
    public static IReadOnlyList<Turn> From(IReadOnlyList<Cue> cues)
    {
        var names = Names(cues);
        var turns = new List<Turn>();
        (string? speaker, long until) = (null, 0);
        foreach (var cue in cues)
        {
            var (name, words) = cue.Speaker is not null ? (cue.Speaker, cue.Text) : Split(cue.Text, names);
            // Some programs write a name only where it changes.
            name ??= speaker;
            if (name is null || words.Length == 0)
            {
                continue;
            }
            if (turns.Count > 0 && turns[^1] is var last && last.Speaker == name && cue.From - until < Pause && !(last.Words.Length > (".?!".Contains(last.Words[^1]) ? Long : TooLong)))
            {
                turns[^1] = last with { Words = $"{last.Words} {words}" };
            }
            else
            {
                turns.Add(new Turn(name, cue.From, words));
            }
            (speaker, until) = (name, cue.To);
        }
        return turns;
    }

    private static (string? Name, string Words) Split(string text, HashSet<string> names)
    {
        var match = Prefix().Match(text);
        return match.Success && names.Contains(match.Groups["name"].Value) ? (match.Groups["name"].Value, match.Groups["words"].Value) : (null, text);
    }

    // "So here is the thing: …" also has a colon. A name comes again, or is written like one, or all cues have one.
    private static HashSet<string> Names(IReadOnlyList<Cue> cues)
    {
        var counts = cues.Select(cue => Prefix().Match(cue.Text)).Where(match => match.Success).GroupBy(match => match.Groups["name"].Value).ToDictionary(group => group.Key, group => group.Count());
        var everywhere = counts.Values.Sum() * 10 >= cues.Count * 7;
        return [.. counts.Where(pair => IsName(pair.Key, pair.Value, everywhere)).Select(pair => pair.Key)];
    }

    private static bool IsName(string text, int count, bool everywhere)
    {
        var words = text.Split(' ');
        return words.Length <= 8 && (count > 1 && words.Length <= 5 || everywhere && words.Length == 1 || Array.TrueForAll(words, word => !char.IsLower(word[0])));
    }

    [GeneratedRegex(@"^(?:-\s*|>>\s*)?(?<name>[\p{L}\p{N}@_(\[][^:<>?!]{0,80}?)\s*:\s+(?<words>\S.*)$")]
    private static partial Regex Prefix();
}
