using System.Data.Common;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Rooms;

namespace Kith.Recaps;

/// <summary>Reads a gathering's log as a transcript.</summary>
public static class TranscriptStore
{
    /// <summary>The transcript as of now, or null if the reader may not see such a gathering.</summary>
    public static GatheringTranscript? Read(DbConnection connection, Reader reader, ConversationId id) =>
        GatheringStore.Find(connection, reader, id) is { } gathering
            ? new(gathering, GatheringStore.Questions(connection, id), RoomEntries.From(connection, id), Polls.Votes(connection, id), Attendances.All(connection, id), Audience.All(connection, id))
            : null;
}
