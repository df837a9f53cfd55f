using System.CommandLine;
using System.Net;
using Kith.Store;

namespace Kith.Server.Commands;

/// <summary><c>kith serve</c></summary>
internal static class ServeCommand
{
    /// <summary>Used where none is asked for.</summary>
    public const int UsualPort = 5484;

    private static readonly Option<int> Port = new("--port") { Description = "Port to listen on.", HelpName = "N", DefaultValueFactory = _ => UsualPort };
    private static readonly Option<string> Host = new("--host") { Description = "Address to listen on; loopback only, as long as Kith has no accounts.", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };

    public static Command Make()
    {
        var command = new Command("serve", "Answer in the browser, on this machine only.\n\nExample: kith serve --port 8080") { Port, Host };
        command.SetAction(async (parsed, stop) =>
        {
            var address = new IPEndPoint(Loopback(parsed.GetValue(Host)!), PortOf(parsed.GetValue(Port)));
            using var database = Place.Open(parsed);
            return await Run(database, address, stop);
        });
        return command;
    }

    /// <summary>Serves until stopped; <paramref name="ready"/> is told the address.</summary>
    public static async Task<int> Run(Database database, IPEndPoint address, CancellationToken stop, Action<string>? ready = null)
    {
        await using var app = Site.Build(database, TimeProvider.System, address);
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new InvalidInputException($"Port {address.Port} is taken by another program.", "--port", "Choose another with --port.");
        }
        ready?.Invoke(app.Urls.First());
        Console.WriteLine($"Kith answers at {app.Urls.First()} on this machine only (loopback): there are no accounts yet. Ctrl+C ends it.");
        await app.WaitForShutdownAsync(stop);
        return ExitCode.Done;
    }

    private static IPAddress Loopback(string host) => host switch
    {
        "localhost" => IPAddress.Loopback,
        _ when IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address) => address,
        _ => throw new InvalidInputException($"Kith does not listen on {host}: it has no accounts yet, so everybody there could read everything.", "--host", "Use 127.0.0.1, ::1 or localhost."),
    };

    /// <summary>The port, if there is such a port.</summary>
    public static int PortOf(int port) => port is >= 0 and <= 65535
        ? port
        : throw new InvalidInputException($"There is no port {port}.", "--port", "Use a number from 1 to 65535, or 0 for any free one.");
}
