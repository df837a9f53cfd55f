namespace Kith.Expertise;

/// <summary>
/// The word of a question that outweighs all its others together, if one does: "Pythagorean" of "Pythagorean theorem". However
/// often the others are said, what lacks it is hardly about what was asked.
/// </summary>
/// <param name="Place">Which word.</param>
/// <param name="Without">By what the score of a message or an exchange without it is multiplied: what the others are worth beside it, below 1.</param>
internal sealed record Lead(int Place, float Without)
{
    /// <summary>From what each word is worth; null where none leads, as hardly ever in a long question.</summary>
    /// <param name="worths">By word.</param>
    public static Lead? Of(ReadOnlySpan<float> worths)
    {
        var (place, sum) = (0, 0f);
        for (var each = 0; each < worths.Length; each++)
        {
            place = worths[each] > worths[place] ? each : place;
            sum += worths[each];
        }
        return worths.Length > 1 && sum < 2 * worths[place] ? new(place, sum / worths[place] - 1) : null;
    }
}
