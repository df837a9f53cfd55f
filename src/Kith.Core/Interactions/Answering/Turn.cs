namespace Kith.Interactions.Answering;

/// <summary>What is known of a person by now.</summary>
internal sealed class Speaker
{
    public int Turns, Namings;                                // how many they took, how many named them
    public int LastTurn = Turn.None, LastNaming = Turn.None;
}

/// <summary>A message read once: who and when, whom it names, what its words do. Turns are numbered from 0.</summary>
internal sealed class Turn
{
    public const int None = -1, MostNamed = 4, MostWords = 24, Stems = 1 << 14;

    private const int Stem = 6; // letters that tell words apart: "install" is "installed"

    public readonly long[] People = new long[MostNamed];
    public readonly int[] NamingBefore = new int[MostNamed]; // the turn that named the same person before, or None
    public readonly ushort[] Words = new ushort[MostWords];  // stems, hashed; distinct

    public int At;
    public long Author;
    public Speaker By = null!;
    public long Minute;
    public int OwnBefore;    // the author's turn before this one, or None
    public bool Followed;    // whether the author has spoken again
    public int Ordinal;      // how many turns the author had before
    public int Namings;      // how many turns had named the author before
    public bool Program;
    public int Addressed, Named, WordCount, Length; // Length in words
    public Meaning First, Meanings;                 // of the first word after the address; of all
    public bool Asks, EndsAsking, Command, Link, Strange, Correction, Breaks, GoesOn;

    public long? FirstNamed => Named > 0 ? People[0] : null;

    public bool Addresses(long person) => People.AsSpan(0, Addressed).Contains(person);

    public bool Names(long person) => People.AsSpan(0, Named).Contains(person);

    public bool OpensWith(Meaning meaning) => (First & meaning) != Meaning.None;

    public bool Has(Meaning meaning) => (Meanings & meaning) != Meaning.None;

    public void Read(ReadOnlySpan<char> text, int rest)
    {
        text = text.TrimEnd();
        (WordCount, Length, First, Meanings) = (0, 0, Meaning.None, Meaning.None);
        (Asks, Link) = (text.Contains('?'), text.Contains("://", StringComparison.Ordinal));
        EndsAsking = text.EndsWith('?');
        Command = text.Length > 1 && text[0] == '!' && char.IsAsciiLetter(text[1]);
        Correction = text.Length > 1 && (text[0] == '*' || text[^1] == '*');
        Breaks = text.EndsWith(',') || text.EndsWith("..", StringComparison.Ordinal) || text.EndsWith(':') || text.EndsWith('-');
        GoesOn = text.Length > 0 && char.IsLower(text[0]);
        Strange = Named == 0 && OpensLikeAddress(text);
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfWord(text, at);
            if (end > at)
            {
                Read(text[at..end], at >= rest);
            }
            at = Math.Max(end, at + 1);
        }
    }

    // "word: …" where nobody of that name is known.
    private static bool OpensLikeAddress(ReadOnlySpan<char> text)
    {
        var space = text.IndexOf(' ');
        return space > 2 && text[space - 1] is ':' or ',' && SpeechWords.Does(text[..(space - 1)]) == Meaning.None;
    }

    private static int EndOfWord(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || (text[at] is '_' or '-' or '.' or '\'' && IsInner(text, at))))
        {
            at++;
        }
        return at;
    }

    private static bool IsInner(ReadOnlySpan<char> text, int at) =>
        at > 0 && at + 1 < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1]);

    private void Read(ReadOnlySpan<char> word, bool afterAddress)
    {
        var meaning = SpeechWords.Does(word);
        Length++;
        Meanings |= meaning;
        if (afterAddress && First == Meaning.None)
        {
            First = meaning | Meaning.Seen;
        }
        if (word.Length < 2 || WordCount == MostWords)
        {
            return;
        }
        var stem = Hash(word[..Math.Min(word.Length, Stem)]);
        if (!Words.AsSpan(0, WordCount).Contains(stem))
        {
            Words[WordCount++] = stem;
        }
    }

    // FNV-1a, folded.
    private static ushort Hash(ReadOnlySpan<char> word)
    {
        var hash = 2166136261u;
        foreach (var letter in word)
        {
            hash = (hash ^ char.ToLowerInvariant(letter)) * 16777619u;
        }
        return (ushort)((hash ^ (hash >> 14)) & (Stems - 1));
    }
}
