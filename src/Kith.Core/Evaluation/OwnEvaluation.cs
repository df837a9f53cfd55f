using Kith.Kernels.Graphs;
using Kith.Network;
using Kith.Store;

namespace Kith.Evaluation;

/// <summary>What can be measured on what an installation holds itself: the same protocols, the truth taken from what came later.</summary>
public static class OwnEvaluation
{
    // Enough to find a fault, few enough to wait for.
    private const int Vertices = 60;
    private const int Sources = 12;
    private const string Here = "this installation";

    /// <summary>Every capability, with the reason where its truth is not in the data.</summary>
    /// <param name="database">Everything in it derived.</param>
    /// <param name="network">As of now.</param>
    public static IEnumerable<EvaluationSet> Of(Database database, Snapshot network)
    {
        var threads = new Lazy<IReadOnlyList<AnsweredThread>>(() => database.Read(connection => ArchivedThreads.Of(OwnRecord.Entries(connection, network.Everyone))));
        return
        [
            new("ties", Here, sheet => Trust.Told(TiesEvaluation.Run(Here, Here, database.Read(connection => OwnRecord.Sent(connection, network.Everyone)), sheet))),
            new("experts", Here, sheet => Trust.Told(Experts.Evaluate(Here, Enough(threads.Value), sheet))),
            new("topics", Here, sheet => Trust.Told(TopicsEvaluation.Evaluate(Here, Enough(threads.Value), sheet))),
            new("replies", Here, null, "Not measured here: nobody has marked by hand what each message answers. Where a source gives links, Kith uses them and guesses nothing; elsewhere expect what docs/accuracy.md says."),
            new("communities", Here, null, "Not measured here: nothing in the data says which groups people really belong to. On mail of 42 departments see docs/accuracy.md."),
            new("identity", Here, sheet => Trust.Told(IdentityEvaluation.OfDecisions(Here, database.Read(OwnRecord.Decided), sheet))),
            new("attendance", Here, null, "Not measured here: no minutes say who was at meetings that came from archives. Of gatherings held in Kith, the room knows who came."),
            new("holes", Here, sheet => Trust.Told(HolesEvaluation.Of(Here, [("network", Graph(network), Some(Graph(network).Count, Vertices))], sheet))),
            new("reach", Here, sheet => Trust.Told(ReachEvaluation.Of(Here, [Reached(network)], sheet))),
            new("impact", Here, sheet => Trust.Told(OwnPlacebos.Of(Here, database, network, sheet))),
        ];
    }

    private static IReadOnlyList<AnsweredThread> Enough(IReadOnlyList<AnsweredThread> threads) => threads.Count > 0 ? threads
        : throw new InvalidInputException("No conversations that members may read are here yet.", Here, "Import an archive or hold a gathering first.");

    private static Csr Graph(Snapshot network)
    {
        if (network.All.Count == 0)
        {
            throw new InvalidInputException("Nobody has a tie yet.", Here, "Import an archive in which people turn to each other, or hold a gathering first.");
        }
        var at = network.All.SelectMany(tie => (long[])[tie.Person.Value, tie.Other.Value]).Distinct().Order().Select((id, index) => (id, index)).ToDictionary(each => each.id, each => each.index);
        return Csr.Undirected(at.Count, [.. network.All.Select(tie => at[tie.Person.Value])], [.. network.All.Select(tie => at[tie.Other.Value])], [.. network.All.Select(tie => Math.Max(1e-6, network.Shown(tie)))]);
    }

    private static (string, Csr, double[], bool[], IEnumerable<int>) Reached(Snapshot network)
    {
        var graph = Graph(network);
        return ("network", graph, [.. graph.Weights.Select(shown => -Math.Log(shown) - Math.Log(.7))], new bool[graph.Count], Some(graph.Count, Sources));
    }

    // Evenly over all.
    private static IEnumerable<int> Some(int count, int most) => Enumerable.Range(0, Math.Min(count, most)).Select(at => (int)((long)at * count / Math.Min(count, most)));
}
