using Kith.Kernels.Graphs;
using Kith.People;
using Kith.Ties;

namespace Kith.Network;

/// <summary>A person's place on the map.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">The name to show.</param>
/// <param name="X">From −1 at the left to 1.</param>
/// <param name="Y">From −1 at the bottom to 1.</param>
/// <param name="Group">Number of the group; 0 is the largest.</param>
/// <param name="Strength">Sum of the shown strengths of their ties.</param>
/// <param name="Ties">How many people they know.</param>
public sealed record MapPerson(PersonId Id, string Name, float X, float Y, int Group, double Strength, int Ties);

/// <summary>A line on the map, between two places in the list of people.</summary>
/// <param name="From">Place of the one with the smaller number.</param>
/// <param name="To">Place of the other.</param>
/// <param name="Strength">As shown, 0 to below 1.</param>
public readonly record struct MapTie(int From, int To, double Strength);

/// <summary>People who keep to each other more than to others.</summary>
/// <param name="Around">The person in it with the strongest ties.</param>
/// <param name="People">How many they are.</param>
public sealed record MapGroup(string Around, int People);

/// <summary>
/// Everybody who knows somebody, placed so that those who know each other are near; from the ties that all members may
/// know of. The same ties always give the same map.
/// </summary>
/// <param name="People">Who has the strongest ties first.</param>
/// <param name="Ties">Most telling first, as <see cref="Backbone"/> says: a drawing may stop anywhere and still shows what matters most.</param>
/// <param name="Groups">By number.</param>
/// <param name="Frame">How many ties at the beginning hold together whoever is connected.</param>
/// <param name="Telling">How many ties at the beginning say more than chance would, the frame included.</param>
public sealed record NetworkMap(IReadOnlyList<MapPerson> People, IReadOnlyList<MapTie> Ties, IReadOnlyList<MapGroup> Groups, int Frame, int Telling)
{
    // A tie long gone quiet still holds two people together a little.
    private const double Least = .02;

    // Ties that can be told apart on a screen.
    private const int Legible = 600;

    // With fewer, groups in which all ties are alike fall apart into trees.
    private const int TiesOfEach = 2;

    // Share of the time after which the groups are known.
    private const double Grouped = .3;

    /// <summary>Of the facts it was made from; see <see cref="Snapshot.Version"/>.</summary>
    public long Version { get; private init; }

    /// <summary>The moments at which its past can be shown; the last is as of now.</summary>
    public MapTime Time { get; private init; } = MapTime.Never;

    // Beside the lines.
    private IReadOnlyList<Tie> Relations { get; init; } = [];

    private double Kappa { get; init; } = Strength.UsualKappa;

    /// <summary>Draws the map of a snapshot: two seconds' work on two threads for fifty thousand people.</summary>
    /// <param name="snapshot">Of whom.</param>
    /// <param name="work">How; never changes the map.</param>
    public static NetworkMap Of(Snapshot snapshot, Work? work = null)
    {
        work ??= Work.Alone;
        if (snapshot.All.Count == 0)
        {
            return new NetworkMap([], [], [], 0, 0);
        }
        var ids = snapshot.All.Select(tie => tie.Person).Concat(snapshot.All.Select(tie => tie.Other)).ToHashSet().OrderBy(id => id.Value).ToArray();
        var at = ids.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index);
        var (from, to) = (snapshot.All.Select(tie => at[tie.Person]).ToArray(), snapshot.All.Select(tie => at[tie.Other]).ToArray());
        var shown = snapshot.All.Select(snapshot.Shown).ToArray();
        var graph = Graph(ids.Length, from, to, shown);
        var (groups, backbone) = ((int[])[], (Backbone)null!);
        Cores.Both(work, () => groups = BySize(Grouping.Of(graph, work.Part(0, Grouped))), () => backbone = Backbone.Of(graph, from, to));
        // By all ties a large network is one ball; by those that say most its parts come apart
        // (Nocaj, Ortmann, Brandes, "Untangling the hairballs", Journal of Graph Algorithms and Applications 19, 2015).
        var places = Layout.Place(from.Length > Legible ? backbone.Part(graph, from, to, groups, TiesOfEach * ids.Length) : graph, work: work.Part(Grouped, 1));
        var people = ids.Select((id, i) => new MapPerson(
            id, snapshot.Everyone.Find(id)!.Name, places.X[i], places.Y[i], groups[i], graph.Strength(i), graph.Degree(i))).ToList();
        // By strength.
        var order = Enumerable.Range(0, people.Count).OrderByDescending(i => people[i].Strength).ThenBy(i => people[i].Id.Value).ToArray();
        var place = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            place[order[i]] = i;
        }
        var sorted = order.Select(i => people[i]).ToList();
        return new NetworkMap(
            sorted, [.. backbone.Order.Select(tie => new MapTie(place[from[tie]], place[to[tie]], shown[tie]))],
            [.. sorted.GroupBy(person => person.Group).OrderBy(group => group.Key).Select(group => new MapGroup(group.First().Name, group.Count()))],
            backbone.Frame, backbone.Telling)
        {
            Version = snapshot.Version,
            Time = MapTime.Between(Days.Of(snapshot.All.Min(tie => tie.FirstAt)), snapshot.Today),
            Relations = [.. backbone.Order.Select(tie => snapshot.All[tie])],
            Kappa = snapshot.Kappa,
        };
    }

    /// <summary>The graph in which people are grouped and placed.</summary>
    /// <param name="count">How many people.</param>
    /// <param name="from">One end of each tie.</param>
    /// <param name="to">The other.</param>
    /// <param name="shown">Strength of each as shown.</param>
    internal static Csr Graph(int count, int[] from, int[] to, double[] shown) =>
        Csr.Undirected(count, from, to, Array.ConvertAll(shown, strength => Math.Max(Least, strength)), Cores.All);

    /// <summary>
    /// The same map as it was at the end of a UTC day: everybody in their place and group of now, with the ties of then.
    /// A tie that had not begun has strength 0; who had none yet has none.
    /// </summary>
    /// <param name="day">Since 1970; later days do not count.</param>
    public NetworkMap On(int day)
    {
        var (sums, counts) = (new double[People.Count], new int[People.Count]);
        var ties = new MapTie[Ties.Count];
        for (var i = 0; i < ties.Length; i++)
        {
            ties[i] = Ties[i] with { Strength = StrengthOn(i, day) };
            foreach (var end in ties[i].Strength > 0 ? (int[])[ties[i].From, ties[i].To] : [])
            {
                sums[end] += ties[i].Strength;
                counts[end]++;
            }
        }
        return this with { People = [.. People.Select((person, i) => person with { Strength = sums[i], Ties = counts[i] })], Ties = ties };
    }

    /// <summary>Strength of a tie as it showed at the end of a UTC day; 0 before it began.</summary>
    internal double StrengthOn(int tie, int day) => Strength.Shown(Relations[tie].StrengthOn(day), Kappa);

    /// <summary>First day on which anything went either way.</summary>
    internal int FirstDayOf(int tie) => Days.Of(Relations[tie].FirstAt);

    // Number 0 for the largest group, and so on; of two of a size the one that begins first.
    private static int[] BySize(Partition groups)
    {
        var sizes = groups.Sizes();
        var order = Enumerable.Range(0, sizes.Length).OrderByDescending(group => sizes[group]).ToArray();
        var rank = new int[sizes.Length];
        for (var i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }
        return Array.ConvertAll(groups.Of, group => rank[group]);
    }
}
