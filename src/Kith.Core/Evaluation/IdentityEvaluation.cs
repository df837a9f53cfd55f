using Kith.People;

namespace Kith.Evaluation;

/// <summary>
/// Measures who may be one person: names and handles of a list are so many strangers, and what is suggested is compared
/// with the list. Right is a suggestion that joins two of one person; found is a handle that the suggestions, taken
/// together, join to its name.
/// </summary>
public static class IdentityEvaluation
{
    private static readonly (string Name, Func<Everyone, IReadOnlyList<(PersonId One, PersonId Other, double Sure)>> Suggest)[] Methods =
    [
        ("kith", everyone => [.. Duplicates.Suggest(everyone, []).Select(each => (each.One.Id, each.Other.Id, each.Confidence))]),
        ("initial and last name", Initials),
    ];

    /// <summary>The table.</summary>
    /// <param name="path">A JSON file of names with their handles, or the folder that holds it as people.json.</param>
    /// <param name="sheet">Takes down every answer.</param>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public static Evaluation Run(string path, AnswerSheet? sheet = null)
    {
        var list = NameList.Read(Directory.Exists(path) ? Path.Combine(path, "people.json") : path);
        var words = list.People.SelectMany((person, number) => person.Handles.Prepend(person.Name).Select((word, at) => (Word: word, Person: number, IsName: at == 0))).ToList();
        var everyone = Everyone.From([.. words.Select((word, at) => new Identity(new(at + 1), "list", word.Word, word.Word, null, false))], []);
        return new("identity", Path.GetFullPath(path), [$"{list.People.Count} people, {words.Count - list.People.Count} handles"],
            [.. Methods.Select(method => Score(method.Name, method.Suggest(everyone), words, sheet))]);
    }

    private static MethodScore Score(string method, IReadOnlyList<(PersonId One, PersonId Other, double Sure)> suggestions, List<(string Word, int Person, bool IsName)> words, AnswerSheet? sheet)
    {
        var joined = new Joined(words.Count);
        var right = new List<double>();
        foreach (var (one, other, sure) in suggestions)
        {
            var (a, b) = ((int)one.Value - 1, (int)other.Value - 1);
            joined.Join(a, b);
            right.Add(words[a].Person == words[b].Person ? 1 : 0);
            sheet?.Add("identity", "suggestion", method, "all", $"{words[a].Word} = {words[b].Word}", sure, right[^1]);
        }
        var found = new List<double>();
        var nameOf = words.Select((word, at) => (word, at)).Where(each => each.word.IsName).ToDictionary(each => each.word.Person, each => each.at);
        for (var at = 0; at < words.Count; at++)
        {
            if (!words[at].IsName)
            {
                found.Add(joined.Of(at) == joined.Of(nameOf[words[at].Person]) ? 1 : 0);
                sheet?.Add("identity", "handle", method, "all", words[at].Word, found[^1], 1);
            }
        }
        var (low, high) = Bootstrap.OfMean(found);
        return new(method, Precision: right.DefaultIfEmpty().Average(), Recall: found.DefaultIfEmpty().Average(), Low: low, High: high);
    }

    /// <summary>
    /// The table against what people of an installation decided: suggestions as if nothing had been decided yet; those
    /// judged on which somebody decided.
    /// </summary>
    /// <exception cref="InvalidInputException">Nobody has merged or told apart anybody yet.</exception>
    internal static Evaluation OfDecisions(string data, (IReadOnlyList<Identity> Identities, IReadOnlyList<PersonDecision> Decisions) known, AnswerSheet? sheet = null)
    {
        var standing = known.Decisions.Where(decision => decision is { UndoneAt: null, Other: not null }).ToList();
        var merged = standing.Where(decision => decision.Kind == PersonDecisionKind.Merge).ToList();
        var before = Everyone.From(known.Identities, known.Decisions.Where(decision => decision.Kind != PersonDecisionKind.Merge));
        var after = Everyone.From(known.Identities, known.Decisions);
        var apart = standing.Where(decision => decision.Kind == PersonDecisionKind.Distinct)
            .SelectMany(decision => ((PersonId?, PersonId?)[])[(before.Of(decision.Identity)?.Id, before.Of(decision.Other!.Value)?.Id), (before.Of(decision.Other!.Value)?.Id, before.Of(decision.Identity)?.Id)]).ToHashSet();
        if (standing.Count == 0)
        {
            throw new InvalidInputException("Nobody has merged or told apart anybody yet.", data, "kith people --duplicates suggests whom to look at.");
        }
        var suggestions = Duplicates.Suggest(before, []);
        var right = new List<double>();
        foreach (var each in suggestions)
        {
            var same = after.Of(each.One.Identities[0].Id) == after.Of(each.Other.Identities[0].Id);
            if (same || apart.Contains((each.One.Id, each.Other.Id)))
            {
                right.Add(same ? 1 : 0);
                sheet?.Add("identity", "suggestion", "kith", "all", $"{each.One.Id} = {each.Other.Id}", each.Confidence, right[^1]);
            }
        }
        var at = before.People.Select((person, index) => (person.Id, index)).ToDictionary(each => each.Id, each => each.index);
        var joined = new Joined(at.Count);
        foreach (var each in suggestions)
        {
            joined.Join(at[each.One.Id], at[each.Other.Id]);
        }
        var found = new List<double>();
        foreach (var (one, other) in merged.Select(merge => (before.Of(merge.Identity), before.Of(merge.Other!.Value))).Where(pair => pair is { Item1: not null, Item2: not null } && pair.Item1 != pair.Item2))
        {
            found.Add(joined.Of(at[one!.Id]) == joined.Of(at[other!.Id]) ? 1 : 0);
            sheet?.Add("identity", "handle", "kith", "all", $"{one.Id} = {other.Id}", found[^1], 1);
        }
        return new("identity", data, [$"{standing.Count} decisions"], [new("kith", Precision: right.Count == 0 ? null : right.Average(), Recall: found.Count == 0 ? null : found.Average())]);
    }

    // "alindqvist" for Ada Lindqvist, "adal" and "adalindqvist", where that fits one name only.
    private static IReadOnlyList<(PersonId, PersonId, double)> Initials(Everyone everyone)
    {
        var names = everyone.People.Select(person => (person.Id, Words: NameForms.Words(person.Name))).Where(person => person.Words.Length > 1)
            .SelectMany(person => ((string[])[person.Words[0][..1] + person.Words[^1], person.Words[0] + person.Words[^1][0], string.Concat(person.Words)]).Distinct().Select(form => (form, person.Id)))
            .ToLookup(each => each.form, each => each.Id, StringComparer.Ordinal);
        return [.. everyone.People.Select(person => (person.Id, Named: names[string.Concat(NameForms.Words(person.Name))].Where(id => id != person.Id).ToList()))
            .Where(each => each.Named.Count == 1).Select(each => (each.Id, each.Named[0], 1.0))];
    }

    // Sets that grow together.
    private sealed class Joined(int count)
    {
        private readonly int[] first = [.. Enumerable.Range(0, count)];

        public int Of(int at)
        {
            while (first[at] != at)
            {
                at = first[at] = first[first[at]];
            }
            return at;
        }

        public void Join(int one, int other) => first[Of(other)] = Of(one);
    }
}
