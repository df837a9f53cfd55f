using System.Globalization;
using System.Numerics;
using Kith.Interactions.Answering;

namespace Kith.Evaluation;

/// <summary>
/// Learns the weights of <see cref="ReplyModel"/> from annotated logs: the chance of all right candidates together is made
/// as large as can be, by Adam with decoupled weight decay (Loshchilov and Hutter 2019).
/// The same logs and seed give the same weights.
/// </summary>
internal sealed class ReplyFit
{
    private const int Units = ReplyModel.Units, Out = ReplyModel.OutRow * Units, Rounds = 20, Batch = 32;
    private const float Step = .01f, Decay = .1f;

    private readonly float[] weights = new float[ReplyModel.Rows * Units], slope = new float[ReplyModel.Rows * Units];
    private readonly float[] mean = new float[ReplyModel.Rows * Units], square = new float[ReplyModel.Rows * Units];
    private readonly float[] common = new float[Units], hidden = new float[Candidates.Most * Units], back = new float[Units];
    private readonly Random random;
    private int steps;

    private ReplyFit(int seed)
    {
        random = new Random(seed);
        for (var i = Units; i < weights.Length; i++)
        {
            weights[i] = (random.NextSingle() - .5f) * (i < Out ? .8f : .6f);
        }
    }

    /// <summary>The weights, in the order of <see cref="ReplyModel"/>.</summary>
    public static float[] Fit(IReadOnlyList<ReplyExample> examples, int seed)
    {
        var fit = new ReplyFit(seed);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var total = Rounds * (examples.Count / Batch);
        for (var round = 0; round < Rounds; round++)
        {
            fit.random.Shuffle(order);
            for (var i = 0; i < order.Length; i++)
            {
                fit.Learn(examples[order[i]]);
                if (i % Batch == Batch - 1)
                {
                    fit.Move(.5f * (1 + MathF.Cos(MathF.PI * fit.steps / total)));
                }
            }
        }
        return fit.weights;
    }

    /// <summary>The weights as the source file that the program is built with.</summary>
    public static void Write(ReadOnlySpan<float> weights, TextWriter to)
    {
        to.Write("""
            namespace Kith.Interactions.Answering;

            /// <summary>Learnt by <c>kith evaluate replies FOLDER --fit</c>; see docs/accuracy.md.</summary>
            internal static class ReplyWeights
            {
                /// <summary>Rows in the order of <see cref="ReplyModel"/>.</summary>
                public static ReadOnlySpan<float> Learnt =>
                [

            """);
        for (var row = 0; row < weights.Length; row += Units)
        {
            to.Write("       ");
            foreach (var weight in weights.Slice(row, Units))
            {
                to.Write(string.Create(CultureInfo.InvariantCulture, $" {weight:0.###}f,"));
            }
            to.Write('\n');
        }
        to.Write("    ];\n}\n");
    }

    private void Learn(ReplyExample example)
    {
        var chances = Weigh(example);
        var right = chances.Where((_, i) => example.Right[i]).Sum();
        Array.Clear(common);
        for (var i = 0; i < chances.Length; i++)
        {
            var error = (float)(chances[i] - (example.Right[i] ? chances[i] / right : 0));
            PassBack(error, i, example.Candidates[i]);
        }
        AddSlope(common, ([0], [1]));
        AddSlope(common, example.Common);
    }

    private double[] Weigh(ReplyExample example)
    {
        weights.AsSpan(0, Units).CopyTo(common);
        Add(example.Common, common);
        var scores = new double[example.Candidates.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            var sum = hidden.AsSpan(i * Units, Units);
            common.CopyTo(sum);
            Add(example.Candidates[i], sum);
            for (var unit = 0; unit < Units; unit++)
            {
                sum[unit] = Math.Max(0, sum[unit]);
                scores[i] += sum[unit] * weights[Out + unit];
            }
        }
        var most = scores.Max();
        var chances = scores.Select(score => Math.Exp(score - most)).ToArray();
        var total = chances.Sum();
        return [.. chances.Select(chance => chance / total)];
    }

    private void PassBack(float error, int candidate, (int[] Rows, float[] HowMuch) traits)
    {
        for (var unit = 0; unit < Units; unit++)
        {
            var value = hidden[(candidate * Units) + unit];
            back[unit] = value > 0 ? error * weights[Out + unit] : 0;
            slope[Out + unit] += error * value;
            common[unit] += back[unit];
        }
        AddSlope(back, traits);
    }

    private void Add((int[] Rows, float[] HowMuch) traits, Span<float> into)
    {
        for (var i = 0; i < traits.Rows.Length; i++)
        {
            AddScaled(weights.AsSpan(traits.Rows[i] * Units, Units), traits.HowMuch[i], into);
        }
    }

    private void AddSlope(ReadOnlySpan<float> back, (int[] Rows, float[] HowMuch) traits)
    {
        for (var i = 0; i < traits.Rows.Length; i++)
        {
            AddScaled(back, traits.HowMuch[i], slope.AsSpan(traits.Rows[i] * Units, Units));
        }
    }

    private static void AddScaled(ReadOnlySpan<float> from, float scale, Span<float> into)
    {
        var factor = new Vector<float>(scale);
        for (var unit = 0; unit < Units; unit += Vector<float>.Count)
        {
            (new Vector<float>(into[unit..]) + (factor * new Vector<float>(from[unit..]))).CopyTo(into[unit..]);
        }
    }

    private void Move(float pace)
    {
        steps++;
        var (towardsMean, towardsSquare) = (1 - MathF.Pow(.9f, steps), 1 - MathF.Pow(.999f, steps));
        for (var i = 0; i < weights.Length; i++)
        {
            var s = slope[i] / Batch;
            mean[i] = (.9f * mean[i]) + (.1f * s);
            square[i] = (.999f * square[i]) + (.001f * s * s);
            weights[i] -= Step * pace * ((mean[i] / towardsMean / (MathF.Sqrt(square[i] / towardsSquare) + 1e-8f)) + (Decay * weights[i]));
        }
        Array.Clear(slope);
    }
}
