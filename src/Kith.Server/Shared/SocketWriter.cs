using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Kith.Server.Shared;

/// <summary>
/// What goes out on a connection, written straight to its socket by whoever flushes. The server's own way leads through a
/// pipe and other threads: for an event that goes to thousands of followers, waking those threads costs more than sending
/// (bench/results/rooms.md), and each follower that is behind them holds a buffer. Not for several threads, as pipes are not.
/// </summary>
/// <param name="socket">Of the connection; made non-blocking.</param>
/// <param name="transport">The server's own way out, which carries nothing but the end.</param>
internal sealed class SocketWriter(Socket socket, PipeWriter transport) : PipeWriter
{
    private const int Least = 4096;

    private byte[] buffer = [];
    private int written;
    private bool isOver;
    private Task<FlushResult> sending = Task.FromResult(default(FlushResult));

    /// <inheritdoc/>
    public override bool CanGetUnflushedBytes => true;

    /// <inheritdoc/>
    public override long UnflushedBytes => written;

    /// <inheritdoc/>
    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Make(Math.Max(sizeHint, 1));
        return buffer.AsMemory(written);
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc/>
    public override void Advance(int bytes) => written += bytes;

    /// <summary>Sends what was written; complete at once unless the other side is slow to take it.</summary>
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var sent = 0;
        while (sent < written && !isOver)
        {
            var count = Send(buffer.AsSpan(sent, written - sent), out var error);
            if (error == SocketError.WouldBlock)
            {
                return new(sending = SendRest(buffer.AsMemory(sent, written - sent)));
            }
            (sent, isOver) = (sent + count, error != SocketError.Success);
        }
        Give();
        return new(new FlushResult(isCanceled: false, isCompleted: isOver));
    }

    /// <summary>A write that hangs ends with its connection; until then it can't be taken back, for a part of it may be on its way.</summary>
    public override void CancelPendingFlush()
    {
        // Nothing to take back.
    }

    /// <summary>Sends what can be sent at once, and ends the connection.</summary>
    public override void Complete(Exception? exception = null)
    {
        if (sending.IsCompleted)
        {
            _ = FlushAsync();
        }
        isOver = true;
        transport.Complete(exception);
    }

    /// <inheritdoc/>
    public override async ValueTask CompleteAsync(Exception? exception = null)
    {
        await sending;
        await FlushAsync();
        Complete(exception);
    }

    private int Send(ReadOnlySpan<byte> bytes, out SocketError error)
    {
        try
        {
            return socket.Send(bytes, SocketFlags.None, out error);
        }
        catch (ObjectDisposedException)
        {
            error = SocketError.Shutdown;
            return 0;
        }
    }

    private async Task<FlushResult> SendRest(ReadOnlyMemory<byte> rest)
    {
        try
        {
            while (rest.Length > 0)
            {
                rest = rest[await socket.SendAsync(rest, SocketFlags.None)..];
            }
        }
        // The other side has gone, or was cut off.
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            isOver = true;
        }
        finally
        {
            Give();
        }
        return new FlushResult(isCanceled: false, isCompleted: isOver);
    }

    // A connection that says nothing holds nothing.
    private void Give()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        (buffer, written) = ([], 0);
    }

    private void Make(int room)
    {
        if (buffer.Length - written >= room)
        {
            return;
        }
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Least, Math.Max(written + room, buffer.Length * 2)));
        buffer.AsSpan(0, written).CopyTo(larger);
        var count = written;
        Give();
        (buffer, written) = (larger, count);
    }
}

/// <summary>Lets a server send by <see cref="SocketWriter"/>.</summary>
internal static class StraightOut
{
    /// <summary>On all connections of an address.</summary>
    public static void UseStraightOut(this ListenOptions listen) => listen.Use(next => connection =>
    {
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            socket.Blocking = false;
            connection.Transport = new Way(connection.Transport.Input, new SocketWriter(socket, connection.Transport.Output));
        }
        return next(connection);
    });

    private sealed record Way(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
