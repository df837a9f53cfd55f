using Kith.Conversations;
using Kith.Kernels.Text;
using Kith.People;

namespace Kith.Expertise;

/// <summary>
/// Who said what where and when, by word, in memory. Immutable; made by <see cref="ExpertiseBuilder"/>, kept as bytes
/// beside the version of the log it was made from. Authors are identities: who is who is told when asking. Answers do not
/// depend on how it came about: grown message by message or made at once.
/// </summary>
public sealed class ExpertiseIndex
{
    private readonly ExpertiseViews columns;
    private const long Hour = TimeSpan.MillisecondsPerHour;

    private Speakers? speakers;
    private ChannelActivity? activity;
    private long[]? lastSaid;

    internal ExpertiseIndex(InvertedIndex words, ExpertiseViews columns, int exchanges, int filled, int messages)
    {
        this.columns = columns;
        (Words, Exchanges, FilledExchanges, Messages) = (words, exchanges, filled, messages);
        MessageOrder = new InOrder(this, row => row);
        ExchangeOrder = new InOrder(this, exchange => RowsOf(exchange)[1]);
    }

    /// <summary>The number of messages.</summary>
    public int Messages { get; }

    /// <summary>The number of exchanges.</summary>
    public int Exchanges { get; }

    /// <summary>The number of exchanges that hold any term.</summary>
    internal int FilledExchanges { get; }

    internal InvertedIndex Words { get; }

    /// <summary>Rows and exchanges have numbers below these; some are gone.</summary>
    internal int RowEnd => columns.ExchangeOf.Count;
    internal int ExchangeEnd => columns.Exchanges.Count;

    // By row, see ExpertiseColumns.
    internal ReadOnlySpan<int> ExchangeOf => columns.ExchangeOf.Span;
    internal ReadOnlySpan<int> AuthorOf => columns.AuthorOf.Span;
    internal ReadOnlySpan<long> At => columns.At.Span;

    // By exchange: its terms.
    internal ReadOnlySpan<int> Lengths => columns.Lengths.Span;

    /// <summary>Puts equals in order: messages, and exchanges by their first message.</summary>
    internal IComparer<int> MessageOrder { get; }
    internal IComparer<int> ExchangeOrder { get; }

    internal int Authors => columns.Authors.Count;

    /// <summary>By author: when they last said anything, in UTC milliseconds.</summary>
    internal long[] LastSaid => lastSaid ??= StillHere.Last(this, _ => true);

    internal Exchange this[int exchange] => columns.Exchanges[exchange];

    internal TermUse Use(int term) => term < columns.Uses.Count ? columns.Uses[term] : default;

    /// <summary>The voices of an exchange, in the order in which they came in.</summary>
    internal ReadOnlySpan<Voice> VoicesOf(int exchange) => columns.Voices.Span.Slice(this[exchange].FirstVoice, this[exchange].VoiceCount);

    /// <summary>The rows of an exchange, title and messages, in order.</summary>
    internal ReadOnlySpan<int> RowsOf(int exchange) => columns.Rows.Span.Slice(this[exchange].FirstRow, this[exchange].RowCount);

    internal IdentityId Identity(int author) => new(columns.Authors[author]);

    internal ConversationId Conversation(int exchange) => new(columns.Conversations[this[exchange].Conversation]);

    internal long Seq(int row) => columns.Seq[row];

    /// <summary>The number of the channel of that name, or -1.</summary>
    internal int Channel(string name) => columns.Names.Find(name);

    /// <summary>Who speaks, by person; made anew only for another everyone.</summary>
    internal Speakers SpeakersOf(Everyone everyone)
    {
        var known = speakers;
        return known?.Everyone == everyone ? known : speakers = new Speakers(this, everyone);
    }

    /// <summary>How active everybody is, as of the last full hour: what comes later counts as new.</summary>
    internal ChannelActivity ActivityAt(long now, ExpertiseWeights with)
    {
        var (known, hour) = (activity, now / Hour * Hour);
        return known?.Now == hour && ReferenceEquals(known.Weights, with) ? known
            : activity = new ChannelActivity(this, hour, Enumerable.Range(0, ExchangeEnd).Where(exchange => this[exchange].Conversation >= 0), with);
    }

    /// <summary>For each exchange whether its conversation passes; null when all do.</summary>
    internal bool[]? Seen(Predicate<ConversationId>? visible)
    {
        if (visible is null)
        {
            return null;
        }
        var conversations = Array.ConvertAll(columns.Conversations.Span.ToArray(), id => visible(new(id)));
        if (Array.TrueForAll(conversations, seen => seen))
        {
            return null;
        }
        var exchanges = new bool[ExchangeEnd];
        for (var exchange = 0; exchange < exchanges.Length; exchange++)
        {
            exchanges[exchange] = this[exchange].Conversation is var conversation and >= 0 && conversations[conversation];
        }
        return exchanges;
    }

    /// <summary>The index as bytes; <see cref="ExpertiseBuilder.FromBytes"/> reads them.</summary>
    public byte[] ToBytes()
    {
        var writer = new ArrayWriter();
        Words.Write(writer);
        columns.Write(writer);
        return writer.ToArray();
    }

    private sealed class InOrder(ExpertiseIndex index, Func<int, int> messageOf) : IComparer<int>
    {
        public int Compare(int x, int y)
        {
            var (a, b) = (messageOf(x), messageOf(y));
            var (one, other) = (index.Conversation(index.ExchangeOf[a]).Value, index.Conversation(index.ExchangeOf[b]).Value);
            return one != other ? one.CompareTo(other) : index.Seq(a).CompareTo(index.Seq(b));
        }
    }
}
