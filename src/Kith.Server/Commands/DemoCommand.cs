using System.CommandLine;
using System.Diagnostics;
using System.Net;
using Kith.Conversations;
using Kith.Demo;
using Kith.Gatherings;
using Kith.People;
using Kith.Store;

namespace Kith.Server.Commands;

/// <summary><c>kith demo</c></summary>
internal static class DemoCommand
{
    // Older than this, its dates are moved along.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(14);

    private static readonly Option<int> Port = new("--port") { Description = "Port to listen on.", HelpName = "N", DefaultValueFactory = _ => ServeCommand.UsualPort };
    private static readonly Option<bool> Remake = new("--fresh") { Description = "Make the demo anew, without what was decided in it." };
    private static readonly Option<bool> NoServe = new("--no-serve") { Description = "Only make it." };

    public static Command Make()
    {
        var command = new Command("demo", "Look around in a made-up community, in a data directory of its own.\n\nExample: kith demo --port 8080") { Port, Remake, NoServe };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        if (parsed.GetValue(Place.Postgres) is not null)
        {
            throw new InvalidInputException("The demo keeps to a directory of its own.", "--database", "Leave --database out; --data DIR says where the demo goes.");
        }
        var directory = parsed.GetValue(Place.Data) ?? Path.Combine(Place.UsualDirectory, "demo");
        if (parsed.GetValue(Remake))
        {
            Remove(directory);
        }
        using var database = Place.OpenDirectory(directory);
        await Fill(database, directory);
        return parsed.GetValue(NoServe)
            ? ExitCode.Done
            : await ServeCommand.Run(database, new IPEndPoint(IPAddress.Loopback, ServeCommand.PortOf(parsed.GetValue(Port))), stop, address => Invite(database, address), new SiteOptions { IsDemo = true });
    }

    private static async Task Fill(Database database, string directory)
    {
        var state = StateOf(database, directory);
        var newest = DateTimeOffset.FromUnixTimeMilliseconds(database.Read(ConversationStore.NewestAt) ?? 0);
        if (state is DemoState.Made && TimeProvider.System.GetUtcNow() - newest < Fresh)
        {
            Console.WriteLine($"The demo is in {directory}.");
            return;
        }
        var clock = Stopwatch.StartNew();
        var summaries = await Harbour.Fill(database, TimeProvider.System);
        Console.WriteLine($"Made the demo in {directory}: {summaries.Sum(each => each.Messages):N0} messages in {summaries.Sum(each => each.Conversations)} conversations, in {clock.Elapsed.TotalSeconds:0.0} s.");
    }

    private static DemoState StateOf(Database database, string directory) => Harbour.StateOf(database) is var state and not DemoState.Occupied
        ? state
        : throw new InvalidInputException($"{directory} holds archives of yours.", "--data", "Give the demo another directory, or none.");

    // Only what the demo itself has put there.
    private static void Remove(string directory)
    {
        if (!File.Exists(Path.Combine(directory, "kith.db")))
        {
            return;
        }
        using (var database = Place.OpenDirectory(directory))
        {
            StateOf(database, directory);
        }
        foreach (var file in Directory.GetFiles(directory, "kith.db*"))
        {
            File.Delete(file);
        }
    }

    private static void Invite(Database database, string address)
    {
        var everyone = database.Read(PeopleStore.Load);
        var quiet = NameSearch.Find(everyone, "Ingrid Dahl").Found[0];
        var (live, held) = database.Read(connection => (GatheringStore.Live(connection, Reader.Member)[0], GatheringStore.Past(connection, Reader.Member, count: 1)[0]));
        Console.WriteLine(Said(address, live.Id.Value, held.Id.Value, quiet.Id.Value));
    }

    /// <summary>What to look at first, in columns however long the addresses are.</summary>
    internal static string Said(string address, long live, long held, long quiet)
    {
        (string Link, string What)[] rows =
        [
            ($"{address}/find?q=damp+in+the+tower", "who knows why the tower is damp?"), ($"{address}/people/{quiet}", "a tie that has gone quiet"),
            ($"{address}/gatherings/{held}", "an hour that was held, and what it left behind"), ($"{address}/gatherings", "what comes next, and what people would like"), ($"{address}/map", "who talks with whom"),
        ];
        var wide = rows.Max(row => row.Link.Length);
        return $"""

            A year of Harbour, a community that looks after coasts. Everybody in it is made up.

            A chat is live now; come in as its moderator, or as a member:
              {address}/sign-in?to=/gatherings/{live}

            Then try:
            {string.Join('\n', rows.Select(row => $"  {row.Link.PadRight(wide)}   {row.What}"))}

            """;
    }
}
