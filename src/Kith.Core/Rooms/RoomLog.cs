using Kith.Conversations;
using Kith.Store;

namespace Kith.Rooms;

/// <summary>
/// Everything that happens in rooms goes through here, one after the other. A change is acknowledged once it is durable.
/// </summary>
public sealed class RoomLog(Database database, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);

    /// <summary>Says something; the answer comes when it is durable.</summary>
    public Task<Posted> Post(ConversationId room, Post post) => Change(room, change => change.Append(post));

    /// <summary>
    /// Changes a room. <paramref name="change"/> runs inside the write transaction and may be run again if others spoil it;
    /// what it throws undoes what it did, and is thrown here.
    /// </summary>
    public async Task<T> Change<T>(ConversationId room, Func<RoomChange, T> change)
    {
        await one.WaitAsync();
        try
        {
            return database.Write(transaction =>
            {
                var changes = new RoomChange(transaction, room, time.GetUtcNow().ToUnixTimeMilliseconds());
                var result = change(changes);
                changes.Finish();
                return result;
            });
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();
}
