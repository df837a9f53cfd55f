namespace Kith.Benchmarks.Text;

/// <summary>Messages with the word statistics of a large chat archive: Zipf-distributed words, threads of twenty messages, log-normal lengths.</summary>
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

    // A seed is what the ban on new Random() asks for.
    public static Random Seeded(int seed) => new(seed);

    private static int Zipf(Random random) => (int)Math.Pow(Vocabulary, random.NextDouble()) - 1;

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // Syllables, so that words are pronounceable and of natural length; common words are short.
    private static string Word(int rank)
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
