using Kith.Conversations;
using Kith.Kernels.Text;
using Kith.People;

namespace Kith.Expertise;

/// <summary>What somebody wants to know, and of whom the answer may speak.</summary>
/// <param name="Text">The words, of any length.</param>
/// <param name="Now">UTC milliseconds as of which the answer is given: the time, or that of the newest message of an archive that ended.</param>
public sealed record Query(string Text, long Now)
{
    /// <summary>Whether a word tells what is asked about; "the" does not.</summary>
    public static bool IsTelling(string word) => !StopWords.Contains(word.ToLowerInvariant());

    /// <summary>A title; its words count three times.</summary>
    public string Title { get; init; } = "";

    /// <summary>What must have been said word for word: other exchanges do not count. The words stand in the text too.</summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>Beginnings of words, in lower case; all words that begin so count as one.</summary>
    public IReadOnlyList<string> Beginnings { get; init; } = [];

    /// <summary>A question as somebody typed it, with its signs.</summary>
    public static Query Typed(string typed, long now)
    {
        var read = TypedQuery.Of(typed);
        return new(read.Text, now) { Phrases = read.Phrases, Beginnings = read.Beginnings };
    }

    /// <summary>The channel in which it is asked, if any; else the channels where it was talked about stand for it.</summary>
    public string? Channel { get; init; }

    /// <summary>At most how many people.</summary>
    public int Top { get; init; } = 10;

    /// <summary>At most how many messages to show for each.</summary>
    public int Evidence { get; init; } = 3;

    /// <summary>Which conversations the reader may see; nothing else counts or is shown. All, if not given.</summary>
    public Predicate<ConversationId>? Visible { get; init; }

    /// <summary>People to leave out, such as the one who asks.</summary>
    public IReadOnlyCollection<PersonId> Except { get; init; } = [];

    /// <summary>Topics that people do not want to be asked about: somebody is left out if the query holds all words of one of theirs.</summary>
    public IReadOnlyCollection<(PersonId Person, string Topic)> Declined { get; init; } = [];
}

/// <summary>Somebody who talked about it.</summary>
/// <param name="Person">Who.</param>
/// <param name="Score">Share of all that counts, 0 to 1; the shares of everybody add up to 1.</param>
/// <param name="Evidence">The messages that carried the score, most first.</param>
public sealed record Knows(PersonId Person, double Score, IReadOnlyList<Evidence> Evidence);

/// <summary>Who knows, and what else is said where it is talked about.</summary>
/// <param name="People">Best first.</param>
/// <param name="Related">Words that are said where it is talked about and seldom elsewhere, most telling first.</param>
/// <param name="Exchanges">How many exchanges hold a word of the question, and all that was required.</param>
public sealed record Answer(IReadOnlyList<Knows> People, IReadOnlyList<Topic> Related, int Exchanges)
{
    /// <summary>Words of the question that none of these people wrote, in the order in which they were asked for.</summary>
    public IReadOnlyList<Unsaid> Unsaid { get; init; } = [];

    /// <summary>Nothing found.</summary>
    public static Answer None { get; } = new([], [], 0);
}

/// <summary>A message behind a statement.</summary>
/// <param name="Conversation">Where.</param>
/// <param name="Seq">Its number there.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Weight">How much it carried, in the unit of the statement's score.</param>
public readonly record struct Evidence(ConversationId Conversation, long Seq, long At, double Weight)
{
    /// <summary>The word by which it was found, where it holds none of the question: one of the same stem, in it.</summary>
    public string? Stem { get; init; }

    /// <summary>The word of the question that stands near it, in the title or in what others said, where it holds none and none of the same stem.</summary>
    public string? Near { get; init; }
}
