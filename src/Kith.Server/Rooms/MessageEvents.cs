using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Conversations;
using Kith.Rooms;
using Kith.Server.Conversations;

namespace Kith.Server.Rooms;

/// <summary>A message as the stream tells of it.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Question">Id of the question it answers, or null.</param>
/// <param name="Author">Number of the identity that said it; 0 if it was removed.</param>
/// <param name="Message">It; null if it was removed.</param>
public sealed record MessageEvent(long Seq, long? Question, long Author, MessageAnswer? Message);

/// <summary>Says how things of a room are now, the same for everybody who follows it.</summary>
public sealed class MessageEvents(RoomPeople people)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>See <see cref="EventEncoder"/>.</summary>
    public Task<IReadOnlyList<byte[]>> Encode(DbConnection connection, ConversationId room, IReadOnlyList<(ChangeKind Kind, long Reference)> things)
    {
        var messages = ConversationStore.WithSeqs(connection, room, [.. things.Where(thing => thing.Kind == ChangeKind.Message).Select(thing => thing.Reference)])
            .ToDictionary(message => message.Seq);
        var everyone = people.Now(connection);
        return Task.FromResult<IReadOnlyList<byte[]>>([.. things.Select(thing => JsonSerializer.SerializeToUtf8Bytes(Of(thing.Kind, thing.Reference), Json))]);

        object Of(ChangeKind kind, long reference) => kind != ChangeKind.Message ? new { Reference = reference }
            : messages.TryGetValue(reference, out var message) ? new MessageEvent(reference, message.Question?.Value, message.Author.Value, MessageAnswer.Of(message, [], everyone))
            : new MessageEvent(reference, null, 0, null);
    }
}
