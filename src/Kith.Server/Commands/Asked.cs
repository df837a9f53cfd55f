using System.CommandLine;
using Kith.Accounts;
using Kith.Conversations;
using Kith.People;
using Kith.Server.Shared;

namespace Kith.Server.Commands;

/// <summary>What questions on the command line have in common: a database, a reader, and names of people.</summary>
internal sealed class Asked : IDisposable
{
    private readonly Kith.Store.Database database;

    private Asked(ParseResult parsed)
    {
        Json = parsed.GetValue(Place.Json);
        database = Place.OpenFilled(parsed);
        Present = new Present(database, TimeProvider.System);
        Reader = Reader.Member;
    }

    public static Option<string?> As { get; } = new("--as")
    {
        Description = "Answer as this person would see it, private conversations included.",
        HelpName = "PERSON",
    };

    public Present Present { get; }

    public Reader Reader { get; private set; }

    public bool Json { get; }

    /// <summary>Makes a command's action: opens, answers, closes. The answer returns the exit code.</summary>
    /// <param name="answer">What it does.</param>
    /// <param name="hasReader">Whether the answer depends on who would see it.</param>
    public static Action<Command> With(Func<ParseResult, Asked, int> answer, bool hasReader = true) => command =>
    {
        if (hasReader)
        {
            command.Add(As);
        }
        command.SetAction(parsed =>
        {
            using var asked = new Asked(parsed);
            if (hasReader && parsed.GetValue(As) is { } name)
            {
                if (!asked.Find(name, "--as", out var person, out var exit))
                {
                    return exit;
                }
                asked.Reader = Reader.As(person);
            }
            return answer(parsed, asked);
        });
    };

    /// <summary>Finds the one person of that name, or says on standard error whom it could mean and gives the exit code.</summary>
    public bool Find(string typed, string where, out Person person, out int exit)
    {
        var match = NameSearch.Find(Present.Network.Everyone, typed);
        person = match.Found.Count == 1 ? match.Found[0] : null!;
        (exit, var problem) = match switch
        {
            { Found.Count: 1 } => (ExitCode.Done, null),
            { Found.Count: > 1 } => (ExitCode.Ambiguous, new InvalidInputException(
                $"\"{typed}\" can be {match.Found.Count} people.", where, $"Give a number: {List(match.Found)}.")),
            { Near.Count: > 0 } => (ExitCode.NotFound, new InvalidInputException($"There is nobody called \"{typed}\".", where, $"Near it: {List(match.Near)}.")),
            _ => (ExitCode.NotFound, new InvalidInputException($"There is nobody called \"{typed}\".", where, "kith people lists everybody.")),
        };
        if (problem is not null)
        {
            Output.Write(problem, Json);
        }
        return problem is null;
    }

    /// <summary>Sees to it that there is a community of that name.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public void MustHave(string community)
    {
        var all = database.Read(CommunityStore.All).Select(each => each.Name).ToList();
        if (!all.Contains(community, StringComparer.Ordinal))
        {
            throw new InvalidInputException($"There is no community {community}.", "--community", all.Count == 0 ? "There is none yet." : all.Count == 1 ? $"The only one is {all[0]}." : $"There are {string.Join(", ", all)}.");
        }
    }

    public void Dispose() => database.Dispose();

    private static string List(IReadOnlyList<Person> people) =>
        string.Join(", ", people.Take(8).Select(person => $"#{person.Id} {person.Name}")) + (people.Count > 8 ? " …" : "");
}
