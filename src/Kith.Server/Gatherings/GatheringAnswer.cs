using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Server.Shared;

namespace Kith.Server.Gatherings;

/// <summary>Somebody who moderates or comes.</summary>
/// <param name="Person">The name.</param>
/// <param name="Id">The number.</param>
public sealed record NamedAnswer(string Person, long Id)
{
    /// <summary>People as answers.</summary>
    public static IReadOnlyList<NamedAnswer> Of(IEnumerable<Person> people) => [.. people.Select(person => new NamedAnswer(person.Name, person.Id.Value))];
}

/// <summary>A gathering in a list; see docs/json.md.</summary>
/// <param name="Gathering">Its title.</param>
/// <param name="Id">Its number.</param>
/// <param name="Url">Its permanent address.</param>
/// <param name="Community">Its community.</param>
/// <param name="Kind">Chat or meeting.</param>
/// <param name="Visibility">Who may read it.</param>
/// <param name="State">How far it is.</param>
/// <param name="Starts">When it starts.</param>
/// <param name="Ends">When it is to end.</param>
/// <param name="Zone">IANA time zone in which its time was set.</param>
/// <param name="Series">Number of its series, or null.</param>
/// <param name="Moderators">Who moderates.</param>
public sealed record GatheringRow(
    string Gathering, long Id, string Url, string Community, ConversationKind Kind, Visibility Visibility, GatheringState State,
    DateTimeOffset Starts, DateTimeOffset Ends, string Zone, long? Series, IReadOnlyList<NamedAnswer> Moderators)
{
    /// <summary>A gathering as a row.</summary>
    public static GatheringRow Of(Gathering gathering, Everyone everyone) => new(
        gathering.Title, gathering.Id.Value, Address.OfGathering(gathering.Id), gathering.Conversation.Community, gathering.Conversation.Kind, gathering.Conversation.Visibility,
        gathering.State, Times.Of(gathering.StartsAt), Times.Of(gathering.EndsAt), gathering.Zone, gathering.Series?.Value,
        NamedAnswer.Of(gathering.Moderators.Select(everyone.Of).OfType<Person>().Distinct()));
}

/// <summary>A question as an answer.</summary>
/// <param name="Id">Its number among all questions.</param>
/// <param name="Number">Its number in the gathering, from 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="State">How far it is.</param>
/// <param name="Text">The words, in Markdown.</param>
/// <param name="Minutes">Planned; 0: open.</param>
/// <param name="Options">Of a poll; empty otherwise.</param>
public sealed record QuestionAnswer(long Id, int Number, QuestionKind Kind, QuestionState State, string Text, int Minutes, IReadOnlyList<string> Options)
{
    /// <summary>A question as an answer.</summary>
    public static QuestionAnswer Of(Question question) =>
        new(question.Id.Value, question.Number, question.Kind, question.State, question.Text, question.Minutes, question.Options);
}

/// <summary>How many said that they will come.</summary>
/// <param name="Yes">Will.</param>
/// <param name="Maybe">May.</param>
/// <param name="No">Will not.</param>
/// <param name="Mine">What the reader said; null if nothing.</param>
public sealed record ComingAnswer(int Yes, int Maybe, int No, Coming? Mine);

/// <summary>A gathering; see docs/json.md.</summary>
/// <param name="Gathering">Title, time and place.</param>
/// <param name="Framing">What it is about, in Markdown.</param>
/// <param name="Guests">Whether people without an account may join.</param>
/// <param name="Questions">By number.</param>
/// <param name="Coming">Who said that they will come.</param>
public sealed record GatheringAnswer(GatheringRow Gathering, string Framing, bool Guests, IReadOnlyList<QuestionAnswer> Questions, ComingAnswer Coming)
{
    /// <summary>From what was read.</summary>
    public static GatheringAnswer Of(GatheringView view) => new(
        GatheringRow.Of(view.Gathering, view.Everyone), view.Gathering.Framing, view.Gathering.Guests, [.. view.Questions.Select(QuestionAnswer.Of)],
        new(view.Count(Kith.Gatherings.Coming.Yes), view.Count(Kith.Gatherings.Coming.Maybe), view.Count(Kith.Gatherings.Coming.No), view.Mine));
}

/// <summary>What is live, comes and was; see docs/json.md.</summary>
/// <param name="Live">Whose room is open.</param>
/// <param name="Upcoming">Still to be held, the next first.</param>
/// <param name="Past">The latest first.</param>
public sealed record GatheringsAnswer(IReadOnlyList<GatheringRow> Live, IReadOnlyList<GatheringRow> Upcoming, IReadOnlyList<GatheringRow> Past)
{
    /// <summary>From what was read.</summary>
    public static GatheringsAnswer Of(GatheringsView view) => new(Rows(view.Live, view), Rows(view.Upcoming, view), Rows(view.Past, view));

    private static IReadOnlyList<GatheringRow> Rows(IReadOnlyList<Gathering> gatherings, GatheringsView view) =>
        [.. gatherings.Select(each => GatheringRow.Of(each, view.Everyone))];
}
