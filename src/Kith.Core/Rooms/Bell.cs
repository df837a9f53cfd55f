using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Store;
using Npgsql;

namespace Kith.Rooms;

/// <summary>
/// Says that there is something new in a room; never what: whoever hears it reads again. It rings in this process, and,
/// on PostgreSQL, in every other, where it also says that anything else was written: a right may be among it. It may ring for nothing, and while the connection is down it may not ring at all:
/// whoever listens also looks now and then.
/// </summary>
public sealed class Bell(Database database) : IDisposable
{
    private const string Channel = "kith_rooms";

    // PostgreSQL takes 8,000 bytes a notice.
    private const int MostIn = 300;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource ended = new();
    private Action<ConversationId?>? hearers;
    private int listening;

    /// <summary>Calls <paramref name="hear"/> whenever there is news: with the room, or null where any room may have some.</summary>
    public void Listen(Action<ConversationId?> hear)
    {
        hearers += hear;
        if (database.Engine == Engine.Postgres && Interlocked.Exchange(ref listening, 1) == 0)
        {
            _ = Task.Run(ListenToOthers);
        }
    }

    /// <summary>Rings in this process.</summary>
    public void Ring(ConversationId? room) => hearers?.Invoke(room);

    /// <summary>Rings on every node once the transaction is committed.</summary>
    internal static void Ring(DbTransaction transaction, IReadOnlyList<ConversationId> rooms)
    {
        if (transaction.Connection is not NpgsqlConnection connection)
        {
            return;
        }
        foreach (var some in rooms.Chunk(MostIn))
        {
            connection.Execute("select pg_notify(@Channel, @some)", new { Channel, some = string.Join(' ', some) }, transaction);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
    }

    private async Task ListenToOthers()
    {
        var stop = ended.Token;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = (NpgsqlConnection)database.Connect();
                connection.Notification += (_, news) => Heard(news.Channel, news.Payload);
                await connection.ExecuteAsync($"listen {Channel}; listen {Database.WritesChannel}");
                // Whatever rang before was missed.
                database.Heard(null);
                Ring(null);
                while (true)
                {
                    await connection.WaitAsync(stop);
                }
            }
            catch (NpgsqlException)
            {
                await Task.Delay(Pause, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Heard(string channel, string news)
    {
        if (channel == Database.WritesChannel)
        {
            // Before what is said after it: who may read by then is asked first.
            database.Heard(news);
            return;
        }
        foreach (var room in news.Split(' '))
        {
            Ring(new ConversationId(long.Parse(room)));
        }
    }
}
