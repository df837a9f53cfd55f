using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kith.Benchmarks.Rooms;

/// <summary>A group of ASP.NET Core SignalR, the least that is a room: nothing is kept.</summary>
public static class SignalRPeer
{
    /// <summary>Serves until the process is ended.</summary>
    public static async Task Serve(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", $"http://127.0.0.1:{port}");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSignalR(options => options.ClientTimeoutInterval = TimeSpan.FromHours(1));
        var app = builder.Build();
        app.MapHub<RoomHub>("/hub");
        await app.RunAsync();
    }
}

/// <summary>Everybody is in the one room.</summary>
public sealed class RoomHub : Hub
{
    private const string Room = "room";
    private static long last;

    /// <inheritdoc/>
    public override Task OnConnectedAsync() => Groups.AddToGroupAsync(Context.ConnectionId, Room);

    /// <summary>Says something to all, in the shape in which Kith says it.</summary>
    public Task Say(string text)
    {
        var seq = Interlocked.Increment(ref last);
        return Clients.Group(Room).SendAsync("message", new
        {
            number = seq, kind = "message", seq, question = (long?)null, author = 1,
            message = new { seq, url = $"/conversations/1/{seq}", person = "Member 1", id = 1, at = "2026-11-25T20:00:00.000+00:00", markup = "markdown", text, reply_to = (long?)null, edited = (long?)null, reactions = Array.Empty<string>() },
        });
    }
}

/// <summary>SignalR's JSON protocol in WebSocket frames, by hand.</summary>
public sealed class SignalRWire(int port) : IWire
{
    /// <inheritdoc/>
    public string Name => "signalr";

    /// <inheritdoc/>
    public int Port => port;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Mark => "\"text\":\"t="u8;

    /// <inheritdoc/>
    public async Task Follow(Line line, int number)
    {
        await line.Send("GET /hub HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        await line.Until("\r\n\r\n");
        await line.Send(Frame("{\"protocol\":\"json\",\"version\":1}\u001e"));
        await line.Until("{}\u001e");
    }

    /// <inheritdoc/>
    public Func<Span<byte>, int> Unwrap() => received => received.Length;

    /// <inheritdoc/>
    public async Task<ISpeaker> Speak()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await Follow(new Line(socket), 0);
        return new Speaker(socket);
    }

    // A text frame, masked with zeros: what a client sends must be masked, and nobody checks with what.
    private static byte[] Frame(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        byte[] head = body.Length < 126 ? [0x81, (byte)(0x80 | body.Length)] : [0x81, 0x80 | 126, (byte)(body.Length >> 8), (byte)body.Length];
        return [.. head, 0, 0, 0, 0, .. body];
    }

    private sealed class Speaker(Socket socket) : ISpeaker
    {
        private readonly Task drain = Drain(socket);

        public async Task Say(string text) => await socket.SendAsync(Frame($"{{\"type\":1,\"target\":\"Say\",\"arguments\":[\"{text}\"]}}\u001e"));

        public async ValueTask DisposeAsync()
        {
            socket.Dispose();
            await drain;
        }

        private static async Task Drain(Socket socket)
        {
            var buffer = new byte[65536];
            try
            {
                while (await socket.ReceiveAsync(buffer.AsMemory()) > 0)
                {
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // It is over.
            }
        }
    }
}
