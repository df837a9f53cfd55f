namespace Kith.Kernels.Graphs;

/// <summary>Several routes between two vertices that share nobody on the way.</summary>
/// <remarks>
/// Defined by successive removal: the first is the cheapest route (<see cref="Reach"/> says which among equals); the next
/// is the cheapest one left when everybody inside the routes before is closed, and so on. A direct edge is used once.
/// So the first route is always the best there is, which a set of least total cost (Suurballe 1974) does not promise.
/// </remarks>
public static class Paths
{
    /// <summary>Up to <paramref name="count"/> routes, cheapest first; empty when there is no way, or none is needed.</summary>
    /// <param name="graph">Directed or not.</param>
    /// <param name="cost">≥ 0 for each stored edge, beside <see cref="Csr.Targets"/>; infinite means closed.</param>
    /// <param name="source">Where routes start.</param>
    /// <param name="target">Where routes end.</param>
    /// <param name="maxHops">Most edges in a route.</param>
    /// <param name="count">Most routes.</param>
    /// <param name="closed">Vertices that may not stand inside a route; none when empty.</param>
    /// <exception cref="ArgumentException">An array has the wrong length, or a cost met on the way is negative or no number.</exception>
    public static IReadOnlyList<Route> Disjoint(
        Csr graph, double[] cost, int source, int target, int maxHops = 3, int count = 3, bool[]? closed = null)
    {
        var taken = (bool[])Reach.Checked(graph, cost, closed).Clone();
        var routes = new List<Route>();
        var direct = false;
        while (source != target && routes.Count < count
            && Reach.Between(graph, cost, source, target, maxHops, taken, skipDirect: direct) is { } route)
        {
            routes.Add(route);
            direct |= route.Vertices.Length == 2;
            foreach (var v in route.Vertices.AsSpan()[1..^1])
            {
                taken[v] = true;
            }
        }

        return routes;
    }
}
