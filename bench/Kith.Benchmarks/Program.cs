using System.Globalization;
using Kith.Benchmarks.Graphs;
using Kith.Benchmarks.Importing;
using Kith.Benchmarks.Interactions;
using Kith.Benchmarks.Network;
using Kith.Benchmarks.Rooms;
using Kith.Benchmarks.Text;

// Each benchmark prints its figures; bench/results keeps them with the command and the machine.
switch (args)
{
    case ["text"]:
        IndexBenchmark.Run(Console.Out);
        ExpertiseBenchmark.Run(Console.Out, 150_000);
        return 0;
    case ["text", "write", var folder, var messages]:
        SearchBenchmark.Write(folder, int.Parse(messages, CultureInfo.InvariantCulture));
        return 0;
    case ["text", "search", var folder]:
        SearchBenchmark.Run(folder, Console.Out);
        return 0;
    case ["text", "scaling", var messages, var folder]:
        TextScaling.Run(int.Parse(messages, CultureInfo.InvariantCulture), folder, Console.Out);
        return 0;
    case ["who-knows", var messages]:
        ExpertiseBenchmark.Run(Console.Out, int.Parse(messages, CultureInfo.InvariantCulture));
        return 0;
    case ["growth", var messages]:
        GrowthBenchmark.Run(Console.Out, int.Parse(messages, CultureInfo.InvariantCulture));
        return 0;
    case ["graphs", .. var what]:
        return GraphsCommand.Run(what);
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
    case ["map", "make", var file, var people, var ties]:
        MadeCommunity.Write(file, int.Parse(people, CultureInfo.InvariantCulture), int.Parse(ties, CultureInfo.InvariantCulture));
        return 0;
    case ["map", "measure", var part and ("derive" or "answers" or "page"), var program, var data]:
        await MapBenchmark.Run(part, program, data, Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("Say which: text, text write FOLDER MESSAGES, text search FOLDER, text scaling MESSAGES FOLDER, who-knows MESSAGES, growth MESSAGES, parse FOLDER, graphs …, replies, replies talks LOG TALKS, rooms …, map make FILE PEOPLE TIES, map measure derive|answers|page KITH DATA");
        return 2;
}
