using Kith.Conversations;
using Kith.People;

namespace Kith.Recaps;

/// <summary>The write-up of a gathering.</summary>
/// <param name="Gathering">Of which.</param>
/// <param name="Draft">Markdown, as saved last; what readers see once it is published is the first message of <paramref name="Comments"/>.</param>
/// <param name="EditedBy">Who saved it last.</param>
/// <param name="Version">Grows with every save (UTC milliseconds of it): whoever saves says which one they had before them.</param>
/// <param name="Comments">The conversation it was published in; null before.</param>
/// <param name="PublishedAt">UTC milliseconds; null before.</param>
public sealed record Recap(ConversationId Gathering, string Draft, IdentityId EditedBy, long Version, ConversationId? Comments, long? PublishedAt);

/// <summary>What came of saving a draft.</summary>
/// <param name="Version">Of what is there now.</param>
/// <param name="Other">Null if it was saved; what somebody else saved meanwhile if it was not.</param>
public sealed record Saved(long Version, Recap? Other);
