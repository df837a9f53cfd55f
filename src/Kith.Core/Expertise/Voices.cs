namespace Kith.Expertise;

/// <summary>How often, and when last, each author spoke in an exchange.</summary>
/// <param name="Author">Who.</param>
/// <param name="LastAt">UTC milliseconds.</param>
/// <param name="Count">How many messages.</param>
/// <param name="Weight">ln(1 + Count): many messages say little more than a few.</param>
internal readonly record struct Voice(int Author, long LastAt, int Count, float Weight);

/// <summary>The voices of every exchange, and the rows of every exchange, each laid out in one array.</summary>
internal sealed class Voices
{
    private readonly int[] rowStarts;
    private readonly int[] rows;
    private readonly int[] voiceStarts;
    private readonly Voice[] voices;

    public Voices(int[] exchangeOf, int[] authorOf, long[] at, int exchanges, int authors)
    {
        rowStarts = Starts(exchangeOf, exchanges);
        rows = Rows(exchangeOf);
        voiceStarts = new int[exchanges + 1];
        var found = new List<Voice>();
        // Where the author's voice stands in found; a place before the exchange's start is from an earlier exchange.
        var placeOf = new int[authors];
        Array.Fill(placeOf, -1);
        for (var exchange = 0; exchange < exchanges; exchange++)
        {
            foreach (var row in RowsOf(exchange))
            {
                Count(found, placeOf, voiceStarts[exchange], authorOf[row], at[row]);
            }
            voiceStarts[exchange + 1] = found.Count;
        }
        voices = [.. found];
    }

    /// <summary>The voices of an exchange, in the order in which they came in.</summary>
    public ArraySegment<Voice> Of(int exchange) => new(voices, voiceStarts[exchange], voiceStarts[exchange + 1] - voiceStarts[exchange]);

    /// <summary>The rows of an exchange, title and messages, in order.</summary>
    public ReadOnlySpan<int> RowsOf(int exchange) => rows.AsSpan(rowStarts[exchange]..rowStarts[exchange + 1]);

    private static void Count(List<Voice> found, int[] placeOf, int start, int author, long at)
    {
        if (author == ExpertiseColumns.Title)
        {
            return;
        }
        if (placeOf[author] < start)
        {
            placeOf[author] = found.Count;
            found.Add(Weighed(author, at, 1));
            return;
        }
        var voice = found[placeOf[author]];
        found[placeOf[author]] = Weighed(author, Math.Max(at, voice.LastAt), voice.Count + 1);
    }

    private static Voice Weighed(int author, long lastAt, int count) => new(author, lastAt, count, MathF.Log(1 + count));

    private static int[] Starts(int[] exchangeOf, int exchanges)
    {
        var starts = new int[exchanges + 1];
        foreach (var exchange in exchangeOf)
        {
            starts[exchange + 1]++;
        }
        for (var exchange = 0; exchange < exchanges; exchange++)
        {
            starts[exchange + 1] += starts[exchange];
        }
        return starts;
    }

    private int[] Rows(int[] exchangeOf)
    {
        var next = (int[])rowStarts.Clone();
        var sorted = new int[exchangeOf.Length];
        for (var row = 0; row < exchangeOf.Length; row++)
        {
            sorted[next[exchangeOf[row]]++] = row;
        }
        return sorted;
    }
}
