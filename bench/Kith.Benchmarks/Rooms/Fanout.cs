using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kith.Benchmarks.Rooms;

/// <summary>
/// Many followers of one room, and one who speaks at a steady rate: what reaches whom, how late, and what it costs the
/// server. A message carries the time at which it was said; an event is one message that reached one follower.
/// </summary>
/// <param name="wire">How the server is spoken to.</param>
/// <param name="followers">How many.</param>
/// <param name="rate">Messages a second.</param>
/// <param name="seconds">How long is measured, after as long as it takes to warm up.</param>
/// <param name="process">Number of the server's process.</param>
public sealed class Fanout(IWire wire, int followers, int rate, int seconds, int process)
{
    private const int WarmUp = 15, StampLength = 18, AtOnce = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string Words = string.Join(' ', Enumerable.Repeat("about as long as what people say", 3));

    // Tenths of a millisecond, up to a minute.
    private readonly int[] late = new int[600_000];
    private long begin = long.MaxValue, heard;

    /// <summary>What came out.</summary>
    public sealed record Outcome(string Server, int Followers, long Expected, long Delivered, double P50, double P99, double Microseconds, double Megabytes, double Seconds);

    /// <summary>Runs it.</summary>
    public async Task<Outcome> Run()
    {
        using var stop = new CancellationTokenSource();
        // Alone, because whoever comes first makes the room where there is none.
        List<Socket> sockets = [await Connect(0)];
        foreach (var some in Enumerable.Range(1, followers - 1).Chunk(AtOnce))
        {
            sockets.AddRange(await Task.WhenAll(some.Select(Connect)));
        }
        var listening = sockets.Select(socket => Listen(socket, stop.Token)).ToList();
        await using var speaker = await wire.Speak();
        await Say(speaker, rate * WarmUp);
        await Task.Delay(1000);
        var (before, began) = (ProcessorTime(), Stopwatch.GetTimestamp());
        Volatile.Write(ref begin, began);
        var expected = (long)rate * seconds * followers;
        await Say(speaker, rate * seconds);
        var said = Stopwatch.GetTimestamp();
        while (Interlocked.Read(ref heard) < expected && Stopwatch.GetElapsedTime(said) < Patience)
        {
            await Task.Delay(10);
        }
        var (cost, memory, took) = (ProcessorTime() - before, Memory(), Stopwatch.GetElapsedTime(began).TotalSeconds);
        await stop.CancelAsync();
        sockets.ForEach(socket => socket.Dispose());
        await Task.WhenAll(listening);
        return new Outcome(wire.Name, followers, expected, heard, Percentile(.5), Percentile(.99), cost * 1e6 / Math.Max(1, heard), memory, took);
    }

    private async Task Say(Func<string, Task> speak, int count)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var wait = TimeSpan.FromSeconds((double)i / rate) - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait);
            }
            await speak($"t={Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture).PadLeft(StampLength, '0')}; {Words}");
        }
    }

    private Task Say(ISpeaker speaker, int count) => Say(speaker.Say, count);

    private async Task<Socket> Connect(int number)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, wire.Port);
        await wire.Follow(new Line(socket), number);
        return socket;
    }

    private async Task Listen(Socket socket, CancellationToken stop)
    {
        var buffer = new byte[8192];
        var unwrap = wire.Unwrap();
        var kept = 0;
        try
        {
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(kept), stop);
                if (read == 0)
                {
                    return;
                }
                kept = Count(buffer, kept + unwrap(buffer.AsSpan(kept, read)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    // Counts what was said, and keeps the end, in which a stamp may have begun. A server may say the same words in several
    // forms; they count once, where the wire says.
    private int Count(byte[] buffer, int length)
    {
        var mark = wire.Mark;
        var text = buffer.AsSpan(0, length);
        while (text.IndexOf(mark) is >= 0 and var at)
        {
            if (text.Length < at + mark.Length + StampLength)
            {
                text[at..].CopyTo(buffer);
                return text.Length - at;
            }
            var stamp = long.Parse(text.Slice(at + mark.Length, StampLength), NumberStyles.None, CultureInfo.InvariantCulture);
            if (stamp >= Volatile.Read(ref begin))
            {
                Interlocked.Increment(ref heard);
                Interlocked.Increment(ref late[Math.Clamp((int)(Stopwatch.GetElapsedTime(stamp).TotalMilliseconds * 10), 0, late.Length - 1)]);
            }
            text = text[(at + mark.Length + StampLength)..];
        }
        var tail = text[^Math.Min(mark.Length - 1, text.Length)..];
        tail.CopyTo(buffer);
        return tail.Length;
    }

    private double Percentile(double share)
    {
        long sum = 0, all = late.Sum(count => (long)count);
        for (var i = 0; i < late.Length; i++)
        {
            sum += late[i];
            if (sum >= all * share && sum > 0)
            {
                return i / 10.0;
            }
        }
        return double.NaN;
    }

    // Seconds of processor time, in the program and in the kernel for it.
    private double ProcessorTime()
    {
        var parts = File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].Split(' ');
        return (long.Parse(parts[11]) + long.Parse(parts[12])) / 100.0;
    }

    private double Memory() => long.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal))
        .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]) / 1024.0;
}

/// <summary>A way to speak to a server of rooms.</summary>
public interface IWire
{
    /// <summary>Of the server.</summary>
    string Name { get; }

    /// <summary>Where it listens.</summary>
    int Port { get; }

    /// <summary>What stands before the stamp of a message, once in each event.</summary>
    ReadOnlySpan<byte> Mark { get; }

    /// <summary>Does what must be done until messages arrive.</summary>
    Task Follow(Line line, int number);

    /// <summary>Takes what is not content out of what is received, in place; returns what is left of it.</summary>
    Func<Span<byte>, int> Unwrap();

    /// <summary>Somebody who says things.</summary>
    Task<ISpeaker> Speak();
}

/// <summary>Somebody who says things.</summary>
public interface ISpeaker : IAsyncDisposable
{
    /// <summary>Says something.</summary>
    Task Say(string text);
}

/// <summary>A connection while a conversation is begun on it.</summary>
public sealed class Line(Socket socket)
{
    private readonly byte[] buffer = new byte[65536];

    /// <summary>Sends text.</summary>
    public async Task Send(string text) => await socket.SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends bytes.</summary>
    public async Task Send(byte[] bytes) => await socket.SendAsync(bytes);

    /// <summary>Receives until something has come; returns all of it.</summary>
    /// <exception cref="IOException">The server hung up, or refused.</exception>
    public async Task<string> Until(string text, string? refusal = null)
    {
        var said = "";
        while (!said.Contains(text, StringComparison.Ordinal))
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory());
            if (read == 0)
            {
                throw new IOException($"The server hung up after: {said}");
            }
            said += Encoding.UTF8.GetString(buffer, 0, read);
            if (refusal is not null && said.Contains(refusal, StringComparison.Ordinal))
            {
                throw new IOException($"The server refused: {said}");
            }
        }
        return said;
    }
}
