using System.Globalization;
using System.Text.Json;
using Dapper;
using Kith.Store;

namespace Kith.Benchmarks.Rooms;

/// <summary>What <c>Kith.Benchmarks rooms …</c> can do; docs/rooms.md says how to use it.</summary>
public static class RoomsCommand
{
    /// <summary>Runs one; the exit code.</summary>
    public static async Task<int> Run(string[] what)
    {
        switch (what)
        {
            case ["stage", "--data" or "--database", var place, var members, var file]:
                using (var database = what[1] == "--data" ? Database.OpenDirectory(place) : Database.OpenPostgres(place))
                {
                    Stage.Set(database, Number(members)).Write(file);
                }
                return 0;
            case ["fault", "--data" or "--database", var place, var program, var nodes, var clients, var kills, .. var more]:
                return Say(await FaultCommand.Run(program, [what[1], place], Number(nodes), Number(clients), Number(kills), more));
            case ["clients", var file, var clients, var seconds, .. var urls]:
                return Say(await new FaultRun([.. urls.Select(url => new Uri(url))], Stage.Read(file), Number(clients), 1).Run(() => Task.Delay(TimeSpan.FromSeconds(Number(seconds)))));
            case ["sql", var address, var statement]:
                using (var connection = new Npgsql.NpgsqlConnection(address))
                {
                    connection.Execute(statement);
                    return 0;
                }
            case ["signalr", var port]:
                await SignalRPeer.Serve(Number(port));
                return 0;
            case ["fanout", "kith", var port, var process, var followers, var seconds, var file]:
                return await Fan(new KithWire(Number(port), Stage.Read(file)), followers, seconds, process);
            case ["fanout", "signalr", var port, var process, var followers, var seconds]:
                return await Fan(new SignalRWire(Number(port)), followers, seconds, process);
            case ["fanout", "ejabberd" or "prosody", var port, var process, var followers, var seconds]:
                return await Fan(new XmppWire(what[1], Number(port)), followers, seconds, process);
            case ["log", "--data" or "--database", var place, var posters, var seconds]:
                using (var database = what[1] == "--data" ? Database.OpenDirectory(place) : Database.OpenPostgres(place))
                {
                    return Write(await PostRate.InProcess(database, Number(posters), Number(seconds)));
                }
            case ["post", var name, var url, var file, var posters, var seconds]:
                return Write(await PostRate.OverHttp(name, new Uri(url), Stage.Read(file), Number(posters), Number(seconds)));
            default:
                await Console.Error.WriteLineAsync("""
                    rooms stage (--data DIR | --database ADDRESS) MEMBERS FILE     makes a live gathering and sessions of members
                    rooms clients FILE CLIENTS SECONDS URL…                        posts and follows, then checks; kill what you like meanwhile
                    rooms fault (--data DIR | --database ADDRESS) KITH.DLL NODES CLIENTS KILLS [SERVE-OPTION…]
                    rooms log (--data DIR | --database ADDRESS) POSTERS SECONDS    messages acknowledged a second, in process
                    rooms post NAME URL FILE POSTERS SECONDS                       the same over HTTP
                    rooms fanout kith PORT PID FOLLOWERS SECONDS FILE              ten messages a second to many followers
                    rooms fanout (signalr | ejabberd | prosody) PORT PID FOLLOWERS SECONDS
                    rooms sql ADDRESS STATEMENT                                    says it to a PostgreSQL
                    rooms signalr PORT                                             serves a group of SignalR
                    """);
                return 2;
        }
    }

    private static int Say(FaultRun.Outcome outcome)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"acknowledged {outcome.Acknowledged}, abandoned {outcome.Abandoned}, retried {outcome.Retried}, there {outcome.Messages}, faults {outcome.Faults.Count}"));
        foreach (var fault in outcome.Faults.Take(20))
        {
            Console.WriteLine(fault);
        }
        return outcome.Faults.Count == 0 ? 0 : 1;
    }

    private static async Task<int> Fan(IWire wire, string followers, string seconds, string process) =>
        Write(await new Fanout(wire, Number(followers), rate: 10, Number(seconds), Number(process)).Run());

    // One line of JSON, for run.sh.
    private static int Write<T>(T outcome)
    {
        Console.WriteLine(JsonSerializer.Serialize(outcome, new JsonSerializerOptions { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals }));
        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
