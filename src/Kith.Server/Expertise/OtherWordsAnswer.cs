using System.Data.Common;
using Kith.Conversations;
using Kith.Expertise;
using Kith.Server.Shared;

namespace Kith.Server.Expertise;

/// <summary>What else to look for; see docs/json.md.</summary>
/// <param name="DidYouMean">The question spelt so that it finds more; null if nothing near does.</param>
/// <param name="Loosely">The question without its quotation marks, where nobody said it word for word; else null.</param>
/// <param name="Unsaid">Words of the question that none of those named wrote.</param>
/// <param name="Related">Words that are said where it is talked about, with messages that show it.</param>
/// <param name="Otherwise">Who is found with other words, where hardly anybody uses those of the question; null where enough do, or nobody is.</param>
public sealed record OtherWordsAnswer(string? DidYouMean, string? Loosely, IReadOnlyList<UnsaidAnswer> Unsaid, IReadOnlyList<TopicAnswer> Related, OtherwiseAnswer? Otherwise)
{
    /// <summary>Nothing else.</summary>
    public static OtherWordsAnswer None { get; } = new(null, null, [], [], null);

    private const int MostKin = 2, MostInstead = 3;

    /// <summary>What goes with an answer.</summary>
    /// <param name="present">What is known.</param>
    /// <param name="connection">Open.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="typed">The question as typed.</param>
    /// <param name="query">The same as it was asked.</param>
    /// <param name="answer">What was found.</param>
    /// <param name="most">At most how many related words.</param>
    /// <param name="exchanges">How many exchanges another question would find.</param>
    /// <param name="otherwise">Who is found with such words instead.</param>
    internal static OtherWordsAnswer Of(
        Present present, DbConnection connection, Reader reader, string typed, Query query, Answer answer, int most, Func<string, int> exchanges, Func<IReadOnlyList<string>, OtherwiseAnswer?> otherwise)
    {
        var mended = Respelling.Of(present.Expertise, typed, query.Visible);
        var loose = query.Phrases.Count > 0 && answer.Exchanges == 0 ? TypedQuery.Loose(typed) : null;
        var names = TopicAnswer.Names(present);
        var related = TopicAnswer.Told(present, connection, reader, [.. answer.Related.Where(topic => !names.Contains(topic.Name)).Take(most)], query.Visible);
        var kin = Kin.Of(present.Expertise, query.Text, query.Visible, MostKin).Where(word => !names.Contains(word));
        return new(mended is not null && exchanges(mended) > answer.Exchanges ? mended : null,
            loose is not null && exchanges(loose) > 0 ? loose : null,
            [.. answer.Unsaid.Select(word => new UnsaidAnswer(word.Word, word.ByOthers, [.. Kin.Of(present.Expertise, word.Word, query.Visible, MostKin).Where(each => !names.Contains(each))]))],
            related, otherwise([.. kin.Concat(related.Select(word => word.Topic)).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostInstead)]));
    }
}

/// <summary>A word of the question that none of those named wrote; see docs/json.md.</summary>
/// <param name="Word">As asked for.</param>
/// <param name="ByOthers">Whether others did, where the reader may see.</param>
/// <param name="Instead">Words of the same stem that are said.</param>
public sealed record UnsaidAnswer(string Word, bool ByOthers, IReadOnlyList<string> Instead)
{
    /// <summary>What to say of such words: of those that nobody wrote, and of those that only others did.</summary>
    /// <param name="words">Which.</param>
    /// <param name="people">How many people were found.</param>
    public static IReadOnlyList<string> Told(IReadOnlyList<UnsaidAnswer> words, int people) =>
    [
        .. Quoted(words.Where(word => !word.ByOthers)).Select(quoted => $"Nobody wrote {quoted} where you may read: {(people == 1 ? "this person is" : "these people are")} found by the rest of the question."),
        .. Quoted(words.Where(word => word.ByOthers)).Select(quoted => $"{(people == 1 ? "This person never" : "None of these people")} wrote {quoted}: they spoke beside others who did, or are found by the rest of the question."),
    ];

    // One text, or none.
    private static IEnumerable<string> Quoted(IEnumerable<UnsaidAnswer> words)
    {
        List<string> quoted = [.. words.Select(word => $"“{word.Word}”")];
        return quoted.Count == 0 ? [] : [quoted.Count == 1 ? quoted[0] : $"{string.Join(", ", quoted.SkipLast(1))} or {quoted[^1]}"];
    }
}

/// <summary>People found with other words than those of the question; see docs/json.md.</summary>
/// <param name="Words">With which: of the same stem, or said where it is talked about.</param>
/// <param name="People">Those who talked about these and were not found already, best first.</param>
public sealed record OtherwiseAnswer(IReadOnlyList<string> Words, IReadOnlyList<WhoKnowsAnswer> People);
