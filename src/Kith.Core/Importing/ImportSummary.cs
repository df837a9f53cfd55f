namespace Kith.Importing;

/// <summary>What an import did. Counts of people, conversations and messages are of this archive, known ones included.</summary>
/// <param name="Format">Name of the format.</param>
/// <param name="People">Identities that the archive names.</param>
/// <param name="Conversations">Conversations that the archive holds messages of.</param>
/// <param name="Messages">Messages read.</param>
/// <param name="NewMessages">Of these, not known before.</param>
/// <param name="ChangedMessages">Known before, and edited or removed since.</param>
/// <param name="Issues">How many things could not be read.</param>
/// <param name="Notes">Of how many it is noted how they were taken in.</param>
public sealed record ImportSummary(string Format, long People, long Conversations, long Messages, long NewMessages, long ChangedMessages, long Issues, long Notes);

/// <summary>How far an import is.</summary>
/// <param name="Messages">Messages taken in so far.</param>
/// <param name="Read">Bytes read so far.</param>
/// <param name="Total">Bytes in all; 0 if not known.</param>
public readonly record struct ImportProgress(long Messages, long Read, long Total);
