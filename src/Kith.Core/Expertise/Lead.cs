namespace Kith.Expertise;

/// <summary>
/// The words of a question that outweigh all its others together: one, as "Pythagorean" does in "Pythagorean theorem", or two of
/// which each does, as in "Pythagorean hypotenuse theorem". However often the others are said, what lacks these is hardly about what was asked.
/// </summary>
/// <param name="Place">Which word; of two the one that is worth more.</param>
/// <param name="Second">The other one; null where one leads.</param>
/// <param name="Without">By what the score of a message or an exchange without any of them is multiplied: what the others are worth beside the one that is worth less, below 1.</param>
internal sealed record Lead(int Place, int? Second, float Without)
{
    // Of three words that are worth about as much, the two that are worth most do not lead.
    private const float Clearly = 2;

    /// <summary>From what each word is worth; null where none leads, as hardly ever in a long question.</summary>
    /// <param name="worths">By word.</param>
    public static Lead? Of(ReadOnlySpan<float> worths)
    {
        var (first, second, sum) = (-1, -1, 0f);
        for (var each = 0; each < worths.Length; each++)
        {
            sum += worths[each];
            if (first < 0 || worths[each] > worths[first])
            {
                (first, second) = (each, first);
            }
            else if (second < 0 || worths[each] > worths[second])
            {
                second = each;
            }
        }
        if (second < 0)
        {
            return null;
        }
        var rest = sum - worths[first] - worths[second];
        return sum < 2 * worths[first] ? new(first, null, sum / worths[first] - 1)
            : worths.Length > 2 && Clearly * rest < worths[second] ? new(first, second, rest / worths[second])
            : null;
    }
}
