using Kith.Conversations;
using Kith.Server.Shared;

namespace Kith.Server.Conversations;

/// <summary>A conversation in a list; see docs/json.md.</summary>
/// <param name="Conversation">Its title, with its channel.</param>
/// <param name="Id">Its number.</param>
/// <param name="Url">Its permanent address.</param>
/// <param name="Community">Its community.</param>
/// <param name="Source">The source's format.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Visibility">Who may see it.</param>
/// <param name="Messages">Length of its log, removed messages counted.</param>
/// <param name="First">Earliest message.</param>
/// <param name="Last">Latest message.</param>
/// <param name="Title">Its title alone.</param>
/// <param name="Channel">Title of what it belongs to, or null.</param>
public sealed record ConversationRow(
    string Conversation, long Id, string Url, string Community, string Source, ConversationKind Kind, Visibility Visibility,
    long Messages, DateTimeOffset? First, DateTimeOffset? Last, string Title, string? Channel)
{
    /// <summary>A conversation as a row.</summary>
    public static ConversationRow Of(Conversation conversation) => new(
        Evidence.TitleOf(conversation), conversation.Id.Value, Address.Of(conversation.Id), conversation.Community, conversation.Source, conversation.Kind,
        conversation.Visibility, conversation.Head,
        conversation.FirstAt is { } first ? Times.Of(first) : null, conversation.LastAt is { } last ? Times.Of(last) : null,
        conversation.Title, conversation.Channel);

    /// <summary>The latest conversations that the reader may see; see <see cref="ConversationStore.Latest"/>.</summary>
    public static IReadOnlyList<ConversationRow> Latest(Present present, Reader reader, string? community, string? title, int skip, int count) =>
        present.Database.Read(connection => ConversationStore.Latest(connection, reader, community, title, skip, count).Select(Of).ToList());
}
