using System.Globalization;
using System.Text;

namespace Kith.People;

/// <summary>The handles that somebody of a name is likely to choose, from the surest to the least sure.</summary>
internal static class NameForms
{
    private const string Umlauts = "äöüÄÖÜ";

    // In a short word one letter makes another name: Kim, Tim.
    private const int LongWord = 6;

    // Short forms of first names that differ from the beginning of the name.
    private static readonly Dictionary<string, string> Short = new(StringComparer.Ordinal)
    {
        ["dave"] = "david", ["mike"] = "michael", ["bob"] = "robert", ["rob"] = "robert", ["joe"] = "joseph", ["tom"] = "thomas", ["bill"] = "william",
        ["will"] = "william", ["jim"] = "james", ["steve"] = "steven", ["nick"] = "nicholas", ["andy"] = "andrew", ["drew"] = "andrew", ["jon"] = "jonathan",
        ["liz"] = "elizabeth", ["kate"] = "katherine", ["jeff"] = "jeffrey", ["pete"] = "peter", ["dick"] = "richard", ["rick"] = "richard", ["tony"] = "anthony",
        ["nate"] = "nathan", ["ted"] = "edward", ["charlie"] = "charles", ["marty"] = "martin", ["dan"] = "daniel", ["chris"] = "christopher", ["matt"] = "matthew",
        ["sam"] = "samantha", ["phil"] = "philip", ["vince"] = "vincent", ["ben"] = "benjamin", ["alex"] = "alexander", ["max"] = "maximilian",
    };

    /// <summary>The words of a name: lower case, without accents, signs and what stands in brackets.</summary>
    public static string[] Words(string name)
    {
        var plain = new StringBuilder(name.Length);
        var depth = 0;
        foreach (var c in name)
        {
            depth += c is '(' or '[' ? 1 : c is ')' or ']' && depth > 0 ? -1 : 0;
            if (depth == 0 && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(char.IsLetterOrDigit(c) ? Base(char.ToLowerInvariant(c)) : ' ');
            }
        }
        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The words of a name, also as those write them who have no keys for its letters: <c>Jörg</c> as <c>joerg</c>.</summary>
    public static IEnumerable<string[]> Spellings(string name) => name.AsSpan().IndexOfAny(Umlauts) < 0 ? [Words(name)]
        : [Words(name), Words(string.Concat(name.Select(letter => "äöü".Contains(char.ToLowerInvariant(letter)) ? $"{letter}e" : $"{letter}")))];

    /// <summary>Forms that two names have in common if they differ in one letter of a long word: the name with that word a letter short.</summary>
    public static IEnumerable<string> Misspelt(string[] words)
    {
        for (var word = 0; word < words.Length && words.Length > 1; word++)
        {
            for (var letter = 1; words[word].Length >= LongWord - 1 && letter <= words[word].Length; letter++)
            {
                // Whole too: the other name may have the letter more.
                var shorter = letter == words[word].Length ? words[word] : words[word].Remove(letter, 1);
                yield return string.Join(' ', words.Select((each, at) => at == word ? shorter : each));
            }
        }
    }

    /// <summary>Whether two names differ in one letter of a long word, and not in its first.</summary>
    public static bool DifferByOne(string[] one, string[] other)
    {
        if (one.Length != other.Length || one.Length < 2 || one.Zip(other).Count(pair => pair.First != pair.Second) != 1)
        {
            return false;
        }
        var (a, b) = one.Zip(other).First(pair => pair.First != pair.Second);
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        var same = shorter.Zip(longer).TakeWhile(pair => pair.First == pair.Second).Count();
        return same > 0 && longer.Length >= LongWord && longer.Length - shorter.Length <= 1
            && longer[(same + 1)..] == (longer.Length == shorter.Length ? shorter[(same + 1)..] : shorter[same..]);
    }

    /// <summary>What all spellings of a name have in common.</summary>
    public static string Folded(string name) => string.Concat(Words(name)).Replace("ae", "a").Replace("oe", "o").Replace("ue", "u");

    /// <summary>A handle without what people add when theirs is taken or they are away: <c>ann_</c>, <c>ann2</c>, <c>ann|away</c>, <c>ann__harbour_</c>.</summary>
    public static string Bare(string handle)
    {
        // Chats make two lines of a blank and a bracket.
        var end = ((int[])[handle.IndexOf('|', StringComparison.Ordinal), handle.IndexOf("__", StringComparison.Ordinal)]).Where(at => at > 0).DefaultIfEmpty(handle.Length).Min();
        var bare = handle[..end].TrimEnd('_', '`', '^');
        var digits = bare.Length - bare.AsSpan().TrimEnd("0123456789").Length;
        return digits is 1 or 2 && bare.Length > digits + 1 ? bare[..^digits] : bare;
    }

    /// <summary>Whole handles that the words of a name give, with how sure each is, 0 to 1.</summary>
    public static IEnumerable<(string Handle, double Sure)> Whole(string[] words)
    {
        if (words.Length < 2)
        {
            yield break;
        }
        var (first, last) = (words[0], words[^1]);
        var initials = string.Concat(words.Select(word => word[0]));
        yield return (string.Concat(words), .97);
        yield return (first[0] + last, .93);
        yield return (last + first[0], .93);
        yield return (initials[..^1] + last, .93);
        foreach (var given in Given(first))
        {
            yield return (given + last, .96);
            yield return (last + given, .96);
            yield return (given + initials[1..], .9);
            for (var end = 1; end < last.Length; end++)
            {
                yield return (given + last[..end], .9);
            }
            if (given.Length >= 3)
            {
                yield return (given, .75);
            }
        }
        for (var end = 4; end < last.Length; end++)
        {
            yield return (first[0] + last[..end], .88);
        }
        if (last.Length >= 4)
        {
            yield return (last, .8);
        }
        if (initials.Length >= 3)
        {
            yield return (initials, .7);
        }
    }

    /// <summary>The parts of a handle that can be the last name in it.</summary>
    public static IEnumerable<string> Parts(string handle)
    {
        for (var start = 0; start + 5 <= handle.Length; start++)
        {
            for (var length = 5; start + length <= handle.Length; length++)
            {
                yield return handle.Substring(start, length);
            }
        }
    }

    private static IEnumerable<string> Given(string first) => Short.Where(pair => pair.Value == first).Select(pair => pair.Key)
        .Concat(Short.TryGetValue(first, out var full) ? [full] : []).Prepend(first);

    // The program runs with the invariant culture, which takes no letters apart: Latin letters with signs, by their plain letter.
    private static readonly Dictionary<char, char> Plain = "aàáâãäåāăąǎǟǡǻȁȃȧ cçćĉċč dďđ eèéêëēĕėęěȅȇȩ gĝğġģǧǵ hĥȟ iìíîïĩīĭįǐȉȋı jĵǰ kķǩ lĺļľł nñńņňǹ oòóôõöōŏőơǒǫǭȍȏȫȭȯȱø rŕŗřȑȓ sśŝşšș tţťț uùúûüũūŭůűųưǔǖǘǚǜȕȗ wŵ yýÿŷȳ zźżž"
        .Split(' ').SelectMany(letters => letters.Skip(1).Select(sign => (sign, letters[0]))).ToDictionary(pair => pair.sign, pair => pair.Item2);

    private static char Base(char c) => Plain.GetValueOrDefault(c, c);
}
