using System.Data.Common;
using System.Text.Json;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Rooms;
using Kith.Server.Conversations;
using Kith.Server.Shared;
using Kith.Store;

namespace Kith.Server.Rooms;

/// <summary>A message as the stream tells of it: as HTML and as data; of one that was removed there is no data.</summary>
public sealed record MessageEvent(long Seq, long? Question, long Author, string Html, MessageAnswer? Message);

/// <summary>A question as the stream tells of it.</summary>
public sealed record QuestionEvent(long Question, int At, QuestionState State, string Html);

/// <summary>The gathering as the stream tells of it.</summary>
public sealed record GatheringEvent(GatheringState State, int Pace, string Html);

/// <summary>A question of the audience as the stream tells of it.</summary>
public sealed record AudienceEvent(long Audience, AudienceState State, string Html);

/// <summary>That somebody was muted, or may speak again.</summary>
public sealed record MuteEvent(long Identity);

/// <summary>Says how things of a room are now, the same for everybody who follows it.</summary>
public sealed class RoomEvents(Present present, RoomPeople people, RoomRenderer renderer)
{
    private readonly Remembered<ConversationId, RoomScene?> scenes = new(present.Database, present.Time);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>A JSON object for each thing, in order.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="room">Where.</param>
    /// <param name="things">What changed.</param>
    public async Task<IReadOnlyList<byte[]>> Encode(DbConnection connection, ConversationId room, IReadOnlyList<(ChangeKind Kind, long Reference)> things)
    {
        // What else happened may have happened on another node: then the scene is not as it was.
        var scene = things.All(thing => thing.Kind == ChangeKind.Message) ? scenes.Of(room, connection, read => Scene(read, room)) : Anew(connection, room);
        var said = new List<byte[]>(things.Count);
        foreach (var (kind, reference) in things)
        {
            var entry = scene is null || kind != ChangeKind.Message ? null : RoomEntries.Find(connection, room, reference);
            if (entry is not null && scene?.Everyone.Of(entry.Message.Author) is null)
            {
                scene = Anew(connection, room); // A guest of another node, who came and spoke within the second.
            }
            said.Add(JsonSerializer.SerializeToUtf8Bytes(scene is null ? new object() : entry is null ? await Of(scene, kind, reference) : await Of(room, scene, entry), Json));
        }
        return said;
    }

    private RoomScene? Anew(DbConnection connection, ConversationId room) => scenes.Anew(room, connection, read => Scene(read, room));

    // Who may follow was decided before.
    private RoomScene? Scene(DbConnection connection, ConversationId room) => GatheringStore.OfRoom(connection, room) is { } gathering
        ? RoomScene.Read(connection, gathering, people.Now(connection), present.Now)
        : null;

    private async Task<MessageEvent> Of(ConversationId room, RoomScene scene, RoomEntry entry)
    {
        var message = entry.Message;
        var answer = entry.Removed is null ? MessageAnswer.Of(message, entry.Answers is { } answered ? [answered] : [], scene.Everyone) : null;
        return new MessageEvent(message.Seq, message.Question?.Value, message.Author.Value, await renderer.Entry(scene, entry, backchannel: room != scene.Gathering.Id), answer);
    }

    private async Task<object> Of(RoomScene scene, ChangeKind kind, long reference)
    {
        switch (kind)
        {
            case ChangeKind.Question when scene.Question(new QuestionId(reference)) is { } question:
                return new QuestionEvent(reference, question.Number, question.State, await renderer.Question(scene, question));
            case ChangeKind.Gathering:
                return new GatheringEvent(scene.Gathering.State, scene.Gathering.Pace, await renderer.State(scene));
            case ChangeKind.Audience when scene.Audience.FirstOrDefault(each => each.Id == reference) is { } proposed:
                return new AudienceEvent(reference, proposed.State, await renderer.Audience(scene, proposed));
            case ChangeKind.Mute:
                return new MuteEvent(reference);
            default:
                return new object();
        }
    }
}
