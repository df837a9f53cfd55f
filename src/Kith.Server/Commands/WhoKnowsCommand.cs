using System.CommandLine;
using Kith.Expertise;
using Kith.People;
using Kith.Server.Expertise;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith who-knows TEXT</c></summary>
internal static class WhoKnowsCommand
{
    private static readonly Argument<string[]> Words = new("text") { Description = "What it is about; a question will do. \"Words in quotation marks\" stand together; light* stands for all words that begin so.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<int> Top = Place.Top(5, "At most how many people.");
    private static readonly Option<string?> Near = new("--near") { Description = "Show the warmest way from this person to each.", HelpName = "PERSON" };
    private static readonly Option<string?> Community = new("--community") { Description = "Only what was said in this community.", HelpName = "NAME" };
    private static readonly Option<bool> Others = new("--words") { Description = "Other words to look for, instead of people." };

    public static Command Make()
    {
        var command = new Command("who-knows", "Who knows about something, and the messages that show it.\n\nExample: kith who-knows \"salt on the lamp glass\" --near \"Hana Suzuki\"") { Words, Top, Near, Community, Others };
        Asked.With(Run)(command);
        return command;
    }

    private static int Run(ParseResult parsed, Asked asked)
    {
        Person? near = null;
        if (parsed.GetValue(Near) is { } name && !asked.Find(name, "--near", out near, out var exit))
        {
            return exit;
        }
        var text = string.Join(' ', parsed.GetValue(Words)!);
        if (TypedQuery.Of(text).IsEmpty)
        {
            throw new InvalidInputException(string.IsNullOrWhiteSpace(text) ? "Nothing was asked." : $"\"{text}\" holds no word that tells anything.", "text", "Say what it is about, as in: kith who-knows \"damp in the tower\"");
        }
        if (parsed.GetValue(Community) is { } community)
        {
            asked.MustHave(community);
        }
        var found = Finding.Of(asked.Present, asked.Reader, new WhoKnowsQuestion(text, parsed.GetValue(Top), near, parsed.GetValue(Community)), words: 8);
        if (parsed.GetValue(Others))
        {
            Print(found.Words, found.People.Count, asked.Json);
            if (!asked.Json && found.Words is { DidYouMean: null, Loosely: null, Related.Count: 0 })
            {
                Console.WriteLine("No other words are talked about with it.");
            }
        }
        else if (asked.Json)
        {
            Output.Write(found.People);
        }
        else
        {
            Print(found.Words, found.People.Count, json: false);
            Print(found);
        }
        return ExitCode.Done;
    }

    private static void Print(OtherWordsAnswer words, int people, bool json)
    {
        if (json)
        {
            Output.Write(words);
            return;
        }
        if (words.DidYouMean is { } meant)
        {
            AnsiConsole.MarkupLine($"[dim]Did you mean[/] {Markup.Escape(meant)}[dim]?[/]");
        }
        if (words.Loosely is { } loosely)
        {
            AnsiConsole.MarkupLine($"[dim]Nobody said that word for word. Without the quotation marks:[/] {Markup.Escape(loosely)}");
        }
        foreach (var told in UnsaidAnswer.Told(words.Unsaid, people))
        {
            AnsiConsole.WriteLine(told);
        }
        if (words.Unsaid.SelectMany(word => word.Instead).ToList() is { Count: > 0 } instead)
        {
            AnsiConsole.MarkupLine($"[dim]Of the same stem:[/] {Markup.Escape(string.Join(", ", instead))}");
        }
        if (words.Related.Count > 0)
        {
            AnsiConsole.MarkupLine($"[dim]Talked about with it:[/] {Markup.Escape(string.Join(", ", words.Related.Select(word => word.Topic)))}");
        }
    }

    private static void Print(Finding found)
    {
        var others = found.Words.Otherwise;
        if (found.People.Count == 0)
        {
            Console.WriteLine(others is null ? "Nobody talked about that. Fewer or other words may find somebody." : "Nobody talked about that.");
        }
        Print(found.People);
        if (others is not null)
        {
            AnsiConsole.MarkupLine($"[bold]With other words:[/] {Markup.Escape(string.Join(", ", others.Words))}\n");
            Print(others.People);
        }
        if (found.People.Count > 0 || others is not null)
        {
            AnsiConsole.MarkupLine("[dim]Answering is not knowing: read the messages and judge.[/]");
        }
    }

    private static void Print(IReadOnlyList<WhoKnowsAnswer> answers)
    {
        foreach (var answer in answers)
        {
            AnsiConsole.MarkupLine($"[bold]{Markup.Escape(answer.Person)}[/]  [dim]#{answer.Id}, {answer.Score:P0} of what counts[/]");
            if (answer.Path is { People.Count: > 1 } path)
            {
                AnsiConsole.MarkupLine($"  [green]{string.Join(" → ", path.People.Select(Markup.Escape))}[/] [dim]{path.Chance:P0}[/]");
            }
            foreach (var evidence in answer.Evidence)
            {
                AnsiConsole.Write(new Padder(new Markup($"[dim]{evidence.At:yyyy-MM-dd}, {Markup.Escape(evidence.Conversation)}{Markup.Escape(Found(evidence))}[/]"), new Padding(2, 0, 0, 0)));
                AnsiConsole.Write(new Padder(new Text(evidence.Text), new Padding(4, 0, 0, 0)));
            }
            AnsiConsole.WriteLine();
        }
    }

    private static string Found(Shared.Evidence one) =>
        one.Stem is { } stem ? $": found by \"{stem}\", of the same stem" : one.Near is { } near ? $": said where \"{near}\" is talked about" : "";
}
