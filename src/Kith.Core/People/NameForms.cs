using System.Globalization;
using System.Text;

namespace Kith.People;

/// <summary>The handles that somebody of a name is likely to choose, from the surest to the least sure.</summary>
internal static class NameForms
{
    private const string Umlauts = "äöüÄÖÜ";

    // In a short word one letter makes another name: Kim, Tim.
    private const int LongWord = 6;

    // Who is listed by a short form seldom goes by the whole: "christophera" is Christopher sooner than Chris.
    private const double Formal = .03;

    // Short forms of first names, as people of several languages use them: short form, then what it may stand for.
    private static readonly ILookup<string, (string Name, double Less)> Familiar = """
        abby abigail; alex alexander alexandra alexandre alejandro; andi andreas andrea; andy andrew andreas; asia joanna; basti sebastian; beppe giuseppe; ben benjamin; bert albert
        herbert robert; beth elizabeth; beto alberto roberto; betty elizabeth; bill william; bob robert; brad bradley; charlie charles; chris christopher christian christine christina; dan daniel; dave david;
        dick richard; dima dmitri dmitry; don donald; doug douglas; drew andrew; ed edward edwin; eli elijah elias; flo florian; francis francisco francesco; fred frederick alfred; fritz friedrich;
        gabe gabriel; gigi luigi; gosia malgorzata; greg gregory; hannes johannes; hans johannes; heinz heinrich; jack john; jake jacob; jeff jeffrey geoffrey; geoff geoffrey; jenny jennifer; jim james;
        jimmy james; joe joseph; john johnathan jonathan; johnny john; jon jonathan; jonny jonathan; josh joshua; jurek jerzy; kasia katarzyna; kate katherine catherine; kathy katherine kathleen; katie
        katherine; ken kenneth; klaus nikolaus; kolya nikolai; larry lawrence; leni helene; leo leonard leonardo; liz elizabeth; lola dolores; maggie margaret; marty martin; matt matthew; matti matthias;
        max maximilian maxim; meg margaret; mick michael; mike michael; misha mikhail; mitch mitchell; nacho ignacio; nate nathan nathaniel; nick nicholas; nico nicolas; niels nikolaus; paco
        francisco; pat patrick patricia; pepe jose; pete peter; phil philip phillip philipp; rafa rafael; ray raymond; rick richard; rob robert; ron ronald; russ russell; sam samuel samantha; sandy alexandra;
        sascha alexander; sasha alexander aleksandr alexandra; seb sebastian sebastien; sepp josef; sergi sergio; steffi stefanie; steve steven stephen; stu stuart; sue susan; susi susanne; ted edward
        theodore; theo theodor theodore; tim timothy; toby tobias; tom thomas tomas; tomek tomasz; toni anton antonio; tony anthony antonio; uli ulrich; val valerie valentin; vanya ivan; vicky victoria; vince vincent; vlad vladimir vladislav;
       
        will william; willi wilhelm; zach zachary; zhenya evgeny evgenia
        """.Split(';').Select(group => group.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(names => names.Skip(1), (names, full) => (Short: names[0], Full: full)).SelectMany(pair => ((string, (string, double))[])[(pair.Short, (pair.Full, Formal)), (pair.Full, (pair.Short, 0))])
        .ToLookup(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

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
                _ = Joined(char.ToLowerInvariant(c)) is { } letters ? plain.Append(letters) : plain.Append(char.IsLetterOrDigit(c) ? Base(char.ToLowerInvariant(c)) : ' ');
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

    /// <summary>What a long handle with a letter too many may have been meant to be.</summary>
    public static IEnumerable<string> MisspeltHandle(string handle) => handle.Length <= LongWord ? [] : Enumerable.Range(1, handle.Length - 1).Select(letter => handle.Remove(letter, 1));

    /// <summary>What all spellings of a name have in common, names in the middle left out.</summary>
    public static string Folded(string name) => string.Concat(Words(name) is { Length: > 2 } words ? [words[0], words[^1]] : Words(name)).Replace("ae", "a").Replace("oe", "o").Replace("ue", "u");

    /// <summary>A handle without what people add when theirs is taken or they are away: <c>ann_</c>, <c>ann2</c>, <c>ann|away</c>, <c>ann__harbour_</c>.</summary>
    public static string Bare(string handle)
    {
        // Chats make two lines of a blank and a bracket.
        var end = ((int[])[handle.IndexOf('|', StringComparison.Ordinal), handle.IndexOf("__", StringComparison.Ordinal)]).Where(at => at > 0).DefaultIfEmpty(handle.Length).Min();
        var bare = handle[..end].TrimEnd('_', '`', '^');
        var digits = bare.Length - bare.AsSpan().TrimEnd("0123456789").Length;
        return digits is 1 or 2 && bare.Length > digits + 1 ? bare[..^digits] : bare;
    }

    /// <summary>A handle without the number that a place adds when it is taken (<c>alindqvist316</c>): it says nothing about who has the handle without; null if there is none.</summary>
    public static string? Unnumbered(string handle)
    {
        var letters = handle.AsSpan().TrimEnd("0123456789").Length;
        return handle.Length - letters is 3 or 4 && letters >= 3 ? handle[..letters] : null;
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
        foreach (var (given, less) in Familiar[first].Prepend((first, 0)))
        {
            yield return (given + last, .96 - less);
            yield return (last + given, .96 - less);
            yield return (given + initials[1..], .9 - less);
            for (var end = 1; end < last.Length; end++)
            {
                yield return (given + last[..end], .9 - less);
            }
            if (given.Length >= 3)
            {
                yield return (given, .75 - less);
            }
        }
        for (var end = 4; end < last.Length; end++)
        {
            yield return (first[0] + last[..end], .88);
        }
        if (first.Length >= LongWord - 1)
        {
            yield return (last[0] + first, .85);
        }
        // Who has two last names, or one in the middle, is often called by the first of them.
        if (words.Length > 2 && words[1].Length >= 3)
        {
            yield return (first[0] + words[1], .88);
            yield return (first + words[1], .88);
            yield return (first[0] + string.Concat(words[1..]), .93);
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

    /// <summary>What a handle begins with that is long enough for a whole name, two letters or more being left.</summary>
    public static IEnumerable<string> Openings(string handle) => Enumerable.Range(LongWord + 2, Math.Max(0, handle.Length - LongWord - 3)).Select(length => handle[..length]);

    /// <summary>
    /// The parts of a handle that can be the last name in it: at either end, for in the middle letters meet by chance; and not beside one letter,
    /// which would be an initial, and another one's.
    /// </summary>
    public static IEnumerable<string> Parts(string handle)
    {
        for (var length = 5; length <= handle.Length - 2; length++)
        {
            yield return handle[..length];
            yield return handle[^length..];
        }
    }

    // The program runs with the invariant culture, which takes no letters apart: Latin letters with signs, by their plain letter.
    private static readonly Dictionary<char, char> Plain = "aàáâãäåāăąǎǟǡǻȁȃȧ cçćĉċč dďđ eèéêëēĕėęěȅȇȩ gĝğġģǧǵ hĥȟ iìíîïĩīĭįǐȉȋı jĵǰ kķǩ lĺļľł nñńņňǹ oòóôõöōŏőơǒǫǭȍȏȫȭȯȱø rŕŗřȑȓ sśŝşšș tţťț uùúûüũūŭůűųưǔǖǘǚǜȕȗ wŵ yýÿŷȳ zźżž"
        .Split(' ').SelectMany(letters => letters.Skip(1).Select(sign => (sign, letters[0]))).ToDictionary(pair => pair.sign, pair => pair.Item2);

    // Letters that are two elsewhere.
    private static string? Joined(char c) => c switch { 'æ' => "ae", 'œ' => "oe", 'ß' => "ss", 'þ' => "th", _ => null };

    private static char Base(char c) => Plain.GetValueOrDefault(c, c);
}
