using System.Globalization;
using Kith.Store;

namespace Kith.Benchmarks.Rooms;

/// <summary>What <c>Kith.Benchmarks rooms …</c> can do; bench/rooms/README.md says how to use it.</summary>
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
            default:
                await Console.Error.WriteLineAsync("""
                    rooms stage (--data DIR | --database ADDRESS) MEMBERS FILE     makes a live gathering and sessions of members
                    rooms clients FILE CLIENTS SECONDS URL…                        posts and follows, then checks; kill what you like meanwhile
                    rooms fault (--data DIR | --database ADDRESS) KITH.DLL NODES CLIENTS KILLS [SERVE-OPTION…]
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

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
