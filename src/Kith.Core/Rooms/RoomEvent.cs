using System.Data.Common;
using System.Text;
using Kith.Conversations;

namespace Kith.Rooms;

/// <summary>Says how things of a room are now, for everybody who follows it: for each a JSON object in UTF-8, on one line.</summary>
/// <param name="connection">Open.</param>
/// <param name="room">Where.</param>
/// <param name="things">What changed, each once.</param>
/// <returns>An object for each thing, in order.</returns>
public delegate Task<IReadOnlyList<byte[]>> EventEncoder(DbConnection connection, ConversationId room, IReadOnlyList<(ChangeKind Kind, long Reference)> things);

/// <summary>A change as followers get it: the bytes of a server-sent event, the same for all.</summary>
/// <param name="Change">What changed.</param>
/// <param name="Thing">How it is now: a JSON object.</param>
/// <param name="Bytes">The event.</param>
public readonly record struct RoomEvent(Change Change, byte[] Thing, byte[] Bytes)
{
    /// <summary>What keeps a connection that has nothing to say from being taken for dead.</summary>
    public static readonly byte[] Heartbeat = ":\n\n"u8.ToArray();

    /// <summary>Says how long to wait before coming back when the stream breaks off.</summary>
    public static byte[] Greeting(TimeSpan retry) => Encoding.UTF8.GetBytes($"retry: {(long)retry.TotalMilliseconds}\n\n");

    /// <summary>Tells a follower that it is behind, and that what it has missed follows.</summary>
    public static byte[] Behind(long number, long last) => Encoding.UTF8.GetBytes($"event: behind\ndata: {{\"number\":{number},\"last\":{last}}}\n\n");

    /// <summary>Makes the event of a change.</summary>
    /// <param name="change">What changed.</param>
    /// <param name="thing">How it is now: a JSON object.</param>
    public static RoomEvent Of(Change change, byte[] thing)
    {
        var kind = change.Kind.ToString().ToLowerInvariant();
        var head = $"id: {change.Number}\nevent: {kind}\ndata: {{\"number\":{change.Number},\"kind\":\"{kind}\"{(thing.Length > 2 ? "," : "")}";
        var bytes = new byte[head.Length + thing.Length - 1 + 2];
        var at = Encoding.UTF8.GetBytes(head, bytes);
        thing.AsSpan(1).CopyTo(bytes.AsSpan(at));
        "\n\n"u8.CopyTo(bytes.AsSpan(bytes.Length - 2));
        return new RoomEvent(change, thing, bytes);
    }

    /// <summary>Makes the events of changes, each thing said once however often it changed.</summary>
    public static async Task<IReadOnlyList<RoomEvent>> Of(EventEncoder encode, DbConnection connection, ConversationId room, IReadOnlyList<Change> changes)
    {
        if (changes.Count == 0)
        {
            return [];
        }
        var things = changes.Select(change => (change.Kind, change.Reference)).Distinct().ToList();
        var said = await encode(connection, room, things);
        var by = things.Zip(said).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. changes.Select(change => Of(change, by[(change.Kind, change.Reference)]))];
    }
}
