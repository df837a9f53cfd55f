using Kith.Conversations;
using Kith.Gatherings;
using Kith.Recaps;
using Kith.Server.Shared;

namespace Kith.Server.Recaps;

/// <summary>Conversations whose page is elsewhere: the rooms of gatherings, and comments on recaps.</summary>
internal static class Moved
{
    /// <summary>Where a conversation, or a message in it, is to be read; null if that is its own page, or it is not for the reader.</summary>
    public static string? Of(Present present, Reader reader, ConversationId id, long seq = 0)
    {
        using var connection = present.Database.Connect();
        if (ConversationStore.Find(connection, reader, id) is not { } conversation || seq > conversation.Head)
        {
            return null;
        }
        var page = GatheringStore.StateOf(connection, id) is not null ? Address.OfGathering(id)
            : RecapStore.CommentedBy(connection, id) is { } gathering ? $"{Address.OfGathering(gathering)}/recap" : null;
        return page is null || seq == 0 ? page : $"{page}#m{seq}";
    }
}
