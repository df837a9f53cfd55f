using System.Globalization;
using Kith.Benchmarks.Graphs;
using Kith.Benchmarks.Importing;
using Kith.Benchmarks.Interactions;
using Kith.Benchmarks.Rooms;
using Kith.Benchmarks.Text;

// Each benchmark prints its figures; bench/results keeps them with the command and the machine.
switch (args)
{
    case ["text"]:
        IndexBenchmark.Run(Console.Out);
        ExpertiseBenchmark.Run(Console.Out);
        return 0;
    case ["growth", var messages]:
        GrowthBenchmark.Run(Console.Out, int.Parse(messages, CultureInfo.InvariantCulture));
        return 0;
    case ["graphs", "time", var path]:
        GraphsBenchmark.Run(path, Console.Out);
        return 0;
    case ["graphs", "rmat", var path]:
        EdgeFile.WriteRmat(path, scale: 13, edges: 80_000, seed: 1);
        return 0;
    case ["graphs", "groups", var path]:
        GroupsBenchmark.Run(path, Console.Out);
        return 0;
    case ["graphs", "measures", var graphs]:
        RandomMeasures.Write(int.Parse(graphs, CultureInfo.InvariantCulture), Console.Out);
        return 0;
    case ["parse", var folder]:
        ParseFloor.Run(folder, Console.Out);
        return 0;
    case ["replies"]:
        AddresseesBenchmark.Run(Console.Out);
        return 0;
    case ["replies", "talks", var log, var talks]:
        TalksCheck.Run(log, talks, Console.Out);
        return 0;
    case ["rooms", .. var what]:
        return await RoomsCommand.Run(what);
    default:
        Console.Error.WriteLine("Say which: text, growth MESSAGES, parse FOLDER, graphs time FILE, graphs rmat FILE, graphs groups FILE, graphs measures COUNT, replies, replies talks LOG TALKS, rooms …");
        return 2;
}
