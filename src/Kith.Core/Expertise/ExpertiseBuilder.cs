using Kith.Conversations;
using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>
/// Reads messages in one pass and makes an <see cref="ExpertiseIndex"/>. A unit is cut into exchanges where it falls silent
/// or grows long, because a channel or an old topic talks about one thing after another.
/// </summary>
public sealed class ExpertiseBuilder
{
    private const int TitleWeight = 3;
    private const int LongestExchange = 40;
    private const long Silence = 7 * 24 * 3_600_000L;

    private readonly InvertedIndexBuilder words = new();
    private readonly Dictionary<long, Open> units = [];
    private readonly Dictionary<long, int> authors = [];
    private readonly ExpertiseColumns columns = new();
    private char[] buffer = new char[4096];

    /// <summary>Describes a unit; it comes before its messages.</summary>
    public void Add(in Discussion discussion)
    {
        units[discussion.Unit] = new Open { Unit = columns.Conversations.Count };
        columns.Conversations.Add(discussion.Conversation.Value);
        columns.TitleOf.Add(columns.Names.Add(discussion.Title));
        columns.ChannelOf.Add(columns.Names.Add(discussion.Channel));
    }

    /// <summary>Adds a message; those of one unit come in order of time, units may come mixed.</summary>
    public void Add(in Utterance utterance)
    {
        var unit = units[utterance.Unit];
        if (unit.Exchange < 0 || unit.Length == LongestExchange || utterance.At - unit.LastAt > Silence)
        {
            Begin(unit, utterance.At);
        }
        unit.Length++;
        unit.LastAt = utterance.At;
        if (buffer.Length < utterance.Text.Length)
        {
            buffer = new char[utterance.Text.Length];
        }
        words.Add(OwnWords.Of(utterance.Text, buffer));
        Row(unit.Exchange, AuthorNumber(utterance.Author.Value), utterance.At, utterance.Seq);
    }

    /// <summary>The index of all that was added.</summary>
    public ExpertiseIndex Build() => new(words.Build(), columns);

    private void Begin(Open unit, long at)
    {
        unit.Exchange = columns.UnitOf.Count;
        unit.Length = 0;
        columns.UnitOf.Add(unit.Unit);
        words.Add(columns.Names[columns.TitleOf[unit.Unit]], TitleWeight);
        Row(unit.Exchange, ExpertiseColumns.Title, at, 0);
    }

    private void Row(int exchange, int author, long at, long seq)
    {
        columns.ExchangeOf.Add(exchange);
        columns.AuthorOf.Add(author);
        columns.At.Add(at);
        columns.Seq.Add((int)seq);
    }

    private int AuthorNumber(long identity)
    {
        if (!authors.TryGetValue(identity, out var number))
        {
            number = authors[identity] = columns.Authors.Count;
            columns.Authors.Add(identity);
        }
        return number;
    }

    private sealed class Open
    {
        public required int Unit { get; init; }
        public int Exchange { get; set; } = -1;
        public int Length { get; set; }
        public long LastAt { get; set; }
    }
}
