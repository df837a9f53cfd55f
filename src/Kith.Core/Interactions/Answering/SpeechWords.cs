using System.Collections.Frozen;

namespace Kith.Interactions.Answering;

/// <summary>What a word does in talk.</summary>
[Flags]
internal enum Meaning
{
    None = 0,
    Greeting = 1,
    Thanks = 2,
    Assent = 4,
    Asking = 8,
    Anyone = 16,
    Joining = 32,
    You = 64,
    Me = 128,
    Advice = 256,
    Trouble = 512,
    Seen = 1024,
}

/// <summary>Words that show what a message does. English: in other languages names, turns and shared words must do.</summary>
internal static class SpeechWords
{
    private static readonly FrozenDictionary<string, Meaning>.AlternateLookup<ReadOnlySpan<char>> Meanings =
        new (Meaning Meaning, string Words)[]
        {
            (Meaning.Greeting, "hi hello hey hiya howdy morning evening afternoon greetings yo sup bye cya goodnight welcome"),
            (Meaning.Thanks, "thanks thank thx ty tnx thnx tks cheers np welcome yw"),
            (Meaning.Assent, "yes yeah yep yup ya no nope nah ok okay k kk right sure true exactly indeed correct oh ah aha hmm hm lol haha heh ha nice cool great good fine done"),
            (Meaning.Asking, "how what what's whats where when why who which whose is are does do did can could would should will has have isn't isnt don't dont didn't didnt"),
            (Meaning.Anyone, "anyone anybody someone somebody everyone everybody all guys folks people"),
            (Meaning.Joining, "and but or so then because also though although plus unless"),
            (Meaning.You, "you your you're youre yours u ur yourself you'll youll you've youve"),
            (Meaning.Me, "i i'm im my me i've ive mine i'll id i'd myself we our"),
            (Meaning.Advice, "try use run type check edit install open add remove sudo go look see make read google click select put set change restart reboot need might may maybe probably should just"),
            (Meaning.Trouble, "error problem problems issue issues can't cant doesn't doesnt don't dont won't wont isn't isnt not fail fails failed wrong broken help trouble stuck crash crashes crashed missing unable weird"),
        }
        .SelectMany(group => group.Words.Split(' ').Select(word => (Word: word, group.Meaning)))
        .GroupBy(entry => entry.Word)
        .ToFrozenDictionary(same => same.Key, same => same.Aggregate(Meaning.None, (all, one) => all | one.Meaning), StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Ordinary = (
        "a about actually after again all also always am an and any anybody anyone anything anyway are as ask at away back bad be because been "
        + "before best better big bit both but by bye can case check chat cheers code cool could crap data day dev did do does dog done down each easy "
        + "either else even ever every everybody everyone everything example exit far few file find fine first fix for free from full fun get go god "
        + "going good got great group guest guys had hard has have he hello help her here hey hi him his home how however i if in info install is "
        + "it just keep kernel know last later less let like line link linux list lol long look lot mac mad make man many may maybe me mean mind "
        + "more most much must my name need never new next nice no nobody none nope not nothing now of off oh ok okay old on once one only open or "
        + "other our out over own password people perhaps please power pretty probably problem question quite read ready really right root run sad same "
        + "say see server set she should show shell simple since sir smart so some somebody someone something sometimes soon sorry sound start still "
        + "stop such sudo sure system take tell test text than thank thanks that the their them then there these they thing think this those though time "
        + "to today tomorrow too true try two type under until up update us use used user usual usually version very video wait want was way we web well "
        + "what when where which while who why will win windows wine wish with word work works world would wow wrong yeah yep yes yet you your")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All that a word does; most do nothing.</summary>
    public static Meaning Does(ReadOnlySpan<char> word) => Meanings.TryGetValue(word, out var meaning) ? meaning : Meaning.None;

    /// <summary>Whether a word is so common that, unmarked, it hardly ever stands for the person so nicknamed.</summary>
    public static bool IsOrdinary(ReadOnlySpan<char> word) => Ordinary.Contains(word);
}
