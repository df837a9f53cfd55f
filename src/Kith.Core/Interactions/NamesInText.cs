using Kith.Interactions.Answering;

namespace Kith.Interactions;

/// <summary>
/// Finds the people a text names: "ann: …", "ann, bob: …", "hi ann", "@Ann B", "Ann_B", "ann" for <c>ann_</c> or
/// <c>ann|away</c>, in any case. A nick that is an ordinary word ("the", "well") counts only when marked as a name
/// ("@well", "well:"). Names can be left behind: each was last borne at some turn, and a search says how far back to go.
/// </summary>
public sealed class NamesInText
{
    private const int LongestFullName = 4; // words
    private const int ShortestPlain = 3;   // shorter nicks are too often words or typing errors
    private const string Before = "@(<\"'", After = ",:;.!?)>\"'", Decoration = "|_-^`[]{}\\~.*+'\" ", Digits = "0123456789";

    private readonly Dictionary<string, Bearer> exact = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Bearer> bare = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Bearer>.AlternateLookup<ReadOnlySpan<char>> exactly, barely;

    /// <summary>Knows nobody yet.</summary>
    public NamesInText()
    {
        exactly = exact.GetAlternateLookup<ReadOnlySpan<char>>();
        barely = bare.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private readonly record struct Bearer(long Person, int Turn);

    /// <summary>What a text names.</summary>
    /// <param name="Addressed">How many of the people found are addressed at its start; they come first.</param>
    /// <param name="All">How many people were found.</param>
    /// <param name="Rest">Where in the text the words after the address begin.</param>
    public readonly record struct Found(int Addressed, int All, int Rest);

    /// <summary>Somebody bears a name at a turn; turns never go back.</summary>
    public void Learn(string name, long person, int turn)
    {
        exact[name] = new(person, turn);
        if (name.Contains(' '))
        {
            exact[name.Replace(' ', '_')] = new(person, turn);
        }
        var core = Core(name);
        if (core.Length >= ShortestPlain && core.Length < name.Length)
        {
            barely[core] = new(person, turn);
        }
    }

    /// <summary>Writes the people named into <paramref name="people"/>, as many as fit; who last bore a name before <paramref name="oldest"/> is forgotten.</summary>
    public Found Find(ReadOnlySpan<char> text, int oldest, Span<long> people)
    {
        int addressed = 0, all = 0, rest = 0;
        var opening = true;
        for (var at = 0; all < people.Length && NextWord(text, ref at, out var word);)
        {
            if (Named(text, word, ref at, oldest) is not { } person)
            {
                opening &= IsGreeting(text[word]);
                continue;
            }
            if (!people[..all].Contains(person))
            {
                people[all++] = person;
            }
            if (opening)
            {
                (addressed, rest) = (all, at);
            }
        }
        return new(addressed, all, rest);
    }

    // "ann" of "|ann|", "ann_" and "ann|away"; the first name of a full one.
    private static ReadOnlySpan<char> Core(ReadOnlySpan<char> name)
    {
        name = name.Trim(Decoration).TrimEnd(Digits).TrimEnd(Decoration);
        var cut = name.IndexOfAny("| [");
        return cut >= ShortestPlain ? name[..cut] : name;
    }

    private static bool IsGreeting(ReadOnlySpan<char> word) =>
        word.Length <= 6 && (SpeechWords.Does(word.TrimEnd(After)) & Meaning.Greeting) != Meaning.None;

    // Words end at spaces, and before an "@": some chats glue names to what comes before them.
    private static bool NextWord(ReadOnlySpan<char> text, ref int at, out Range word)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && (at == start || text[at] != '@'))
        {
            at++;
        }
        word = start..at;
        return at > start;
    }

    private long? Named(ReadOnlySpan<char> text, Range range, ref int at, int oldest)
    {
        var word = text[range];
        if (word[0] == '@' && FullName(text, range.Start.Value + 1, ref at, oldest) is { } person)
        {
            return person;
        }
        var name = word.TrimStart(Before).TrimEnd(After);
        var marked = word[^1] == ':' || word[0] == '@';
        if (name.Length == 0 || (!marked && (name.Length < ShortestPlain || SpeechWords.IsOrdinary(name))))
        {
            return null;
        }
        return Bears(name, oldest) ?? (name.Length < word.Length ? Bears(word.TrimEnd(",:"), oldest) : null);
    }

    // The longest known name of several words from here on.
    private long? FullName(ReadOnlySpan<char> text, int start, ref int at, int oldest)
    {
        Span<int> ends = stackalloc int[LongestFullName];
        var words = 0;
        for (var next = start; words < LongestFullName && NextWord(text, ref next, out var word);)
        {
            ends[words++] = word.End.Value;
        }
        for (; words > 1; words--)
        {
            if (Bears(text[start..ends[words - 1]].TrimEnd(After), oldest) is { } person)
            {
                at = ends[words - 1];
                return person;
            }
        }
        return null;
    }

    private long? Bears(ReadOnlySpan<char> name, int oldest) =>
        exactly.TryGetValue(name, out var bearer) && bearer.Turn >= oldest ? bearer.Person
        : barely.TryGetValue(name, out bearer) && bearer.Turn >= oldest ? bearer.Person
        : null;
}
