namespace Kith.Expertise;

/// <summary>
/// Whether two words are forms of one: the same beginning with two endings of one language (light, lighting), or, in any language,
/// begun alike for most of a long word. Which pairs it joins in three archives: docs/accuracy.md.
/// </summary>
internal static class Stem
{
    /// <summary>Words with fewer letters in common are none of one stem.</summary>
    public const int Shortest = 3;

    private const int Usual = 4;
    private const int ShortestMade = 5;
    private const int ShortestAlike = 7;
    private const int LongWord = 9;

    // By language: endings that any noun or verb takes ("-" is none); endings that make another word, which need a longer stem, or
    // "portion" is of "port"; and the shortest stem.
    private static readonly Language[] Languages =
    [
        Of("- s es e ed ing ings er ers est", "y ion ions ation ations or ors ly ment ments able ible ness ful less al ally ive ity ability ibility ist ists ism ance ence ant ent"
            + " ize ise ized ised izing ising ization isation ate ated ating ator ication", Shortest),
        Of("y ied ies ier iest ily iness ying", "", Shortest), // English: carry, happy
        Of("- e en er em es n ern s", "ung ungen lich ig igkeit keit heit in innen bar isch ier iert ieren ierung ierungen", Usual), // German
        Of("e en er t te ten test st end ende", "et ete eten", Usual), // German verbs
        Of("- e en s", "ing ingen er ers atie aties eren eert heid lijk", Usual), // Dutch
        Of("en t te ten de den end ende", "", Usual), // Dutch verbs
        Of("e es er é ée és ées ez ant ent", "ement ements eur eurs euse euses eux ique iques age ages ion ions ation ations ateur ité ités able ables", Usual), // French
        Of("o a os as ar er ir ado ada ados adas ido ida idos idas ando iendo endo indo", "ción ciones ación aciones ador adora adores amiento mente oso osa ção ções ação ações amento", Usual), // Spanish, Portuguese
        Of("o a i e are ere ire ato ata ati ate uto ando endo", "mento amento amenti zione zioni azione azioni tore tori mente oso osa", Usual), // Italian
    ];

    /// <summary>Whether two different words are forms of one.</summary>
    public static bool IsShared(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var same = one.CommonPrefixLength(other);
        for (var stem = same; stem >= Shortest; stem--)
        {
            var (a, b) = (one[stem..].ToString(), other[stem..].ToString());
            if (IsDoubled(one[..stem], a, b) || IsDoubled(one[..stem], b, a) || Array.Exists(Languages, language => language.Joins(stem, a, b)))
            {
                return true;
            }
        }
        var length = Math.Max(one.Length, other.Length);
        return length >= LongWord ? 3 * same >= 2 * length : length >= ShortestAlike && same >= length - 1;
    }

    // plan, planning.
    private static bool IsDoubled(ReadOnlySpan<char> stem, string none, string ending) =>
        none.Length == 0 && ending.Length > 2 && ending[0] == stem[^1] && !"aeiou".Contains(stem[^1]) && (ending[1..] is "ed" or "ing" or "ings" or "er" or "ers");

    private static Language Of(string bent, string made, int shortest) => new(Endings(bent), Endings($"{bent} {made}"), shortest);

    private static HashSet<string> Endings(string written) => [.. written.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ending => ending == "-" ? "" : ending)];

    private sealed record Language(HashSet<string> Bent, HashSet<string> Any, int ShortestStem)
    {
        // A word without an ending must be longer: bor, boring.
        public bool Joins(int stem, string a, string b) =>
            stem >= (a.Length == 0 || b.Length == 0 ? Usual : ShortestStem) && Bent.Contains(a) && Bent.Contains(b) || stem >= ShortestMade && Any.Contains(a) && Any.Contains(b);
    }
}
