using Kith.Importing;
using Kith.Server.Shared;

namespace Kith.Server.Importing;

/// <summary>A source and what came from it.</summary>
/// <param name="Format">Its format.</param>
/// <param name="Source">The name by which it is known.</param>
/// <param name="Path">Where it was last imported from; empty for whoever may not know.</param>
/// <param name="People">Identities.</param>
/// <param name="Conversations">Conversations with messages.</param>
/// <param name="Messages">Messages.</param>
/// <param name="Issues">How many things could not be read.</param>
/// <param name="Notes">Of how many it is noted how they were taken in.</param>
/// <param name="LastImport">When an import was last finished; null if none was.</param>
public sealed record SourceAnswer(string Format, string Source, string Path, long People, long Conversations, long Messages, long Issues, long Notes, DateTimeOffset? LastImport)
{
    /// <summary>From the store's row. The name of an archive may be that of a private channel: it is for those who may read all that came from it, and for operators.</summary>
    public static SourceAnswer Of(ImportStore.SourceRow row, bool isOperator) => new(
        row.Format, row.Key, isOperator || row.Conversations == row.AllConversations ? row.Path : "", row.People, row.Conversations, row.Messages, row.Issues, row.Notes,
        row.LastImport is { } at ? Times.Of(at) : null);
}
