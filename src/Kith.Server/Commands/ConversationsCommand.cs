using System.CommandLine;
using Kith.Server.Conversations;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith conversations</c></summary>
internal static class ConversationsCommand
{
    private static readonly Argument<string?> Title = new("title") { Description = "Part of a title or of a channel's name.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Community = new("--community") { Description = "Only of this community.", HelpName = "NAME" };
    private static readonly Option<int> Top = Place.Top(30);

    public static Command Make()
    {
        var command = new Command("conversations", "Conversations, the latest first.\n\nExample: kith conversations tide --top 5") { Title, Community, Top };
        Asked.With(Run)(command);
        return command;
    }

    private static int Run(ParseResult parsed, Asked asked)
    {
        var community = parsed.GetValue(Community);
        if (community is not null)
        {
            asked.MustHave(community);
        }
        var rows = ConversationRow.Latest(asked.Present, asked.Reader, community, parsed.GetValue(Title), 0, parsed.GetValue(Top));
        if (asked.Json)
        {
            Output.Write(rows);
            return ExitCode.Done;
        }
        if (rows.Count == 0)
        {
            Console.WriteLine("No conversation fits. kith import takes archives in.");
            return ExitCode.Done;
        }
        var table = Tables.New(null, "#", "conversation", "kind", "messages", "last");
        foreach (var row in rows)
        {
            table.AddRow(new Text(row.Id.ToString()), new Text(row.Conversation), new Text(row.Kind.ToString().ToLowerInvariant()), Tables.Count(row.Messages), Tables.Day(row.Last));
        }
        AnsiConsole.Write(table);
        return ExitCode.Done;
    }
}
