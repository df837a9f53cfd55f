using System.Globalization;

namespace Kith.Benchmarks.Graphs;

/// <summary>Lines over two logarithmic axes as an SVG picture, readable in light and dark.</summary>
internal static class ScalingChart
{
    private const int Width = 760;
    private const int Height = 460;
    private const int Left = 70;
    private const int Right = 210; // room for names
    private const int Top = 40;
    private const int Bottom = 50;

    private static readonly string[] Colours =
        ["#1b6ca8", "#c2571a", "#2e8b57", "#8e44ad", "#b8860b", "#c0392b", "#16a085", "#7f8c8d", "#d35400", "#2c7fb8"];

    internal sealed record Line(string Name, (double X, double Y)[] Points);

    public static string Draw(string title, string across, Line[] lines)
    {
        var all = lines.SelectMany(line => line.Points).ToArray();
        var (x, y) = (Axis.Of(all.Select(p => p.X), Left, Width - Right), Axis.Of(all.Select(p => p.Y), Height - Bottom, Top));
        return FormattableString.Invariant($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img" aria-label="{title} against {across}" font-family="system-ui, sans-serif" font-size="13">
            <style>text {"{"} fill: #222 {"}"} .grid {"{"} stroke: #ccc {"}"} .back {"{"} fill: #fff {"}"} @media (prefers-color-scheme: dark) {"{"} text {"{"} fill: #ddd {"}"} .grid {"{"} stroke: #444 {"}"} .back {"{"} fill: #181818 {"}"} {"}"}</style>
            <rect class="back" width="{Width}" height="{Height}"/>
            <text x="{Left}" y="22" font-weight="600">{title}</text>
            <text x="{(Left + Width - Right) / 2}" y="{Height - 10}" text-anchor="middle">{across}</text>
            {string.Join('\n', x.Decades.Select(d => Tick(x.At(d), Top, x.At(d), Height - Bottom, x.At(d), Height - Bottom + 18, "middle", d)))}
            {string.Join('\n', y.Decades.Select(d => Tick(Left, y.At(d), Width - Right, y.At(d), Left - 8, y.At(d) + 4, "end", d)))}
            {string.Join('\n', lines.Select((line, i) => Path(line, x, y, Colours[i % Colours.Length])))}
            {string.Join('\n', Names(lines, y).Select(name => FormattableString.Invariant($"<text x=\"{Width - Right + 10}\" y=\"{name.Y:F0}\" style=\"fill: {name.Colour}\">{name.Name}</text>")))}
            </svg>

            """);
    }

    /// <summary>Of the best power over the larger half of a line: least squares in logarithms.</summary>
    public static double Exponent(Line line)
    {
        var points = line.Points[(line.Points.Length / 2)..].Select(p => (X: Math.Log(p.X), Y: Math.Log(Math.Max(1e-6, p.Y)))).ToArray();
        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));
        return points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x));
    }

    private static string Tick(double x1, double y1, double x2, double y2, double textX, double textY, string anchor, double value) =>
        FormattableString.Invariant($"<line class=\"grid\" x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\"/><text x=\"{textX:F1}\" y=\"{textY:F1}\" text-anchor=\"{anchor}\">{Number(value)}</text>");

    private static string Path(Line line, Axis x, Axis y, string colour) =>
        FormattableString.Invariant($"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{string.Join(' ', line.Points.Select(p => FormattableString.Invariant($"{x.At(p.X):F1},{y.At(p.Y):F1}")))}\"/>");

    // Beside the end of each line, pushed down where two would cover each other.
    private static IEnumerable<(string Name, double Y, string Colour)> Names(Line[] lines, Axis y)
    {
        var last = double.NegativeInfinity;
        foreach (var (line, i) in lines.Select((line, i) => (line, i)).OrderBy(one => y.At(one.line.Points[^1].Y)))
        {
            last = Math.Max(last + 16, y.At(line.Points[^1].Y) + 4);
            yield return (line.Name, last, Colours[i % Colours.Length]);
        }
    }

    private static string Number(double value) => value.ToString(value < 1 ? "0.####" : "#,0", CultureInfo.InvariantCulture);

    /// <summary>From a power of ten to another, over pixels.</summary>
    private sealed record Axis(int Least, int Most, double From, double To)
    {
        public IEnumerable<double> Decades => Enumerable.Range(Least, Most - Least + 1).Select(power => Math.Pow(10, power));

        public static Axis Of(IEnumerable<double> values, double from, double to)
        {
            var logs = values.Select(value => Math.Log10(Math.Max(value, 1e-4))).ToArray();
            return new Axis((int)Math.Floor(logs.Min()), (int)Math.Ceiling(logs.Max()), from, to);
        }

        public double At(double value) => From + ((To - From) * (Math.Log10(Math.Max(value, 1e-4)) - Least) / Math.Max(1, Most - Least));
    }
}
