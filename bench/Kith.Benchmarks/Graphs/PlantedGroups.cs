using System.Globalization;
using Kith.Evaluation;
using Kith.Kernels.Graphs;

namespace Kith.Benchmarks.Graphs;

/// <summary>
/// Groups that we planted, found again: adjusted mutual information over graphs like those of Lancichinetti, Fortunato, Radicchi (2008),
/// where everybody has the same share of ties that lead outside, or each a share of their own.
/// </summary>
internal static class PlantedGroups
{
    private const int Graphs = 4;

    public static void Run(TextWriter output)
    {
        output.WriteLine("| people, ties each, mixing | Leiden, modularity | resolution implied by its own ties | kith |");
        output.WriteLine("| --- | --- | --- | --- |");
        foreach (var (people, degree) in ((int, int)[])[(1000, 12), (1000, 25), (5000, 20)])
        {
            foreach (var mixing in (double[])[.3, .4, .5, .6, .7])
            {
                foreach (var own in (bool[])[false, true])
                {
                    Line(people, degree, mixing, own, output);
                }
            }
        }
    }

    private static void Line(int people, int degree, double mixing, bool own, TextWriter output)
    {
        var sums = new double[3];
        for (var seed = 1; seed <= Graphs; seed++)
        {
            var (graph, groups) = Made(people, degree, mixing, own, new Random(seed));
            sums[0] += MutualInformation.Adjusted(Leiden.ByModularity(graph).Of, groups);
            sums[1] += MutualInformation.Adjusted(Implied(graph).Of, groups);
            sums[2] += MutualInformation.Adjusted(FittedLeiden.Find(graph).Groups.Of, groups);
        }

        var cells = sums.Select(sum => (sum / Graphs).ToString(".000", CultureInfo.InvariantCulture));
        output.WriteLine($"| {people}, {degree}, {mixing.ToString(".0", CultureInfo.InvariantCulture)}{(own ? ", each their own" : "")} | {string.Join(" | ", cells)} |");
    }

    // Newman 2016, as Kith had it: find groups, take the resolution that their ties imply, and again, until it stays.
    private static Partition Implied(Csr graph)
    {
        var resolution = 1.0;
        for (var round = 1; ; round++)
        {
            var groups = Leiden.ByModularity(graph, resolution);
            var inside = Leiden.Modularity(graph, groups, resolution: 0);
            var expected = inside - Leiden.Modularity(graph, groups);
            var (within, across) = (inside / expected, (1 - inside) / (1 - expected));
            var next = (within - across) / Math.Log(within / across);
            if (round == 20 || !(across > 0 && within > across) || Math.Abs(Math.Log(next / resolution)) < .02)
            {
                return groups;
            }

            resolution = next;
        }
    }

    // Degrees fall as the power 2.5 (up to a tenth of all), sizes of groups as 1.5 (10 people to a tenth of all, 150 at most).
    private static (Csr Graph, int[] Groups) Made(int people, int degree, double mixing, bool own, Random random)
    {
        var (groups, inside, outside) = (new int[people], new List<int>(), new List<int>());
        var (from, to) = (new List<int>(), new List<int>());
        for (int first = 0, group = 0; first < people; group++)
        {
            var last = Math.Min(people, first + (int)Power(10, Math.Min(150, people / 10), 1.5));
            inside.Clear();
            for (var v = first; v < last; v++)
            {
                groups[v] = group;
                var ties = (int)Power(degree * .4, people / 10.0, 2.5);
                var within = Math.Min(last - first - 1, Share(ties, own ? 1 - Leading() : 1 - mixing));
                inside.AddRange(Enumerable.Repeat(v, within));
                outside.AddRange(Enumerable.Repeat(v, ties - within));
            }

            Pair(inside);
            first = last;
        }

        Pair(outside);
        return (Csr.Undirected(people, [.. from], [.. to]).ToSimple().ToUnweighted(), groups);

        double Power(double least, double most, double exponent)
        {
            var (a, b) = (Math.Pow(least, 1 - exponent), Math.Pow(most, 1 - exponent));
            return Math.Pow(a + ((b - a) * random.NextDouble()), 1 / (1 - exponent));
        }

        // Anything between nothing and twice the mean, or what mirrors that above .5.
        double Leading() => mixing <= .5 ? 2 * mixing * random.NextDouble() : 1 - (2 * (1 - mixing) * random.NextDouble());

        int Share(int ties, double share) => (int)((share * ties) + random.NextDouble());

        void Pair(List<int> ends)
        {
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ends));
            for (var i = 0; i + 1 < ends.Count; i += 2)
            {
                from.Add(ends[i]);
                to.Add(ends[i + 1]);
            }
        }
    }
}
