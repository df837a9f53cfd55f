using Kith.Conversations;
using Kith.Importing.Text;
using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>
/// Takes in what is said, changed and taken back, and gives an <see cref="ExpertiseIndex"/> at any time. A unit is cut into
/// exchanges where it falls silent or grows long, because a channel or an old topic talks about one thing after another. One
/// thread at a time.
/// </summary>
public sealed class ExpertiseBuilder
{
    private const int TitleWeight = 3;

    private readonly InvertedIndexBuilder words;
    private readonly ExpertiseColumns columns;
    private readonly Exchanges exchanges;
    private readonly Dictionary<long, int> authors = [];
    private readonly Dictionary<long, int> conversations = [];
    private readonly Dictionary<long, Unit> units = [];
    private readonly HashSet<Unit> changed = [];
    private char[] buffer = new char[4096];

    /// <summary>Nothing said yet.</summary>
    public ExpertiseBuilder() : this(new(), new())
    {
    }

    private ExpertiseBuilder(InvertedIndexBuilder words, ExpertiseColumns columns)
    {
        (this.words, this.columns) = (words, columns);
        exchanges = new Exchanges(words, columns, Title, Unsay);
        for (var author = 0; author < columns.Authors.Count; author++)
        {
            authors.Add(columns.Authors[author], author);
        }
        for (var conversation = 0; conversation < columns.Conversations.Count; conversation++)
        {
            conversations.Add(columns.Conversations[conversation], conversation);
        }
    }

    /// <summary>Reads what <see cref="ExpertiseIndex.ToBytes"/> wrote; null if the bytes are cut off or of another format: begin anew.</summary>
    public static ExpertiseBuilder? FromBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new ArrayReader(bytes);
            return new(InvertedIndexBuilder.Read(ref reader), ExpertiseColumns.Read(ref reader));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Describes a unit; it comes before its messages.</summary>
    public void Add(in Discussion discussion) => units[discussion.Unit] = new(discussion);

    /// <summary>Adds a message; those of one unit come in order of time, units may come mixed.</summary>
    public void Add(in Utterance utterance)
    {
        var unit = units[utterance.Unit];
        unit.Rows.Add(Say(utterance.Author.Value, utterance.At, utterance.Seq, utterance.Text));
        changed.Add(unit);
    }

    /// <summary>The index of all that was said and not taken back.</summary>
    public ExpertiseIndex Build()
    {
        foreach (var unit in changed)
        {
            exchanges.Cut(Conversation(unit.Of.Conversation.Value), unit.Of.Title, unit.Of.Channel, unit.Rows, []);
        }
        changed.Clear();
        exchanges.Settle();
        exchanges.Tidy();
        return new(words.Build(), new(columns), exchanges.Count, exchanges.Filled, exchanges.Messages);
    }

    /// <summary>How many rows are there that say nothing any more.</summary>
    internal int Gone { get; private set; }

    /// <summary>How many rows there are, with those.</summary>
    internal int Rows => columns.ExchangeOf.Count;

    /// <summary>Takes in a message and returns its row, which belongs to no exchange yet.</summary>
    internal int Say(long author, long at, long seq, string text)
    {
        if (buffer.Length < text.Length)
        {
            buffer = new char[text.Length];
        }
        words.Add(OwnWords.Of(text, buffer));
        return Row(Number(authors, columns.Authors, author), at, seq, Fingerprint.Hash(text));
    }

    /// <summary>Whether a row says just this.</summary>
    internal bool Says(int row, long author, long at, string text) =>
        columns.At[row] == at && columns.AuthorOf[row] == Number(authors, columns.Authors, author) && columns.Print[row] == Fingerprint.Hash(text);

    /// <summary>Takes a message, or a title, out.</summary>
    internal void Unsay(int row)
    {
        words.Remove(row);
        columns.ExchangeOf[row] = Exchange.None;
        Gone++;
    }

    /// <summary>The messages of a conversation by their numbers in it.</summary>
    internal Dictionary<long, int> RowsOf(long conversation) => exchanges.RowsOf(Conversation(conversation));

    /// <summary>Lays a conversation out anew: its units, and the rows of each in order. What is not among them goes.</summary>
    internal void Lay(long conversation, string channel, IEnumerable<(string Title, List<int> Rows)> parts)
    {
        var number = Conversation(conversation);
        var kept = new HashSet<int>();
        foreach (var (title, rows) in parts)
        {
            exchanges.Cut(number, title, channel, rows, kept);
        }
        exchanges.Keep(number, kept);
    }

    /// <summary>Gives the channels of conversations another name.</summary>
    internal void Rename(IReadOnlyDictionary<long, string> channels) => exchanges.Rename(channels);

    private int Title(string title, long at)
    {
        words.Add(title, TitleWeight);
        return Row(ExpertiseColumns.Title, at, 0, 0);
    }

    private int Row(int author, long at, long seq, ulong print)
    {
        columns.ExchangeOf.Add(Exchange.None);
        columns.AuthorOf.Add(author);
        columns.At.Add(at);
        columns.Seq.Add((int)seq);
        columns.Print.Add(print);
        return columns.ExchangeOf.Count - 1;
    }

    private int Conversation(long id) => Number(conversations, columns.Conversations, id);

    private static int Number(Dictionary<long, int> numbers, Column<long> column, long id)
    {
        if (!numbers.TryGetValue(id, out var number))
        {
            number = numbers[id] = column.Count;
            column.Add(id);
        }
        return number;
    }

    private sealed record Unit(Discussion Of)
    {
        public List<int> Rows { get; } = [];
    }
}
