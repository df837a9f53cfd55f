namespace Kith.Expertise;

/// <summary>The exchanges, or the messages, that fit a query best, with the weight of each one's vote: 1 for the best.</summary>
internal sealed record Ballot(int[] Voters, double[] Weights)
{
    /// <summary>Of the best, best first; the weight is a power of the score's ratio to the best.</summary>
    public static Ballot Of(int[] best, Func<int, float> score, double power) =>
        new(best, Array.ConvertAll(best, voter => Math.Pow(score(voter) / score(best[0]), power)));
}
