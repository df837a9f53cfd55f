using Kith.Kernels.Graphs;

namespace Kith.Tests.Network;

/// <summary>Four circles of twelve who keep to themselves, and one person who knows two of each.</summary>
public sealed class PlantedBridgeTests
{
    private const int Circles = 4, Size = 12, Bridge = Circles * Size;

    private static readonly Csr Community = Planted(new Random(17));

    [Fact]
    public void A_planted_bridge_is_least_constrained()
    {
        var constraint = StructuralHoles.ConstraintOf(Community);
        Assert.Equal(Bridge, Array.IndexOf(constraint, constraint.Min()));
    }

    [Fact]
    public void A_planted_bridge_lies_on_most_shortest_ways()
    {
        var between = Betweenness.Of(Community);
        Assert.Equal(Bridge, Array.IndexOf(between, between.Max()));
    }

    [Fact]
    public void The_circles_are_found_and_the_bridge_makes_none_of_its_own()
    {
        var groups = FittedLeiden.Find(Community).Groups;
        Assert.Equal(Circles, groups.Count);
        Assert.All(Enumerable.Range(0, Circles), circle => Assert.Single(Enumerable.Range(circle * Size, Size).Select(person => groups.Of[person]).Distinct()));
    }

    private static Csr Planted(Random random)
    {
        var ties = new List<(int From, int To)>();
        for (var one = 0; one < Bridge; one++)
        {
            for (var other = one + 1; other < Bridge; other++)
            {
                if (one / Size == other / Size && random.NextDouble() < .6)
                {
                    ties.Add((one, other));
                }
            }
        }
        ties.AddRange(Enumerable.Range(0, Circles).SelectMany(circle => ((int, int)[])[(Bridge, circle * Size), (Bridge, circle * Size + 1)]));
        return Csr.Undirected(Bridge + 1, [.. ties.Select(tie => tie.From)], [.. ties.Select(tie => tie.To)]);
    }
}
