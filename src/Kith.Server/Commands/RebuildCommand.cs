using System.CommandLine;
using System.Diagnostics;
using Kith.Expertise;
using Kith.Server.Shared;

namespace Kith.Server.Commands;

/// <summary><c>kith rebuild</c></summary>
internal static class RebuildCommand
{
    public static Command Make()
    {
        var command = new Command("rebuild", "Derive interactions, ties and topics again from the facts. Nothing that was said or decided changes.\n\nExample: kith rebuild");
        Asked.With(Run, hasReader: false)(command);
        return command;
    }

    private static int Run(ParseResult parsed, Asked asked)
    {
        var clock = Stopwatch.StartNew();
        var interactions = Derived.Rebuild(asked.Present.Database).GetAwaiter().GetResult();
        var ties = asked.Present.Network.All.Count;
        if (asked.Json)
        {
            Output.Write(new { Interactions = interactions, Ties = ties, Seconds = Math.Round(clock.Elapsed.TotalSeconds, 3) });
        }
        else
        {
            Console.WriteLine($"{Marks.Count(interactions, "interaction")} and {Marks.Count(ties, "tie")} derived in {clock.Elapsed.TotalSeconds:0.0} s.");
        }
        return ExitCode.Done;
    }
}
