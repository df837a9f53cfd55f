namespace Kith.People;

/// <summary>Two people who may be one.</summary>
/// <param name="One">The one with the smaller number.</param>
/// <param name="Other">The other one.</param>
/// <param name="Confidence">How sure, 0 to 1.</param>
/// <param name="Evidence">Why, in a sentence.</param>
public sealed record Duplicate(Person One, Person Other, double Confidence, string Evidence);

/// <summary>
/// Suggests who may be one person, by their names: a handle that a name gives (adal, alindqvist, ada_l), the same name at two
/// sources, a handle with something added. Where a handle fits two people equally well nothing is suggested. Accuracy:
/// docs/accuracy.md. It only suggests: people decide.
/// </summary>
public static class Duplicates
{
    private const int ShortestHandle = 3;
    private const int ShortestSure = 5;

    // Suggestions this sure are taken for true where somebody else's is in doubt.
    private const double Joining = .85;

    private sealed record Fit(Person Person, double Sure, string Name, bool SameHandle = false);

    /// <summary>All suggestions, surest first; not for bots, nor for pairs that somebody called distinct.</summary>
    public static IReadOnlyList<Duplicate> Suggest(Everyone everyone, IEnumerable<PersonDecision> decisions)
    {
        var people = everyone.People.Where(person => !person.IsBot).ToList();
        var handles = HandlesOf(people);
        var lastNames = LastNamesOf(people);
        var misspelt = MisspeltOf(people);
        var distinct = decisions.Where(decision => decision is { Kind: PersonDecisionKind.Distinct, UndoneAt: null, Other: not null })
            .Select(decision => Pair(everyone.Of(decision.Identity), everyone.Of(decision.Other!.Value))).ToHashSet();
        var found = new Dictionary<(PersonId, PersonId), Duplicate>();
        int Find(Person person, string name, Func<Fit, object> who)
        {
            var fits = Fits(person, name, handles, lastNames, misspelt);
            foreach (var fit in Best(fits, who))
            {
                var pair = Pair(person, fit.Person);
                if (!distinct.Contains(pair) && fit.Sure > (found.GetValueOrDefault(pair)?.Confidence ?? 0))
                {
                    var (one, other) = person.Id.Value < fit.Person.Id.Value ? (person, fit.Person) : (fit.Person, person);
                    found[pair] = new Duplicate(one, other, fit.Sure, Why(name, fit));
                }
            }
            return fits.Count;
        }
        // People of one and the same name do not compete: they are likely to be one themselves.
        var contested = people.SelectMany(person => person.Identities.SelectMany(NamesOf).Distinct().Select(name => (person, name)))
            .Where(each => Find(each.person, each.name, fit => NameForms.Folded(fit.Name)) > 1).ToList();
        // Nor do those who surely are: "ada_l" is no other Ada than Ada Lindqvist.
        var sure = new Joined(found.Values.Where(each => each.Confidence >= Joining));
        contested.ForEach(each => Find(each.person, each.name, fit => sure.First(fit.Person.Id)));
        // Of five who may be one, four suggestions join all: the surest. What these would join need not be suggested again.
        return new Joined(found.Values).Needed;
    }

    private static (PersonId, PersonId) Pair(Person? one, Person? other) =>
        one is null || other is null ? default : one.Id.Value < other.Id.Value ? (one.Id, other.Id) : (other.Id, one.Id);

    // What people type as their name: the name shown, the part of a mail address before the @.
    private static IEnumerable<string> NamesOf(Identity identity)
    {
        yield return identity.Name;
        if (identity.Email is { } email && email.IndexOf('@') is > 0 and var at)
        {
            yield return email[..at];
        }
    }

    private static Dictionary<string, List<Fit>> HandlesOf(List<Person> people)
    {
        var handles = new Dictionary<string, List<Fit>>(StringComparer.Ordinal);
        foreach (var person in people)
        {
            foreach (var name in person.Identities.Select(identity => identity.Name).Distinct())
            {
                foreach (var (handle, sure) in NameForms.Spellings(name).SelectMany(NameForms.Whole))
                {
                    Add(handles, handle, new Fit(person, sure, name));
                }
                Add(handles, string.Concat(NameForms.Words(NameForms.Bare(name))), new Fit(person, .95, name, SameHandle: true));
            }
        }
        return handles;
    }

    private static Dictionary<string, List<Fit>> LastNamesOf(List<Person> people)
    {
        var lastNames = new Dictionary<string, List<Fit>>(StringComparer.Ordinal);
        foreach (var person in people)
        {
            foreach (var words in person.Identities.Select(identity => NameForms.Words(identity.Name)).Where(words => words.Length > 1 && words[^1].Length >= 5))
            {
                Add(lastNames, words[^1], new Fit(person, .65, string.Join(' ', words)));
            }
        }
        return lastNames;
    }

    private static Dictionary<string, List<Fit>> MisspeltOf(List<Person> people)
    {
        var misspelt = new Dictionary<string, List<Fit>>(StringComparer.Ordinal);
        foreach (var person in people)
        {
            foreach (var name in person.Identities.Select(identity => identity.Name).Distinct())
            {
                foreach (var form in NameForms.Misspelt(NameForms.Words(name)).Distinct())
                {
                    Add(misspelt, form, new Fit(person, .85, name));
                }
            }
        }
        return misspelt;
    }

    private static void Add(Dictionary<string, List<Fit>> index, string key, Fit fit)
    {
        if (key.Length < ShortestHandle)
        {
            return;
        }
        if (!index.TryGetValue(key, out var list))
        {
            index.Add(key, list = []);
        }
        list.Add(fit);
    }

    private static List<Fit> Fits(Person person, string name, Dictionary<string, List<Fit>> handles, Dictionary<string, List<Fit>> lastNames, Dictionary<string, List<Fit>> misspelt)
    {
        var bare = string.Concat(NameForms.Words(NameForms.Bare(name)));
        if (bare.Length < ShortestHandle)
        {
            return [];
        }
        var fits = (handles.GetValueOrDefault(bare) ?? []).Where(fit => fit.Person != person).ToList();
        var named = fits.Where(fit => !fit.SameHandle).ToList();
        var words = NameForms.Words(name);
        if (named.Count == 0 && words.Length > 2)
        {
            // A name with something around it, or with a name in the middle: "Ada Lindqvist (Harbour) keeper", "Ada Holm Lindqvist".
            named = [.. words.Zip(words.Skip(1), (a, b) => a + b).Append(words[0] + words[^1]).SelectMany(pair => handles.GetValueOrDefault(pair) ?? []).Where(fit => fit.Person != person && fit.Sure >= .96)];
        }
        if (fits.Count == 0 && named.Count == 0 && words.Length > 1 && words[0].Length >= ShortestSure && !name.Contains(' ', StringComparison.Ordinal))
        {
            // A handle with a place behind it: "alindqvist-harbour".
            named = [.. (handles.GetValueOrDefault(words[0]) ?? []).Where(fit => fit.Person != person && fit is { SameHandle: false, Sure: >= .9 })];
        }
        if (fits.Count == 0 && named.Count == 0 && NameForms.Unnumbered(bare) is { } unnumbered)
        {
            // A number behind a handle that was taken: "alindqvist316".
            named = [.. (handles.GetValueOrDefault(unnumbered) ?? []).Where(fit => fit.Person != person && fit is { SameHandle: false, Sure: >= .85 })];
        }
        if (fits.Count == 0 && named.Count == 0 && (words.Length == 1 || words[0].Length <= 2 && !name.Contains(' ', StringComparison.Ordinal)))
        {
            // A letter too many: "dlindqvisst", or another initial: "am_lindqvist".
            named = [.. NameForms.MisspeltHandle(bare).SelectMany(form => handles.GetValueOrDefault(form) ?? []).Where(fit => fit.Person != person && fit is { SameHandle: false, Sure: > .9 }).Select(fit => fit with { Sure = .8 })];
        }
        if (fits.Count == 0 && named.Count == 0 && words.Length == 1)
        {
            // A whole name with something behind it: "adalindqvisthh".
            named = [.. NameForms.Openings(bare).SelectMany(form => handles.GetValueOrDefault(form) ?? []).Where(fit => fit.Person != person && fit is { SameHandle: false, Sure: >= .96 }).Select(fit => fit with { Sure = .8 })];
        }
        if (named.Count == 0 && words.Length > 1)
        {
            named = [.. NameForms.Misspelt(words).SelectMany(form => misspelt.GetValueOrDefault(form) ?? []).Where(fit => fit.Person != person && NameForms.DifferByOne(words, NameForms.Words(fit.Name)))];
        }
        if (named.Count == 0 && words.Length == 1)
        {
            named = [.. NameForms.Parts(bare).SelectMany(part => lastNames.GetValueOrDefault(part) ?? []).Where(fit => fit.Person != person)];
        }
        return [.. fits.Where(fit => fit.SameHandle), .. named];
    }

    // One who has a like handle, and one whose name gives it: each only if nobody else comes close.
    private static IEnumerable<Fit> Best(List<Fit> fits, Func<Fit, object> who) => Surest(fits.Where(fit => fit.SameHandle), who).Concat(Surest(fits.Where(fit => !fit.SameHandle), who));

    private static IEnumerable<Fit> Surest(IEnumerable<Fit> fits, Func<Fit, object> who)
    {
        var best = fits.GroupBy(who).OrderByDescending(same => same.Max(fit => fit.Sure)).Take(2).ToList();
        return best.Count == 0 || (best.Count == 2 && best[0].Max(fit => fit.Sure) - best[1].Max(fit => fit.Sure) < .02)
            ? []
            : best[0].GroupBy(fit => fit.Person).Select(same => same.MaxBy(fit => fit.Sure)!);
    }

    private static string Why(string name, Fit fit) => string.Equals(name, fit.Name, StringComparison.OrdinalIgnoreCase)
        ? $"Both are called {fit.Name}."
        : NameForms.DifferByOne(NameForms.Words(name), NameForms.Words(fit.Name)) ? $"\"{name}\" and \"{fit.Name}\" differ in one letter."
        : fit.SameHandle ? $"\"{name}\" and \"{fit.Name}\" are one handle with something added."
        : $"\"{name}\" is a likely handle of {fit.Name}.";

    // Sets of people that suggestions join, the surest first; and those that joined two.
    private sealed class Joined
    {
        private readonly Dictionary<PersonId, PersonId> before = [];
        private readonly List<Duplicate> needed = [];

        public Joined(IEnumerable<Duplicate> suggestions)
        {
            foreach (var each in suggestions.OrderByDescending(each => each.Confidence).ThenBy(each => each.One.Id.Value).ThenBy(each => each.Other.Id.Value))
            {
                var (one, other) = (First(each.One.Id), First(each.Other.Id));
                if (one != other)
                {
                    before[other] = one;
                    needed.Add(each);
                }
            }
        }

        public IReadOnlyList<Duplicate> Needed => needed;

        public PersonId First(PersonId person) => before.TryGetValue(person, out var next) ? before[person] = First(next) : person;
    }
}
