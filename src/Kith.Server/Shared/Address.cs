using Kith.Conversations;
using Kith.People;

namespace Kith.Server.Shared;

/// <summary>The permanent addresses of this server, as paths.</summary>
public static class Address
{
    /// <summary>Of a conversation, or of a message in it (0: the conversation).</summary>
    public static string Of(ConversationId id, long seq = 0) => seq == 0 ? $"/conversations/{id}" : $"/conversations/{id}/{seq}";

    /// <summary>Of a gathering.</summary>
    public static string OfGathering(ConversationId id) => $"/gatherings/{id}";

    /// <summary>Of a person.</summary>
    public static string Of(PersonId id) => $"/people/{id}";
}
