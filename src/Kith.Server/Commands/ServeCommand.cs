using System.CommandLine;
using System.Net;
using Kith.Server.Accounts;
using Kith.Store;

namespace Kith.Server.Commands;

/// <summary><c>kith serve</c></summary>
internal static class ServeCommand
{
    /// <summary>Used where none is asked for.</summary>
    public const int UsualPort = 5484;

    private static readonly Option<int> Port = new("--port") { Description = "Port to listen on.", HelpName = "N", DefaultValueFactory = _ => UsualPort };
    private static readonly Option<string> Host = new("--host") { Description = "Address to listen on; beyond this machine it needs --url.", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
    private static readonly Option<bool> BehindProxy = new("--behind-proxy") { Description = "A reverse proxy stands before it: believe its X-Forwarded-For and X-Forwarded-Proto." };
    private static readonly Option<string?> Smtp = new("--smtp") { Description = "Mail server, as smtp://user:password@host:587 or smtps://…. Default: $KITH_SMTP.", HelpName = "ADDRESS" };
    private static readonly Option<string?> MailFrom = new("--mail-from") { Description = "Sender of every mail. Default: $KITH_MAIL_FROM.", HelpName = "MAIL" };
    private static readonly Option<int> PostsPerSecond = new("--posts-per-second") { Description = "How many changes a second one account may make for long; 0: as many as it likes.", HelpName = "N", DefaultValueFactory = _ => new SiteOptions().PostsPerSecond };
    private static readonly Option<int> VisitorStreams = new("--visitor-streams") { Description = "How many visitors without an account, and guests, may follow live rooms at once; 0: as many as come.", HelpName = "N", DefaultValueFactory = _ => new SiteOptions().VisitorStreams };
    private static readonly Option<int> VisitorStreamsPerAddress = new("--visitor-streams-per-address") { Description = "How many of them from one address; 0: as many as come.", HelpName = "N", DefaultValueFactory = _ => new SiteOptions().VisitorStreamsPerAddress };

    public static Command Make()
    {
        var command = new Command("serve", "Answer in the browser: on this machine, or with --host and --url to everybody.\n\nExample: kith serve --port 8080") { Port, Host, Place.Url, BehindProxy, Smtp, MailFrom, PostsPerSecond, VisitorStreams, VisitorStreamsPerAddress };
        command.SetAction(async (parsed, stop) =>
        {
            var options = Options(parsed);
            var address = new IPEndPoint(AddressOf(parsed.GetValue(Host)!, options), PortOf(parsed.GetValue(Port)));
            using var database = Place.Open(parsed);
            return await Run(database, address, stop, options: options);
        });
        return command;
    }

    /// <summary>Serves until stopped; <paramref name="ready"/> is told the address.</summary>
    public static async Task<int> Run(Database database, IPEndPoint address, CancellationToken stop, Action<string>? ready = null, SiteOptions? options = null)
    {
        await using var app = Site.Build(database, TimeProvider.System, address, options);
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new InvalidInputException($"Port {address.Port} is taken by another program.", "--port", "Choose another with --port.");
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new InvalidInputException($"Kith can't listen at {address}: {e.Message.TrimEnd('.')}.", "--host", "Use an address of this machine, and a port that you may use: those below 1024 often need more rights.");
        }
        ready?.Invoke(app.Urls.First());
        Tell(database, app.Urls.First(), IPAddress.IsLoopback(address.Address), options);
        await app.WaitForShutdownAsync(stop);
        return ExitCode.Done;
    }

    private static void Tell(Database database, string here, bool isLoopback, SiteOptions? options)
    {
        var isExposed = !isLoopback || options is { IsExposed: true };
        var setUp = SetUp.Link(database, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        Console.WriteLine($"Kith answers at {options?.Url?.GetLeftPart(UriPartial.Authority) ?? here}{(isExposed ? "" : " on this machine only (loopback)")}. Ctrl+C ends it.");
        if (setUp is not null)
        {
            Console.WriteLine($"There are no accounts yet: {(isExposed ? "until there is one, it answers nothing but this page" : "whoever uses this machine reads everything")}. Make the first one, within a day:\n  {options?.Url?.GetLeftPart(UriPartial.Authority) ?? here}{setUp}");
        }
        if (isExposed && options is not { IsSecure: true })
        {
            Console.WriteLine("Passwords and cookies go over the line unprotected: put a reverse proxy with https before it, and say --url https://….");
        }
    }

    private static SiteOptions Options(ParseResult parsed)
    {
        var url = Place.UrlOf(parsed);
        var smtp = parsed.GetValue(Smtp) ?? Environment.GetEnvironmentVariable("KITH_SMTP");
        if (!string.IsNullOrEmpty(smtp) && url is null)
        {
            throw new InvalidInputException("Mails hold links to this server, so its address is needed.", "--url", "Give it like --url https://kith.example.org.");
        }
        return new SiteOptions
        {
            Url = url,
            BehindProxy = parsed.GetValue(BehindProxy),
            Mail = string.IsNullOrEmpty(smtp) ? null : MailServer.Parse(smtp, parsed.GetValue(MailFrom) ?? Environment.GetEnvironmentVariable("KITH_MAIL_FROM")),
            PostsPerSecond = Limit(parsed, PostsPerSecond, "changes a second"),
            VisitorStreams = Limit(parsed, VisitorStreams, "visitors"),
            VisitorStreamsPerAddress = Limit(parsed, VisitorStreamsPerAddress, "visitors"),
        };
    }

    private static int Limit(ParseResult parsed, Option<int> option, string of) => parsed.GetValue(option) is >= 0 and <= 1_000_000 and var limit
        ? limit
        : throw new InvalidInputException($"That is no number of {of}.", option.Name, "Use 1 or more, or 0 for no limit.");

    private static IPAddress AddressOf(string host, SiteOptions options)
    {
        var address = host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(host, out var parsed) ? parsed
            : throw new InvalidInputException($"{host} is no address to listen on.", "--host", "Use 127.0.0.1, 0.0.0.0 or an address of this machine; the name by which people reach it goes into --url.");
        return IPAddress.IsLoopback(address) || options.Url is not null
            ? address
            : throw new InvalidInputException($"Kith does not know by which name people reach {host}.", "--url", "Give it like --url https://kith.example.org; requests by any other name are refused.");
    }

    /// <summary>The port, if there is such a port.</summary>
    public static int PortOf(int port) => port is >= 0 and <= 65535
        ? port
        : throw new InvalidInputException($"There is no port {port}.", "--port", "Use a number from 1 to 65535, or 0 for any free one.");
}
