using System.Net;
using System.Net.Sockets;

namespace Kith.Benchmarks.Rooms;

/// <summary>Group chat of XMPP (XEP-0045), as ejabberd and prosody speak it; everybody is anonymous.</summary>
public sealed class XmppWire(string name, int port) : IWire
{
    private const string Room = "hour@conference.localhost";

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int Port => port;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Mark => "<body>t="u8;

    /// <inheritdoc/>
    public async Task Follow(Line line, int number)
    {
        const string open = "<?xml version='1.0'?><stream:stream to='localhost' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";
        await line.Send(open);
        await line.Until("</stream:features>");
        await line.Send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>");
        await line.Until("<success");
        await line.Send(open);
        await line.Until("</stream:features>");
        await line.Send("<iq type='set' id='bind1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
        await line.Until("</iq>");
        await line.Send($"<presence to='{Room}/n{number}'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>");
        await line.Until("<subject", refusal: "type='error'"); // the last thing that whoever joins is sent
    }

    /// <inheritdoc/>
    public Func<Span<byte>, int> Unwrap() => received => received.Length;

    /// <inheritdoc/>
    public async Task<ISpeaker> Speak()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await Follow(new Line(socket), 1_000_000);
        return new Speaker(new Line(socket), socket);
    }

    private sealed class Speaker(Line line, Socket socket) : ISpeaker
    {
        private readonly Task drain = Drain(socket);
        private int last;

        public Task Say(string text) => line.Send($"<message to='{Room}' type='groupchat' id='m{++last}'><body>{text}</body></message>");

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
