using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Kith.Server.Commands;

/// <summary>
/// Help whose lists of commands stay short: of a description with several paragraphs they show the first; the others, and the example
/// after "Example:", stand at the end of the command's own help.
/// </summary>
internal sealed class HelpWithExample(HelpAction plain, IReadOnlyDictionary<Command, IReadOnlyList<string>> more) : SynchronousCommandLineAction
{
    private const string Between = "\n\n";

    public override bool ClearsParseErrors => true;

    /// <summary>Takes all but the first paragraph out of the descriptions of all commands, and has help show them under its own.</summary>
    public static void Install(RootCommand root)
    {
        var more = new Dictionary<Command, IReadOnlyList<string>>();
        Take(root, more);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExample((HelpAction)help.Action!, more);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var exit = plain.Invoke(parseResult);
        if (more.TryGetValue(parseResult.CommandResult.Command, out var paragraphs))
        {
            Console.Out.WriteLine(string.Join(Between, paragraphs.Select(paragraph => IsExample(paragraph) ? paragraph : string.Join('\n', Wrapped(paragraph, Output.Width)))));
        }
        return exit;
    }

    /// <summary>A text in lines of at most so many characters, broken between words.</summary>
    public static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        yield return line;
    }

    // What is to be typed stays in one piece.
    private static bool IsExample(string paragraph) => paragraph.StartsWith("Example: ", StringComparison.Ordinal);

    private static void Take(Command command, Dictionary<Command, IReadOnlyList<string>> more)
    {
        if (command.Description?.Split(Between) is [var first, .. { Length: > 0 } others])
        {
            command.Description = first;
            more[command] = others;
        }
        foreach (var below in command.Subcommands)
        {
            Take(below, more);
        }
    }
}
