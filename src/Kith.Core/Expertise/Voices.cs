namespace Kith.Expertise;

/// <summary>How often, and when last, each author spoke in an exchange.</summary>
internal readonly record struct Voice(int Author, int Count, long LastAt);

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

    /// <summary>The voices of an exchange.</summary>
    public ReadOnlySpan<Voice> this[int exchange] => voices.AsSpan(voiceStarts[exchange]..voiceStarts[exchange + 1]);

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
            found.Add(new(author, 1, at));
            return;
        }
        var voice = found[placeOf[author]];
        found[placeOf[author]] = new(author, voice.Count + 1, Math.Max(at, voice.LastAt));
    }

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
