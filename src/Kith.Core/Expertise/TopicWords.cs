namespace Kith.Expertise;

/// <summary>The words of some messages: in how many of them, in how many exchanges, and how much they weigh there.</summary>
internal sealed class TopicWords
{
    private const long Day = TimeSpan.MillisecondsPerDay;

    private readonly Dictionary<int, double> weights = [];
    private readonly List<int> terms = [];
    private readonly List<int> own = [];

    // By term; the last two only while an exchange is heard.
    private readonly int[] messages;
    private readonly int[] exchanges;
    private readonly long[] found;
    private readonly double[] weightHere;
    private readonly Where[] where;
    private long total;

    /// <summary>Looks at the visible messages whose weight is above 0.</summary>
    public TopicWords(ExpertiseIndex index, Sight sight, Func<int, double> weightOf)
    {
        var count = index.Words.TermCount;
        (messages, exchanges, found, weightHere, where) = (new int[count], new int[count], new long[count], new double[count], new Where[count]);
        foreach (var exchange in Weigh(index, sight, weightOf))
        {
            // In the order in which they were said, so that sums do not depend on how the index came about.
            foreach (var row in index.RowsOf(exchange))
            {
                if (weights.TryGetValue(row, out var weight))
                {
                    Hear(index, row, weight);
                }
            }
            Close();
        }
    }

    /// <summary>The summed weight of all messages.</summary>
    public double Total => total / TermUses.Unit;

    /// <summary>How many messages they are.</summary>
    public int Count => weights.Count;

    public IReadOnlyList<int> Terms => terms;

    /// <summary>How many of the messages hold a term.</summary>
    public int Messages(int term) => messages[term];

    /// <summary>In how many exchanges.</summary>
    public int Exchanges(int term) => exchanges[term];

    /// <summary>Whether a term was said in several conversations, or on several days.</summary>
    public bool Recurs(int term) => where[term].Conversations || where[term].Days;

    /// <summary>Whether several people said a term.</summary>
    public bool IsShared(int term) => where[term].Authors;

    /// <summary>The sum over exchanges of ln(1 + the weight of the messages that hold the term).</summary>
    public double Found(int term) => found[term] / TermUses.Unit;

    /// <summary>The weight of a row; 0 for those not looked at.</summary>
    public double Weight(int row) => weights.GetValueOrDefault(row);

    private HashSet<int> Weigh(ExpertiseIndex index, Sight sight, Func<int, double> weightOf)
    {
        var heard = new HashSet<int>();
        for (var row = 0; row < index.RowEnd; row++)
        {
            if (index.ExchangeOf[row] is var exchange and >= 0 && index.AuthorOf[row] != ExpertiseColumns.Title
                && weightOf(row) is var weight and > 0 && sight.Sees(exchange))
            {
                weights.Add(row, weight);
                total += (long)(weight * TermUses.Unit);
                heard.Add(exchange);
            }
        }
        return heard;
    }

    private void Hear(ExpertiseIndex index, int row, double weight)
    {
        for (var held = index.Words.TermsOf(row); held.Next();)
        {
            if (weightHere[held.Current] == 0)
            {
                own.Add(held.Current);
            }
            weightHere[held.Current] += weight;
            where[held.Current] = where[held.Current].With(messages[held.Current] == 0, index.AuthorOf[row], index[index.ExchangeOf[row]].Conversation, (int)(index.At[row] / Day));
            messages[held.Current]++;
        }
    }

    // The first place where a term was said, and whether there are others.
    private record struct Where(int Author, int Conversation, int Day, bool Authors, bool Conversations, bool Days)
    {
        public readonly Where With(bool isFirst, int author, int conversation, int day) => isFirst ? new(author, conversation, day, false, false, false)
            : this with { Authors = Authors || author != Author, Conversations = Conversations || conversation != Conversation, Days = Days || day != Day };
    }

    private void Close()
    {
        foreach (var term in own)
        {
            if (exchanges[term]++ == 0)
            {
                terms.Add(term);
            }
            found[term] += TermUses.Damped(weightHere[term]);
            weightHere[term] = 0;
        }
        own.Clear();
    }
}
