using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>What must have been said word for word: an exchange counts only if it holds every phrase, in its title or its messages.</summary>
internal sealed class Required
{
    private readonly bool[] rows;
    private readonly int[] held;
    private readonly int phrases;

    private Required(ExpertiseIndex index, List<Phrase> all)
    {
        (rows, held, phrases) = (new bool[index.RowEnd], new int[index.ExchangeEnd], all.Count);
        for (var number = 0; number < all.Count; number++)
        {
            foreach (var row in all[number].Documents())
            {
                if (index.ExchangeOf[row] is var exchange and >= 0)
                {
                    rows[row] = true;
                    held[exchange] += held[exchange] == number ? 1 : 0;
                }
            }
        }
    }

    /// <summary>Null when nothing is required. A phrase without any word that tells something asks for nothing.</summary>
    public static Required? Of(ExpertiseIndex index, IEnumerable<string> phrases) =>
        phrases.Select(phrase => new Phrase(index.Words, phrase)).Where(phrase => !phrase.IsEmpty).ToList() is { Count: > 0 } all ? new(index, all) : null;

    /// <summary>Whether an exchange holds every phrase.</summary>
    public bool IsIn(int exchange) => held[exchange] == phrases;

    /// <summary>Whether a row holds a phrase.</summary>
    public bool IsSaidIn(int row) => rows[row];
}
