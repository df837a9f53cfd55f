using System.Collections.Frozen;

namespace Kith.Kernels.Text;

/// <summary>Words of eight languages that carry no topic. A word that means something in another of them is not listed.</summary>
public static class StopWords
{
    private const string English = """
        a about above actually after again all almost already also always am an and another any anybody anyone anything anyway are aren around as at away be
        because been before being below between both but by can cannot could couldn d did didn do does doesn doing don done
        down each eight either else enough etc even ever every everybody everyone everything few five for four from further get gets getting
        give goes going gonna good got great had hadn has hasn have haven having he hello her here hers herself hey hi him
        himself his how however i if ill im in indeed instead into is isn it its itself ive just know let like ll look looks
        lot lots m made make makes many may maybe me might mine more most much must my myself need needs never nice nine no nobody
        none nor not nothing now of off ok okay on once one only onto or other others ought our ours out over own per perhaps
        please pretty probably put quite rather re really right s said same say says see seem seems seen seven shall she should
        shouldn since six so some somebody somehow someone something sometimes somewhat soon sorry still such sure t take ten than
        thank thanks that the their theirs them themselves then there these they thing things think this those though three through
        thus to today together too toward try trying two under until up upon us use used using ve very via want wants was
        wasn way we well went were weren what whatever when where whether which while who whole whom whose why will with
        within without won would wouldn yeah yep yes yet you your yours yourself
        """;
    private const string German = """
        aber alle allem allen aller alles als auch auf aus bei bin bis bist da damit dann das dass dein deine dem den denn der
        des dich dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas
        euch euer eure für gegen habe haben hier hin hinter ich ihm ihn ihr ihre im ist ja jede jedem jeden jeder jedes jetzt
        kann kein keine können machen mein meine mich mir muss nach nicht nichts noch nun nur ob oder ohne schon sehr sei
        sich sie sind soll sollte sondern sonst über und uns unser unter viel vom von vor wann warum wegen weil welche wenn
        wer werden wie wieder wir wird wo wurde zu zum zur zwar zwischen
        """;
    private const string French = """
        alors au aucun aussi autre aux avec avoir bien ce cela ces cet cette ceux chaque comme dans de depuis deux du
        elle elles en encore est et été être eu faire fait il ils je jusque la le les leur leurs lui mais mes mon même ne nos
        notre nous où par parce pas peut peu pourquoi pouvoir qu quand que quel quelle qui quoi sa sans se ses si sont sous
        suis ta te tes toi ton toujours tous tout toute tu un une vos votre vous être
        """;
    private const string SpanishPortuguese = """
        al algo algunos ante antes aos aquel aquí así aunque até com como con contra cual cuando da das del desde do donde 
        e ela ele eles ella ellos entre era eran ese eso esta está este esto estos eu foi fue había hasta hay isso isto já las
        lo los mais mas me mesmo mi mis mucho muito muy más na nada nem nos não num nuestro o otra otro para pela pelo pero
        poco por porque pra qual quando que quem quien se sem ser seu sobre sua su sus são também también tem tener
        tiene toda todo todos uma unos você y ya yo às é él
        """;
    private const string ItalianDutch = """
        aan alla alle altre altro anche bij daar deze geen che chi coi col come con cosa dagli dal dalla degli dei del della delle dello
        di dit dus een gli haar had hebben heeft het hij hoe hun ik ja je kan loro lui maar meer met mijn moet naar negli
        nei nel nella niet nog ons ook più perché questa questo quello sono te tegen tra uit un van veel voor waar waarom wat werd
        wij worden zal ze zich zij zijn zonder è
        """;

    // Before an apostrophe.
    private const string Elisions = "l d j n m t s c qu jusqu lorsqu puisqu quoiqu dell nell all dall sull quell un";

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = Set(English, German, French, SpanishPortuguese, ItalianDutch);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Elided = Set(Elisions);

    /// <summary>True when the lower-case word is to be left out.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => Words.Contains(word);

    /// <summary>True for what French and Italian leave of a word that tells nothing, before a vowel and an apostrophe.</summary>
    public static bool IsElided(ReadOnlySpan<char> word) => Elided.Contains(word);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(params string[] lists) =>
        string.Join(' ', lists).Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
