using System.CommandLine;
using System.Data.Common;

namespace Kith.Server.Commands;

/// <summary>The command line: one file a command, all of them listed here.</summary>
internal static class Root
{
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Kith hosts the conversations in which people learn from each other, and shows the relationships they leave behind.")
        {
            Place.Data, Place.Postgres, Place.Json,
            ServeCommand.Make(), DemoCommand.Make(), ImportCommand.Make(), SourcesCommand.Make(), IssuesCommand.Make(),
            WhoKnowsCommand.Make(), PersonCommand.Make(), PeopleCommand.Make(), TiesCommand.Make(), PathCommand.Make(), ConversationsCommand.Make(), GatheringsCommand.Make(), GatheringCommand.Make(),
            ExportCommand.Make(), RebuildCommand.Make(), EvaluateCommand.Make(), CompletionCommand.Make(),
        };
        foreach (var command in DecisionCommands.Make().Concat(AccountCommands.Make()))
        {
            root.Add(command);
        }
        HelpWithExample.Install(root);
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            var error = new InvalidInputException(parsed.Errors[0].Message, string.Join(' ', args), $"Try: kith {parsed.CommandResult.Command.Name} --help");
            Output.Write(error, args.Contains("--json"));
            return ExitCode.InvalidInput;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (InvalidInputException problem)
        {
            Output.Write(problem, parsed.GetValue(Place.Json));
            return ExitCode.InvalidInput;
        }
        catch (DbException failure)
        {
            // Reached while it worked: a full disk, a server that went away, a file that was damaged.
            Output.Write(new InvalidInputException($"The database failed: {failure.Message.TrimEnd('.')}.", "database", "What was acknowledged is safe; mend the cause and run the command again."), parsed.GetValue(Place.Json));
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }
}
