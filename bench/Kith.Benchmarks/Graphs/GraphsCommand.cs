using System.Globalization;

namespace Kith.Benchmarks.Graphs;

/// <summary>What bench/graphs/run.sh asks for.</summary>
internal static class GraphsCommand
{
    public static int Run(string[] what)
    {
        switch (what)
        {
            case ["time", var path, .. var wanted]:
                GraphsBenchmark.Run(path, wanted, Console.Out);
                return 0;
            case ["pairs", var text, var path]:
                PairFile.FromText(text, path);
                return 0;
            case ["rmat", var scale, var pairs, var path]:
                var rmat = MadeGraphs.Rmat(int.Parse(scale, CultureInfo.InvariantCulture), int.Parse(pairs, CultureInfo.InvariantCulture), seed: 1);
                PairFile.Write(path, rmat.Count, rmat.From, rmat.To);
                return 0;
            case ["planted", var people, var path]:
                var planted = MadeGraphs.Planted(int.Parse(people, CultureInfo.InvariantCulture), seed: 1);
                PairFile.Write(path, planted.Count, planted.From, planted.To);
                return 0;
            case ["threads", var path]:
                ThreadsBenchmark.Run(path, Console.Out);
                return 0;
            case ["scaling", var people, var folder]:
                ScalingBenchmark.Run(int.Parse(people, CultureInfo.InvariantCulture), folder, Console.Out);
                return 0;
            case ["groups", var path]:
                GroupsBenchmark.Run(path, Console.Out);
                return 0;
            case ["planted-groups"]:
                PlantedGroups.Run(Console.Out);
                return 0;
            case ["measures", var graphs]:
                RandomMeasures.Write(int.Parse(graphs, CultureInfo.InvariantCulture), Console.Out);
                return 0;
            default:
                Console.Error.WriteLine("Say which: time FILE [NAME ...], pairs TEXT FILE, rmat SCALE PAIRS FILE, planted PEOPLE FILE, threads FILE, scaling PEOPLE FOLDER, groups FILE, planted-groups, measures COUNT");
                return 2;
        }
    }
}
