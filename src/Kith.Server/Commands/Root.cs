using System.CommandLine;
using System.Data.Common;
using System.Text.RegularExpressions;

namespace Kith.Server.Commands;

/// <summary>The command line: one file a command, all of them listed here.</summary>
internal static partial class Root
{
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Kith hosts the conversations in which people learn from each other, and shows the relationships they leave behind.\n\nExample: kith demo")
        {
            Place.Data, Place.Postgres, Place.Json,
            ServeCommand.Make(), DemoCommand.Make(), ImportCommand.Make(), SourcesCommand.Make(), IssuesCommand.Make(),
            WhoKnowsCommand.Make(), PersonCommand.Make(), PeopleCommand.Make(), TiesCommand.Make(), PathCommand.Make(), ConversationsCommand.Make(), GatheringsCommand.Make(), GatheringCommand.Make(),
            ExportCommand.Make(), BackupCommand.Make(), RebuildCommand.Make(), EvaluateCommand.Make(), CompletionCommand.Make(),
        };
        foreach (var command in DecisionCommands.Make().Concat(AccountCommands.Make()))
        {
            root.Add(command);
        }
        HelpWithExample.Install(root);
        var parsed = root.Parse(args is [] ? ["--help"] : args is ["help", .. var about] ? [.. about, "--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            Output.Write(Mistake(parsed, string.Join(' ', args)), args.Contains("--json"));
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
        catch (IOException failure)
        {
            // What is read is dealt with where it is read: this is the terminal, or the file that the shell writes.
            Output.Write(new InvalidInputException($"What there is to say can't be written: {failure.Message.TrimEnd('.')}.", "output", "Make room, or send it elsewhere."), parsed.GetValue(Place.Json));
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    // The parser says first that a command is missing where there is one that it does not know, and names types of ours.
    private static InvalidInputException Mistake(ParseResult parsed, string typed)
    {
        var command = parsed.CommandResult.Command;
        var said = command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var unknown, ..] ? unknown.StartsWith('-') ? $"There is no option {unknown}." : $"There is no command {string.Join(' ', Called(command).Skip(1).Append(unknown))}."
            : InOurWords(parsed.Errors[0].Message, command.Name);
        return new InvalidInputException(said.EndsWith('.') ? said : said + ".", typed, $"Try: {string.Join(' ', Called(command))} --help");
    }

    private static string InOurWords(string said, string command) => said == "Required command was not provided." ? "Nothing was asked."
        : Unknown().Match(said) is { Success: true, Groups: [_, var unknown] } ? unknown.Value.StartsWith('-') ? $"There is no option {unknown}." : $"{unknown} is more than {command} takes."
        : NoneOf().Match(said) is { Success: true } choice ? $"{choice.Groups[1].Value} is none of {string.Join(", ", choice.Groups[2].Captures.Select(each => each.Value))}."
        : Missing().Replace(Unparsed().Replace(said, "$1 is no number, which $2 needs."), "$1 is missing, which $2 needs.");

    [GeneratedRegex(@"^Unrecognized command or argument '(.*)'\.$", RegexOptions.Singleline)]
    private static partial Regex Unknown();

    [GeneratedRegex(@"^Required argument '(.*)' missing for command: '(.*)'\.$", RegexOptions.Singleline)]
    private static partial Regex Missing();

    [GeneratedRegex(@"^Argument '(.*)' not recognized\. Must be one of:(?:\s*'([^']*)')+\s*$", RegexOptions.Singleline)]
    private static partial Regex NoneOf();

    [GeneratedRegex(@"^Cannot parse argument '(.*)' for (?:option|command) '(.*)' as expected type '[^']*Int(?:32|64)[^']*'\.$", RegexOptions.Singleline)]
    private static partial Regex Unparsed();

    // As it is typed: kith evaluate ties.
    private static IEnumerable<string> Called(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } above ? Called(above).Append(command.Name) : ["kith"];
}
