namespace Kith.Benchmarks.Rooms;

/// <summary>Kith: server-sent events in chunks of HTTP/1.1, posts as JSON.</summary>
public sealed class KithWire(int port, Stage stage) : IWire
{
    /// <inheritdoc/>
    public string Name => "kith";

    /// <inheritdoc/>
    public int Port => port;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Mark => "\"text\":\"t="u8;

    /// <inheritdoc/>
    public async Task Follow(Line line, int number)
    {
        await line.Send($"GET /api/gatherings/{stage.Gathering}/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
        await line.Until("retry: ");
    }

    /// <inheritdoc/>
    public Func<Span<byte>, int> Unwrap()
    {
        // What was read while connecting ends with a whole chunk.
        var (left, size, inSize) = (0, 0, true);
        return received =>
        {
            var (from, to) = (0, 0);
            while (from < received.Length)
            {
                if (inSize)
                {
                    var c = received[from++];
                    if (c == '\n' && size > 0)
                    {
                        (left, size, inSize) = (size, 0, false);
                    }
                    else if (c is not ((byte)'\r' or (byte)'\n'))
                    {
                        size = size * 16 + (c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
                    }
                    continue;
                }
                var take = Math.Min(left, received.Length - from);
                received.Slice(from, take).CopyTo(received[to..]);
                (from, to, left) = (from + take, to + take, left - take);
                inSize = left == 0;
            }
            return to;
        };
    }

    /// <inheritdoc/>
    public Task<ISpeaker> Speak() => Task.FromResult<ISpeaker>(new Speaker(new RoomClient([new Uri($"http://127.0.0.1:{port}")], stage.Gathering, stage.Cookies[0], 0)));

    private sealed class Speaker(RoomClient client) : ISpeaker
    {
        public async Task Say(string text)
        {
            if (await client.Post(Guid.NewGuid().ToString(), text, CancellationToken.None) is null)
            {
                throw new InvalidOperationException("A message was not acknowledged.");
            }
        }

        public ValueTask DisposeAsync()
        {
            client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
