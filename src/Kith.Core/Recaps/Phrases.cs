namespace Kith.Recaps;

/// <summary>How people say outright, in one language and in lower case, that they agree or differ.</summary>
/// <param name="Openings">A reply that begins so agrees, whatever follows.</param>
/// <param name="Alone">One that begins so agrees if a comma, a stop or nothing follows: "this", not "this week".</param>
/// <param name="Agreeing">Agrees, wherever it stands.</param>
/// <param name="Differing">Differs, wherever it stands.</param>
/// <param name="Refusals">A reply that begins so differs if a comma, a stop or nothing follows.</param>
/// <param name="Turns">After it comes what limits the agreement.</param>
internal sealed record Phrases(string[] Openings, string[] Alone, string[] Agreeing, string[] Differing, string[] Refusals, string[] Turns)
{
    private static readonly Phrases English = new(
        ["agreed", "agree", "exactly", "+1", "yep", "absolutely", "definitely", "same here", "so true", "well said", "seconded", "me too", "good point", "great point"],
        ["this", "yes"],
        ["i agree", "totally agree", "fully agree", "agree with", "couldn't agree more", "could not agree more", "you are right", "you're right"],
        ["disagree", "don't agree", "do not agree", "not agree", "beg to differ", "not convinced", "don't think so", "do not think so", "on the contrary", "not true", "i see it differently", "i'd argue the opposite"],
        ["no", "nope", "not really", "not so sure"],
        ["but", "however", "although", "except", "though"]);

    private static readonly Phrases German = new(
        ["genau", "absolut", "sehe ich auch so", "sehe ich genauso", "ganz meine meinung", "ganz deiner meinung", "volle zustimmung", "gut gesagt", "guter punkt", "ich auch"],
        ["ja", "stimmt", "richtig", "eben"],
        ["ich stimme zu", "stimme dir zu", "stimme ihnen zu", "stimme voll zu", "bin einverstanden", "du hast recht", "sie haben recht", "da hast du recht"],
        ["stimme nicht zu", "stimme dir nicht zu", "stimme ihnen nicht zu", "sehe ich anders", "sehe das anders", "anderer meinung", "bin nicht einverstanden", "stimmt nicht", "stimmt so nicht", "glaube ich nicht", "im gegenteil", "nicht überzeugt"],
        ["nein", "nö", "eher nicht", "nicht wirklich"],
        ["aber", "jedoch", "allerdings", "obwohl", "außer"]);

    private static readonly Phrases French = new(
        ["exactement", "tout à fait", "absolument", "entièrement d'accord", "tout à fait d'accord", "bien dit", "moi aussi", "bonne remarque"],
        ["oui", "d'accord", "exact", "pareil"],
        ["je suis d'accord", "je suis bien d'accord", "tu as raison", "vous avez raison"],
        ["pas d'accord", "je ne pense pas", "je ne crois pas", "au contraire", "pas convaincu", "pas convaincue", "ce n'est pas vrai", "je vois les choses autrement"],
        ["non", "pas vraiment"],
        ["mais", "cependant", "toutefois", "sauf", "pourtant"]);

    private static readonly Phrases Spanish = new(
        ["exactamente", "totalmente de acuerdo", "bien dicho", "yo también", "buen punto"],
        ["sí", "exacto", "de acuerdo", "totalmente", "claro"],
        ["estoy de acuerdo", "tienes razón", "tiene razón", "tenéis razón"],
        ["no estoy de acuerdo", "en desacuerdo", "no lo creo", "no creo que", "al contrario", "no me convence", "no es cierto", "no es verdad", "lo veo de otra manera"],
        ["qué va", "no realmente", "para nada"],
        ["pero", "sin embargo", "aunque", "excepto", "salvo"]);

    private static readonly Phrases Dutch = new(
        ["precies", "absoluut", "helemaal mee eens", "goed gezegd", "goed punt", "ik ook"],
        ["ja", "inderdaad", "klopt", "zeker"],
        ["mee eens", "je hebt gelijk", "u hebt gelijk", "u heeft gelijk"],
        ["niet mee eens", "niet helemaal mee eens", "oneens", "denk het niet", "geloof het niet", "integendeel", "klopt niet", "dat is niet waar", "zie het anders", "zie dat anders", "niet overtuigd"],
        ["nee", "niet echt"],
        ["maar", "echter", "hoewel", "behalve"]);

    /// <summary>Of every language that is known.</summary>
    public static Phrases[] All { get; } = [English, German, French, Spanish, Dutch];
}
