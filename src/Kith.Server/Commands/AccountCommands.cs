using System.CommandLine;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Server.Shared;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith accounts</c>, <c>invite</c>, <c>claims</c>, <c>confirm</c>, <c>decline</c>, <c>password-link</c>, <c>operator</c>: what an operator does in the terminal.</summary>
internal static class AccountCommands
{
    private static readonly Argument<string> Name = new("name") { Description = "Mail address, name or number of an account; kith accounts lists them." };
    private static readonly Argument<long> Number = new("number") { Description = "Number of the claim; kith claims lists them." };
    private static readonly Option<string?> Community = new("--community") { Description = "Of which community, if there are several.", HelpName = "NAME" };
    private static readonly Option<string> As = new Option<string>("--role") { Description = "What they become.", DefaultValueFactory = _ => "member" }.AcceptOnlyFromAmong("member", "host", "steward");
    private static readonly Option<int> Uses = new("--uses") { Description = "How many people may come by it.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Days = new("--days") { Description = "How many days it works.", HelpName = "N", DefaultValueFactory = _ => 14 };
    private static readonly Option<string?> Note = new("--note") { Description = "For whom; shown to those who invite.", HelpName = "TEXT" };

    public static IEnumerable<Command> Make() =>
    [
        New("accounts", "Who can sign in.\n\nExample: kith accounts", List),
        New("invite", "Make a link by which people become members.\n\nExample: kith invite --role host --uses 3", Invite, Community, As, Uses, Days, Note, Place.Url),
        New("claims", "What members say of themselves and somebody has to confirm.\n\nExample: kith claims", Claims),
        New("confirm", "Confirm a claim: it is so.\n\nExample: kith confirm 3", (parsed, present) => Decide(parsed, present, isSo: true), Number),
        New("decline", "Decline a claim: it is not so, or nobody can tell.\n\nExample: kith decline 3", (parsed, present) => Decide(parsed, present, isSo: false), Number),
        New("password-link", "Make a link by which somebody chooses a new password.\n\nExample: kith password-link ada@example.org", PasswordLink, Name, Place.Url),
        New("operator", "Make somebody an operator, who looks after the installation. A mail address must be proved; a number does for one that is not.\n\nExample: kith operator ada@example.org", MakeOperator, Name),
    ];

    private static Command New(string name, string description, Func<ParseResult, Present, int> run, params Symbol[] symbols)
    {
        var command = new Command(name, description).Taking(symbols);
        command.SetAction(parsed =>
        {
            using var database = Place.OpenFilled(parsed);
            return run(parsed, new Present(database, TimeProvider.System));
        });
        return command;
    }

    private static int List(ParseResult parsed, Present present)
    {
        var accounts = present.Database.Read(AccountStore.All);
        var communities = present.Database.Read(CommunityStore.All).ToDictionary(community => community.Id, community => community.Name);
        string Roles(Account account) => string.Join(", ", account.Roles.Select(each => $"{each.Value.ToString().ToLowerInvariant()} of {communities[each.Key]}").Prepend(account.IsOperator ? "operator" : "").Where(role => role.Length > 0));
        if (parsed.GetValue(Place.Json))
        {
            Output.Write(accounts.Select(each => new { Id = each.Id.Value, each.Name, each.Email, EmailProved = each.IsProved, Operator = each.IsOperator, Communities = each.Roles.ToDictionary(role => communities[role.Key], role => role.Value) }));
            return ExitCode.Done;
        }
        if (accounts.Count == 0)
        {
            Console.WriteLine("There are no accounts yet. kith serve prints a link that makes the first one.");
            return ExitCode.Done;
        }
        var table = Tables.New(null, "#", "name", "mail address", "proved", "is").Whole(2);
        foreach (var each in accounts)
        {
            table.AddRow(new Text(each.Id.ToString()), new Text(each.Name), new Text(each.Email ?? ""), new Text(each.IsProved ? "yes" : "no"), new Text(Roles(each)));
        }
        AnsiConsole.Write(table);
        return ExitCode.Done;
    }

    private static int Invite(ParseResult parsed, Present present)
    {
        var role = Enum.Parse<Role>(parsed.GetValue(As)!, ignoreCase: true);
        if (!present.Database.Read(AccountStore.Any))
        {
            throw new InvalidInputException("There are no accounts yet.", "kith invite", "Run kith serve and make the first one by the link that it prints.");
        }
        var community = CommunityOf(present, parsed.GetValue(Community));
        var secret = present.Database.Write(transaction => Invitations.Make(transaction, community.Id, role, parsed.GetValue(Uses), parsed.GetValue(Days), parsed.GetValue(Note), null, present.Now));
        Print(parsed, $"/join/{secret}", $"Whoever opens it becomes a {role.ToString().ToLowerInvariant()} of {community.Name}, for {Marks.Count(parsed.GetValue(Days), "day")}");
        return ExitCode.Done;
    }

    private static Community CommunityOf(Present present, string? name)
    {
        var all = present.Database.Read(CommunityStore.All);
        return name is null && all.Count == 1 ? all[0]
            : all.FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidInputException(name is null ? "There are several communities." : $"There is no community {name}.", "--community", $"There is {string.Join(", ", all.Select(each => each.Name))}.");
    }

    private static int Claims(ParseResult parsed, Present present)
    {
        var claims = present.Database.Read(Kith.Accounts.Claims.Waiting);
        var everyone = present.Network.Everyone;
        string What(Claim claim) => claim.Identity is { } identity ? $"I am {everyone.Of(identity)?.Name}" : $"{claim.Email} is mine";
        if (parsed.GetValue(Place.Json))
        {
            Output.Write(claims.Select(each => new { Claim = each.Id, At = Times.Of(each.At), each.Name, each.Email, Identity = each.Identity?.Value, Says = What(each), each.Word }));
            return ExitCode.Done;
        }
        if (claims.Count == 0)
        {
            Console.WriteLine("Nobody waits.");
            return ExitCode.Done;
        }
        var table = Tables.New(null, "#", "when", "who", "says", "how to know");
        foreach (var each in claims)
        {
            table.AddRow(new Text(each.Id.ToString()), Tables.Day(Times.Of(each.At)), new Text(each.Name), new Text(What(each)), new Text(each.Word));
        }
        AnsiConsole.Write(table);
        return ExitCode.Done;
    }

    private static int Decide(ParseResult parsed, Present present, bool isSo)
    {
        var id = parsed.GetValue(Number);
        var done = present.Database.Write(transaction => isSo
            ? WhoIsWho.Change(transaction, _ => Kith.Accounts.Claims.Confirm(transaction, id, null, present.Now))
            : Kith.Accounts.Claims.Decline(transaction, id, null, present.Now));
        if (!done)
        {
            throw new InvalidInputException($"No claim {id} waits.", "number", "kith claims lists those that do.");
        }
        if (parsed.GetValue(Place.Json))
        {
            Output.Write(new { Claim = id, State = isSo ? ClaimState.Confirmed : ClaimState.Declined });
        }
        else
        {
            Console.WriteLine(isSo ? $"Claim {id} is confirmed." : $"Claim {id} is declined.");
        }
        return ExitCode.Done;
    }

    private static int PasswordLink(ParseResult parsed, Present present)
    {
        var account = AccountOf(present, parsed.GetValue(Name)!);
        var secret = present.Database.Write(transaction => OneTimeLinks.Make(transaction, LinkPurpose.Password, account.Id, null, present.Now));
        Print(parsed, $"/password/{secret}", $"Whoever opens it chooses the password of {account.Name}. It works once, for a day");
        return ExitCode.Done;
    }

    private static int MakeOperator(ParseResult parsed, Present present)
    {
        var typed = parsed.GetValue(Name)!;
        var account = AccountOf(present, typed);
        // Whoever signs up first can give the address of another.
        if (typed.Contains('@') && !account.IsProved)
        {
            throw new InvalidInputException($"The mail address of #{account.Id} is not proved.", "name", "Give the number if it is they.");
        }
        present.Database.Write(transaction => AccountStore.MakeOperator(transaction, account.Id));
        if (parsed.GetValue(Place.Json))
        {
            Output.Write(new { Operator = account.Id.Value, account.Name });
        }
        else
        {
            Console.WriteLine($"{account.Name} is an operator.");
        }
        return ExitCode.Done;
    }

    private static Account AccountOf(Present present, string typed)
    {
        // Whoever calls themselves by the mail address of another is not that one.
        var fitting = present.Database.Read(AccountStore.All).Where(each => typed.Contains('@') ? each.Email == AccountRules.Email(typed)
            : each.Id.ToString() == typed.TrimStart('#') || string.Equals(each.Name, typed, StringComparison.OrdinalIgnoreCase)).ToList();
        return fitting switch
        {
            [var one] => one,
            [] => throw new InvalidInputException($"There is no account {typed}.", "name", "kith accounts lists them."),
            _ => throw new InvalidInputException($"\"{typed}\" can be {fitting.Count} accounts.", "name", $"Give a number: {string.Join(", ", fitting.Select(each => $"#{each.Id} {each.Email}"))}."),
        };
    }

    private static void Print(ParseResult parsed, string path, string what)
    {
        var link = (Place.UrlOf(parsed)?.GetLeftPart(UriPartial.Authority) ?? $"http://127.0.0.1:{ServeCommand.UsualPort}") + path;
        if (parsed.GetValue(Place.Json))
        {
            Output.Write(new { Link = link });
        }
        else
        {
            Console.WriteLine($"{link}\n{what}.");
        }
    }
}
