using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using MimeKit;

namespace Kith.Server.Tests.Shared;

/// <summary>A mail server that keeps what it is given, and first refuses as often as it is told.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<MimeMessage> received = Channel.CreateUnbounded<MimeMessage>();
    private readonly Task accepting;
    private readonly string reply, at;
    private int refusals;

    private SmtpServer(int refusals, string reply, string at)
    {
        (this.refusals, this.reply, this.at) = (refusals, reply, at);
        listener.Start();
        accepting = Accept();
    }

    public static SmtpServer Start(int refusals = 0, string reply = "451 come back later", string at = "RCPT") => new(refusals, reply, at);

    /// <summary>As <c>--smtp</c> takes it.</summary>
    public string Address => $"smtp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>The next mail; waits for it.</summary>
    public async Task<MimeMessage> Next() => await received.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>The path of the link in the next mail.</summary>
    public async Task<string> NextLink() => Regex.Match((await Next()).TextBody ?? "", @"https?://[^/\s]+(/(?:prove|password)/\S+)").Groups[1].Value;

    /// <summary>Whether a mail came that nobody has looked at.</summary>
    public bool HasMore => received.Reader.Count > 0;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await Talk(client.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        await using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 ready");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "QUIT")
            {
                await writer.WriteLineAsync("221 bye");
                return;
            }
            await writer.WriteLineAsync(verb switch
            {
                _ when verb == at && refusals-- > 0 => reply,
                "DATA" => "354 go on",
                _ => "250 yes",
            });
            if (verb == "DATA")
            {
                await Take(reader);
                await writer.WriteLineAsync("250 taken");
            }
        }
    }

    private async Task Take(StreamReader reader)
    {
        var text = new System.Text.StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text.ToString()));
        await received.Writer.WriteAsync(await MimeMessage.LoadAsync(bytes));
    }
}
