namespace Kith.Interactions.Answering;

/// <summary>How much the words of a turn come from each of its candidates: the rarities of the words they share, added up.</summary>
internal sealed class SharedWords
{
    private readonly float[] rarity = new float[Turn.Stems], shared = new float[Candidates.Most];

    public float this[int candidate] => shared[candidate];

    /// <summary>The most that any candidate shares.</summary>
    public float Most { get; private set; }

    /// <summary>What a candidate with all the turn's words would share; above 0.</summary>
    public float Total { get; private set; }

    public void Weigh(Floor floor, Turn turn, ReadOnlySpan<int> candidates)
    {
        (Most, Total) = (0, .01f);
        foreach (var word in turn.Words.AsSpan(0, turn.WordCount))
        {
            Total += rarity[word] = floor.Rarity(word);
        }
        for (var i = 1; i < candidates.Length; i++)
        {
            Most = Math.Max(Most, shared[i] = With(floor[candidates[i]]));
        }
        foreach (var word in turn.Words.AsSpan(0, turn.WordCount))
        {
            rarity[word] = 0;
        }
    }

    private float With(Turn other)
    {
        float sum = 0;
        foreach (var word in other.Words.AsSpan(0, other.WordCount))
        {
            sum += rarity[word];
        }
        return sum;
    }
}
