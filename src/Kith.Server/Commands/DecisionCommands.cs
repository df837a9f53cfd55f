using System.CommandLine;
using Kith.Conversations;
using Kith.People;
using Kith.Server.Shared;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith merge</c>, <c>split</c>, <c>distinct</c>, <c>bot</c>, <c>human</c>, <c>undo</c> and <c>decisions</c>: what people decide about people.</summary>
internal static class DecisionCommands
{
    private static readonly Argument<string> Who = new("who") { Description = "Name, handle, mail address or number." };
    private static readonly Argument<string> One = new("one") { Description = "Name, handle, mail address or number." };
    private static readonly Argument<string> Other = new("other") { Description = "Name, handle, mail address or number." };
    private static readonly Argument<long> Number = new("number") { Description = "Number of the identity, as kith person --json shows it." };
    private static readonly Argument<long> Decision = new("number") { Description = "Number of the decision; kith decisions lists them." };
    private static readonly Option<string?> Why = new("--why") { Description = "Why; all members see it on the person's page.", HelpName = "TEXT" };
    private static readonly Option<string?> WhyDistinct = new("--why") { Description = "Why; kept with the decision.", HelpName = "TEXT" };

    public static IEnumerable<Command> Make() =>
    [
        New("merge", "Say that two people are one. It can be undone.\n\nExample: kith merge \"Ada Lindqvist\" adal --why \"she told me\"", Merge, One, Other, Why),
        New("distinct", "Say that two people are not one, so that it is not suggested again.\n\nExample: kith distinct \"Ann Lee\" \"Ann Leigh\"", Distinct, One, Other, WhyDistinct),
        New("split", "Take an identity out of a person: it is somebody else. It can be undone.\n\nExample: kith split 17", Split, Number, Why),
        New("bot", "Say that somebody is a bot, where the source does not: it has no ties and is asked nothing. It can be undone.\n\nExample: kith bot loogle --why \"answers searches\"", (parsed, asked) => Mark(parsed, asked, isBot: true), Who, Why),
        New("human", "Say that somebody is no bot, where a source or a name says that they are one. It can be undone.\n\nExample: kith human \"Jo Talbot\"", (parsed, asked) => Mark(parsed, asked, isBot: false), Who, Why),
        New("undo", "Undo a decision about people (merge, distinct, split, bot or human), by its number.\n\nExample: kith undo 3", Undo, Decision),
        New("decisions", "What was decided about people, undone decisions too.\n\nExample: kith decisions", List),
    ];

    private static Command New(string name, string description, Func<ParseResult, Asked, int> run, params Symbol[] symbols)
    {
        var command = new Command(name, description).Taking(symbols);
        Asked.With(run, hasReader: false)(command);
        return command;
    }

    private static int Merge(ParseResult parsed, Asked asked) => Pair(parsed, asked, PersonDecisionKind.Merge, Why, "are one person now");

    private static int Distinct(ParseResult parsed, Asked asked) => Pair(parsed, asked, PersonDecisionKind.Distinct, WhyDistinct, "are known to be two people");

    private static int Pair(ParseResult parsed, Asked asked, PersonDecisionKind kind, Option<string?> why, string done)
    {
        if (!asked.Find(parsed.GetValue(One)!, "one", out var one, out var exit) || !asked.Find(parsed.GetValue(Other)!, "other", out var other, out exit))
        {
            return exit;
        }
        if (one.Id == other.Id)
        {
            throw new InvalidInputException($"{one.Name} (#{one.Id}) was given twice, or the two are one person already.", "other", "Name two people; kith people lists them with their numbers.");
        }
        return Record(asked, kind, one.Identities[0].Id, other.Identities[0].Id, parsed.GetValue(why), $"{one.Name} and {other.Name} {done}");
    }

    private static int Split(ParseResult parsed, Asked asked)
    {
        var id = new IdentityId(parsed.GetValue(Number));
        var identity = asked.Present.Network.Everyone.Of(id)?.Identities.Single(each => each.Id == id)
            ?? throw new InvalidInputException($"There is no identity {id}.", "number", "kith person NAME --json shows the numbers of identities.");
        if (asked.Present.Network.Everyone.Of(id)!.Identities.Count == 1)
        {
            throw new InvalidInputException($"{identity.Name} is the only identity of that person.", "number", "There is nothing to split it from.");
        }
        return Record(asked, PersonDecisionKind.Split, id, null, parsed.GetValue(Why), $"{identity.Name} at {identity.Source} is a person of their own now");
    }

    private static int Mark(ParseResult parsed, Asked asked, bool isBot)
    {
        if (!asked.Find(parsed.GetValue(Who)!, "who", out var person, out var exit))
        {
            return exit;
        }
        var number = asked.Present.Database.Write(transaction => Bots.Decide(transaction, person.Id, isBot, parsed.GetValue(Why), asked.Present.Now));
        return Said(asked, number, isBot ? PersonDecisionKind.Bot : PersonDecisionKind.Human, $"{person.Name} is {(isBot ? "a bot" : "no bot")} now");
    }

    private static int Record(Asked asked, PersonDecisionKind kind, IdentityId identity, IdentityId? other, string? why, string done) =>
        Said(asked, asked.Present.Database.Write(transaction => WhoIsWho.Change(transaction, _ => PeopleStore.Decide(transaction, asked.Present.Now, kind, identity, other, why))), kind, done);

    private static int Said(Asked asked, long number, PersonDecisionKind kind, string done)
    {
        if (asked.Json)
        {
            Output.Write(new { Decision = number, Kind = kind });
        }
        else
        {
            Console.WriteLine($"{done}. To take it back: kith undo {number}");
        }
        return ExitCode.Done;
    }

    private static int Undo(ParseResult parsed, Asked asked)
    {
        var number = parsed.GetValue(Decision);
        if (!asked.Present.Database.Write(transaction => WhoIsWho.Undo(transaction, number, asked.Present.Now)))
        {
            throw new InvalidInputException($"There is no decision {number} to undo.", "number", "kith decisions lists them.");
        }
        if (asked.Json)
        {
            Output.Write(new { Undone = number });
        }
        else
        {
            Console.WriteLine($"Decision {number} is undone.");
        }
        return ExitCode.Done;
    }

    private static int List(ParseResult parsed, Asked asked)
    {
        var everyone = asked.Present.Network.Everyone;
        string Name(IdentityId? id) => id is { } known && everyone.Of(known) is { } person ? person.Identities.Single(each => each.Id == known).Name : "";
        var decisions = asked.Present.Database.Read(PeopleStore.Decisions);
        if (asked.Json)
        {
            Output.Write(decisions.Select(each => new
            {
                Decision = each.Id, At = Times.Of(each.At), each.Kind, Identity = Name(each.Identity), Other = each.Other is null ? null : Name(each.Other),
                each.Text, UndoneAt = each.UndoneAt is { } at ? Times.Of(at) : (DateTimeOffset?)null,
            }));
            return ExitCode.Done;
        }
        if (decisions.Count == 0)
        {
            Console.WriteLine("Nothing was decided yet. Begin with: kith people --duplicates");
            return ExitCode.Done;
        }
        var table = Tables.New(null, "#", "when", "what", "who", "why", "");
        foreach (var each in decisions)
        {
            table.AddRow(new Text(each.Id.ToString()), Tables.Day(Times.Of(each.At)), new Text(each.Kind.ToString().ToLowerInvariant()),
                new Text(string.Join(", ", new[] { Name(each.Identity), Name(each.Other) }.Where(name => name.Length > 0))), new Text(each.Text ?? ""),
                new Text(each.UndoneAt is null ? "" : "undone"));
        }
        AnsiConsole.Write(table);
        return ExitCode.Done;
    }
}
