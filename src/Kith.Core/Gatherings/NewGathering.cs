using Kith.Accounts;
using Kith.Conversations;
using Kith.People;

namespace Kith.Gatherings;

/// <summary>What can be said of a gathering before it is held, and changed until then.</summary>
/// <param name="Kind">Chat or meeting.</param>
/// <param name="Visibility">Who may read it.</param>
/// <param name="Title">In a line.</param>
/// <param name="Framing">What it is about, in Markdown.</param>
/// <param name="StartsAt">UTC milliseconds.</param>
/// <param name="Minutes">How long it is to last.</param>
/// <param name="Zone">IANA time zone in which its time was set.</param>
/// <param name="Guests">Whether people without an account may join by giving a name.</param>
public sealed record GatheringPlan(
    ConversationKind Kind, Visibility Visibility, string Title, string Framing, long StartsAt, int Minutes, string Zone, bool Guests = false);

/// <summary>A question to be planned.</summary>
/// <param name="Text">The words, in Markdown.</param>
/// <param name="Minutes">Planned; 0: open.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Options">Of a poll; empty otherwise.</param>
public sealed record NewQuestion(string Text, int Minutes = 0, QuestionKind Kind = QuestionKind.Question, IReadOnlyList<string>? Options = null);

/// <summary>A gathering to be scheduled.</summary>
/// <param name="Community">Whose it is.</param>
/// <param name="Plan">What it is to be.</param>
/// <param name="CreatedBy">Who sets it up.</param>
/// <param name="Moderators">Who is to moderate; without any it is only proposed.</param>
/// <param name="Questions">In the order in which they are to be asked.</param>
/// <param name="Invited">Of one that only participants may read: who else may.</param>
/// <param name="Series">The series it belongs to.</param>
/// <param name="Occurrence">The local start that the rule of the series gave.</param>
public sealed record NewGathering(
    CommunityId Community, GatheringPlan Plan, IdentityId CreatedBy, IReadOnlyList<IdentityId> Moderators, IReadOnlyList<NewQuestion> Questions,
    IReadOnlyList<IdentityId>? Invited = null, SeriesId? Series = null, string? Occurrence = null);
