using Kith.People;
using Kith.Server.Network;

namespace Kith.Server.Expertise;

/// <summary>What is asked, and how narrowly.</summary>
/// <param name="Text">The words.</param>
/// <param name="Top">At most how many people.</param>
/// <param name="Near">Somebody from whom to find the way to each.</param>
/// <param name="Community">Only what was said in this community.</param>
/// <param name="Since">Only conversations in which something was said since.</param>
/// <param name="Quotes">At most how many messages for each.</param>
public sealed record WhoKnowsQuestion(string Text, int Top = 10, Person? Near = null, string? Community = null, DateTimeOffset? Since = null, int Quotes = 3);

/// <summary>Somebody who talked about it; see docs/json.md. Answering is not knowing: the messages are there to be judged.</summary>
/// <param name="Person">The name.</param>
/// <param name="Id">The number.</param>
/// <param name="Score">Share of all that counts, 0 to 1; everybody's add up to 1.</param>
/// <param name="Evidence">The messages that carried the score, most first.</param>
/// <param name="Path">The warmest way from the person asked for; null if none was, or there is none.</param>
public sealed record WhoKnowsAnswer(string Person, long Id, double Score, IReadOnlyList<Shared.Evidence> Evidence, PathStep? Path);
