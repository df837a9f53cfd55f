using Kith.Conversations;
using Kith.Importing;
using Kith.Server.Conversations;
using Kith.Server.Expertise;
using Kith.Server.Importing;
using Kith.Server.Shared;

namespace Kith.Server.Home;

/// <summary>What is here.</summary>
/// <param name="People">How many people; null to whoever is no member.</param>
/// <param name="Conversations">How many conversations with messages.</param>
/// <param name="Messages">How many messages.</param>
/// <param name="Ties">How many pairs of people know each other; null to whoever is no member.</param>
/// <param name="Sources">What was imported; nothing to whoever is no member.</param>
/// <param name="Topics">What is talked about these weeks more than before.</param>
/// <param name="Latest">The latest conversations that the reader may see.</param>
public sealed record HomeAnswer(
    long? People, long Conversations, long Messages, long? Ties, IReadOnlyList<SourceAnswer> Sources, IReadOnlyList<TopicAnswer> Topics,
    IReadOnlyList<ConversationRow> Latest)
{
    private const int Shown = 8, Suggested = 8;

    /// <summary>Counts and lists.</summary>
    public static HomeAnswer Of(Present present, Reader reader)
    {
        using var connection = present.Database.Connect();
        var (conversations, messages) = ConversationStore.Sums(connection, reader);
        // Who belongs to no community reads what is public; people and ties are for members.
        var isMember = reader.Communities is not { Count: 0 };
        var network = present.Network;
        return new HomeAnswer(
            isMember ? network.Everyone.People.Count(person => !person.IsBot) : null, conversations, messages, isMember ? network.All.Count : null,
            isMember ? [.. ImportStore.Sources(connection, reader).Select(Source)] : [], TopicAnswer.Recent(present, reader, Suggested),
            [.. ConversationStore.Latest(connection, reader, count: Shown).Select(ConversationRow.Of)]);
    }

    // Where an archive lies on the server is for those who look after it.
    private static SourceAnswer Source(ImportStore.SourceRow row) => SourceAnswer.Of(row with { Path = Path.GetFileName(Path.TrimEndingDirectorySeparator(row.Path)) }, isOperator: false);
}
