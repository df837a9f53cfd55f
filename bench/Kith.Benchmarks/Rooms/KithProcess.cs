using System.Diagnostics;
using System.Net.Sockets;

namespace Kith.Benchmarks.Rooms;

/// <summary><c>kith serve</c> in a process of its own, which can be killed without warning and started again.</summary>
public sealed class KithProcess : IDisposable
{
    // A machine on which everything is tested at once takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string program;
    private readonly IReadOnlyList<string> arguments;
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> said = new();
    private Process process = null!;

    /// <summary>Starts it and waits until it takes connections.</summary>
    /// <param name="program">Path of <c>kith.dll</c>.</param>
    /// <param name="place"><c>--data DIR</c> or <c>--database ADDRESS</c>.</param>
    /// <param name="port">A free port of this machine.</param>
    /// <param name="more">More options.</param>
    public KithProcess(string program, IEnumerable<string> place, int port, params IEnumerable<string> more)
    {
        (this.program, Port) = (program, port);
        arguments = [program, "serve", "--port", port.ToString(), .. place, .. more];
        Start();
    }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>Number of the process.</summary>
    public int Id => process.Id;

    /// <summary>Where it answers.</summary>
    public Uri Url => new($"http://127.0.0.1:{Port}");

    /// <summary>What it has said, over all its lives.</summary>
    public string Said => string.Join('\n', said);

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends it by SIGKILL: it can't finish anything.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>Starts it again.</summary>
    public void Start()
    {
        process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException($"{program} did not start.");
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        var began = Stopwatch.GetTimestamp();
        while (!Answers())
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > Patience)
            {
                Dispose();
                throw new InvalidOperationException($"{program} does not answer on port {Port}.");
            }
            Thread.Sleep(20);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
        process.Dispose();
    }

    private bool Answers()
    {
        try
        {
            using var socket = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
