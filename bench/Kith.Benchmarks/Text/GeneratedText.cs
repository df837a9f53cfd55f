namespace Kith.Benchmarks.Text;

/// <summary>
/// Messages with the word statistics of a large chat archive: Zipf-distributed words of which the commonest are those of English,
/// threads of twenty messages, log-normal lengths.
/// </summary>
internal static class GeneratedText
{
    private const int Vocabulary = 200_000;
    private const int ThreadLength = 20;
    private const int WordsOfThread = 30;

    /// <summary>The texts in order; the mean length is about 45 words, 260 characters.</summary>
    public static string[] Messages(int count, int seed)
    {
        Random random = Seeded(seed);
        var texts = new string[count];
        int[] topic = [];
        for (var i = 0; i < count; i++)
        {
            if (i % ThreadLength == 0)
            {
                topic = [.. Enumerable.Range(0, WordsOfThread).Select(_ => Zipf(random))];
            }

            var words = (int)Math.Exp(3.3 + .9 * Normal(random)) + 1;
            texts[i] = string.Join(' ', Enumerable.Range(0, Math.Min(words, 2000)).Select(_ => Word(random.Next(4) == 0 ? topic[random.Next(topic.Length)] : Zipf(random))));
        }
        return texts;
    }

    /// <summary>Words of messages drawn at random.</summary>
    public static string Question(string[] texts, Random random, int words) =>
        string.Join(" ", Enumerable.Range(0, words).Select(_ => texts[random.Next(texts.Length)].Split(" ")[0]));

    // A seed is what the ban on new Random() asks for.
    public static Random Seeded(int seed) => new(seed);

    private static int Zipf(Random random) => (int)Math.Pow(Vocabulary, random.NextDouble()) - 1;

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static readonly string[] Common = """
        the to a and i of is it in that you for on this be have with as not but are if can so at or we do an my was just what there
        all from by will no like would they your how one about me which when has then out some up get more should also use could
        only their he think them here other good any yes were than now time see been does make did work know need into its well
        because where same way want even why these thanks still really two very after those had first maybe something over much
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Word(int rank) => rank < Common.Length ? Common[rank] : MadeUp(rank);

    // Syllables, so that words are pronounceable and of natural length; common words are short.
    private static string MadeUp(int rank)
    {
        const string Consonants = "bcdfghklmnprstvz", Vowels = "aeiou";
        Span<char> letters = stackalloc char[24];
        var length = 0;
        for (var rest = rank + 20; rest > 0; rest /= Consonants.Length * Vowels.Length)
        {
            letters[length++] = Consonants[rest % Consonants.Length];
            letters[length++] = Vowels[rest / Consonants.Length % Vowels.Length];
        }
        return letters[..length].ToString();
    }
}
