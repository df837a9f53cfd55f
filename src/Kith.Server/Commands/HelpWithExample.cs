using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Kith.Server.Commands;

/// <summary>Help that ends with the example a command's description holds after "Example:", so that lists of commands stay short.</summary>
internal sealed class HelpWithExample(HelpAction plain, IReadOnlyDictionary<Command, string> examples) : SynchronousCommandLineAction
{
    private const string Mark = "\n\nExample: ";

    public override bool ClearsParseErrors => true;

    /// <summary>Takes the examples out of the descriptions of all commands, and has help show each under its own.</summary>
    public static void Install(RootCommand root)
    {
        var examples = new Dictionary<Command, string>();
        Take(root, examples);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExample((HelpAction)help.Action!, examples);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var exit = plain.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command, out var example))
        {
            Console.Out.WriteLine($"Example: {example}");
        }
        return exit;
    }

    private static void Take(Command command, Dictionary<Command, string> examples)
    {
        if (command.Description?.Split(Mark) is [var description, var example])
        {
            command.Description = description;
            examples[command] = example;
        }
        foreach (var below in command.Subcommands)
        {
            Take(below, examples);
        }
    }
}
