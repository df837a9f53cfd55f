using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Kith.Server.Shared;

namespace Kith.Server.Tests.Shared;

public sealed class SocketWriterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // More than the sockets take before somebody reads.
    private static readonly byte[] Much = [.. Enumerable.Range(0, 8_000_000).Select(i => (byte)(i * 7 / 3))];

    [Fact]
    public async Task What_was_written_arrives_whole_though_the_reader_is_slow()
    {
        var (writer, reader, _) = await Pair();
        writer.Write("first, "u8);
        Assert.True(writer.FlushAsync().IsCompletedSuccessfully);
        writer.Write(Much);
        var flushing = writer.FlushAsync();
        Assert.False(flushing.IsCompleted);
        var reading = ReadAll(reader);
        Assert.False((await flushing.AsTask().WaitAsync(Patience)).IsCompleted);
        writer.Write("last"u8);
        await writer.CompleteAsync();
        Assert.Equal((byte[])[.. "first, "u8, .. Much, .. "last"u8], await reading.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_connection_that_breaks_off_ends_what_waits_for_it()
    {
        var (writer, reader, _) = await Pair();
        writer.Write(Much);
        var flushing = writer.FlushAsync();
        reader.LingerState = new LingerOption(true, 0);
        reader.Dispose();
        Assert.True((await flushing.AsTask().WaitAsync(Patience)).IsCompleted);
        writer.Write("more"u8);
        Assert.True((await writer.FlushAsync()).IsCompleted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_written_last_goes_out_before_the_server_is_told_that_it_is_over(bool waits)
    {
        var (writer, reader, server) = await Pair();
        writer.Write("words"u8);
        if (waits)
        {
            await writer.CompleteAsync();
        }
        else
        {
            writer.Complete();
        }
        Assert.Equal("words"u8.ToArray(), await ReadAll(reader).WaitAsync(Patience));
        await server.WaitAsync(Patience);
    }

    // Ours, the other side, and the server's own way out, which shuts the socket when it is completed.
    private static async Task<(SocketWriter Writer, Socket Reader, Task Server)> Pair()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var reader = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await reader.ConnectAsync(listener.LocalEndPoint!);
        var socket = await listener.AcceptAsync();
        (socket.Blocking, socket.SendBufferSize) = (false, 4096);
        var server = new Pipe();
        return (new SocketWriter(socket, server.Writer), reader, CloseWith(server.Reader, socket));
    }

    private static async Task CloseWith(PipeReader server, Socket socket)
    {
        while (!(await server.ReadAsync()).IsCompleted)
        {
            // Nothing goes that way.
        }
        socket.Shutdown(SocketShutdown.Both);
        socket.Dispose();
    }

    private static async Task<byte[]> ReadAll(Socket reader)
    {
        using var all = new MemoryStream();
        await using var stream = new NetworkStream(reader, ownsSocket: true);
        await stream.CopyToAsync(all);
        return all.ToArray();
    }
}
