using Kith.Accounts;
using Kith.Conversations;
using Kith.People;

namespace Kith.Gatherings;

/// <summary>What each gathering of a series is to be, and when they are.</summary>
/// <param name="Kind">Chat or meeting.</param>
/// <param name="Visibility">Public or community.</param>
/// <param name="Title">In a line.</param>
/// <param name="Framing">What they are about, in Markdown.</param>
/// <param name="Rule">RRULE of RFC 5545.</param>
/// <param name="Zone">IANA time zone.</param>
/// <param name="Starts">Local date and time of the first: <c>2026-12-01T16:00</c>.</param>
/// <param name="Minutes">How long each is to last.</param>
/// <param name="Guests">Whether people without an account may join by giving a name.</param>
/// <param name="Questions">With which each begins, one a line; see <see cref="QuestionLines"/>.</param>
public sealed record SeriesPlan(
    ConversationKind Kind, Visibility Visibility, string Title, string Framing, string Rule, string Zone, string Starts, int Minutes, bool Guests, string Questions);

/// <summary>The rule by which a gathering recurs, and its rota of moderators.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Community">Whose it is.</param>
/// <param name="CommunityName">The name of that.</param>
/// <param name="Plan">What each is to be, and when.</param>
/// <param name="CreatedBy">Who set it up.</param>
/// <param name="Uid">By what calendars know it.</param>
/// <param name="ChangedAt">UTC milliseconds at which last something changed that stands in calendars.</param>
/// <param name="Revision">How often that happened.</param>
/// <param name="EndedAt">UTC milliseconds; null while it goes on.</param>
/// <param name="Rota">Who moderates, in turn; may be empty.</param>
public sealed record Series(
    SeriesId Id, CommunityId Community, string CommunityName, SeriesPlan Plan, IdentityId CreatedBy, string Uid, long ChangedAt, int Revision, long? EndedAt,
    IReadOnlyList<IdentityId> Rota)
{
    /// <summary>When its gatherings are.</summary>
    public Recurrence Recurrence => Recurrence.Parse(Plan.Rule, Plan.Starts, Plan.Zone);
}
