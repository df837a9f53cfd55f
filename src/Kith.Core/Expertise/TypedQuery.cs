using System.Text.RegularExpressions;

namespace Kith.Expertise;

/// <summary>A question as people type it: <c>"words that stand together"</c> and <c>beginning*</c> of words.</summary>
/// <param name="Text">All words but the beginnings, without signs.</param>
/// <param name="Phrases">What must have been said word for word.</param>
/// <param name="Beginnings">Beginnings of words, in lower case.</param>
public sealed partial record TypedQuery(string Text, IReadOnlyList<string> Phrases, IReadOnlyList<string> Beginnings)
{
    [GeneratedRegex("""["“”„‟«»]([^"“”„‟«»]+)["“”„‟«»]""", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    // Two letters at least: one begins too much. *word* is emphasis.
    [GeneratedRegex(@"(?<![\p{L}\p{N}_*])([\p{L}\p{N}_]{2,})\*(?![\p{L}\p{N}_*])", RegexOptions.CultureInvariant)]
    private static partial Regex Begun();

    /// <summary>What to look for in a text: the words that tell something, as typed and as the index writes them, and the beginnings.</summary>
    public IReadOnlyCollection<string> Words => [.. Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(Query.IsTelling).Concat(QueryTerms.Words(Text)).Concat(Beginnings).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether there is nothing to look for: no word, or only such as "who" and "the".</summary>
    public bool IsEmpty => Beginnings.Count == 0 && QueryTerms.Words(Text).Count == 0;

    /// <summary>Reads what was typed. Signs without a partner mean nothing.</summary>
    public static TypedQuery Of(string typed)
    {
        List<string> phrases = [], beginnings = [];
        var text = Begun().Replace(Quoted().Replace(typed, found => Taken(phrases, found, $" {found.Groups[1].Value.Replace('*', ' ')} ")), found => Taken(beginnings, found, " "));
        return new(text.Trim(), phrases, beginnings.ConvertAll(beginning => beginning.ToLowerInvariant()));
    }

    /// <summary>The same words without quotation marks, for whoever finds nothing word for word.</summary>
    public static string Loose(string typed) => Quoted().Replace(typed, "$1");

    private static string Taken(List<string> into, Match found, string left)
    {
        into.Add(found.Groups[1].Value.Trim());
        return left;
    }
}
