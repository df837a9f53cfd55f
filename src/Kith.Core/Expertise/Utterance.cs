using Kith.Conversations;
using Kith.People;

namespace Kith.Expertise;

/// <summary>One message, as far as expertise is concerned.</summary>
/// <param name="Unit">Number of the <see cref="Discussion"/> it belongs to.</param>
/// <param name="Seq">Its number in the conversation.</param>
/// <param name="Author">Who.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Text">The words, plain or Markdown.</param>
public readonly record struct Utterance(long Unit, long Seq, IdentityId Author, long At, string Text);

/// <summary>What messages talk in: a topic, a mail thread, a thread in a channel, or else the whole channel.</summary>
/// <param name="Unit">A number of the caller's choice.</param>
/// <param name="Conversation">Where its messages are.</param>
/// <param name="Title">The topic or subject; empty if it has none of its own.</param>
/// <param name="Channel">The stream, channel or list; empty if there is none.</param>
public readonly record struct Discussion(long Unit, ConversationId Conversation, string Title, string Channel);
