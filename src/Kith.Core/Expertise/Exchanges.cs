using System.Runtime.InteropServices;
using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>Cuts units into exchanges and lays these out in the columns. An exchange whose first message stays keeps its number.</summary>
internal sealed class Exchanges(InvertedIndexBuilder words, ExpertiseColumns columns, Func<string, long, int> title, Action<int> unsay)
{
    private const int Longest = 40;
    private const long Silence = 7 * TimeSpan.MillisecondsPerDay;

    private readonly TermUses uses = new(words, columns);
    private readonly List<int> laid = [];
    private readonly List<Voice> voices = [];

    /// <summary>How many exchanges there are.</summary>
    public int Count { get; private set; } = Enumerable.Range(0, columns.Exchanges.Count).Count(at => columns.Exchanges[at].Conversation >= 0);

    /// <summary>How many of them hold any term.</summary>
    public int Filled { get; private set; } = Enumerable.Range(0, columns.Exchanges.Count).Count(at => columns.Lengths[at] > 0);

    /// <summary>How many messages they hold.</summary>
    public int Messages { get; private set; } = Enumerable.Range(0, columns.Exchanges.Count).Sum(at => Math.Max(0, columns.Exchanges[at].RowCount - 1));

    /// <summary>Cuts the messages of a unit, in order, and adds the numbers of its exchanges to <paramref name="kept"/>.</summary>
    public void Cut(int conversation, string name, string channel, List<int> rows, HashSet<int> kept)
    {
        var all = CollectionsMarshal.AsSpan(rows);
        var unit = new Exchange(conversation, columns.Names.Add(name), columns.Names.Add(channel), Exchange.None, 0, 0, 0, 0);
        for (int begin = 0, at = 1; at <= all.Length; at++)
        {
            if (at == all.Length || at - begin == Longest || columns.At[all[at]] - columns.At[all[at - 1]] > Silence)
            {
                kept.Add(Lay(unit with { Opener = begin == 0 ? columns.AuthorOf[all[0]] : Exchange.None }, all[begin..at]));
                begin = at;
            }
        }
    }

    /// <summary>Lets go the exchanges of a conversation that are not among those kept.</summary>
    public void Keep(int conversation, HashSet<int> kept)
    {
        foreach (var exchange in Of(conversation).Where(each => !kept.Contains(each)).ToList())
        {
            var gone = columns.Exchanges[exchange];
            uses.Change(RowsOf(gone), []);
            unsay(columns.Rows[gone.FirstRow]);
            columns.Exchanges[exchange] = Exchange.Gone;
            SetLength(exchange, 0);
            Count--;
            Messages -= gone.RowCount - 1;
        }
    }

    /// <summary>The messages of a conversation by their numbers in it.</summary>
    public Dictionary<long, int> RowsOf(int conversation)
    {
        var rows = new Dictionary<long, int>();
        foreach (var exchange in Of(conversation))
        {
            foreach (var row in RowsOf(columns.Exchanges[exchange])[1..])
            {
                rows[columns.Seq[row]] = row;
            }
        }
        return rows;
    }

    /// <summary>Gives the channels of conversations another name.</summary>
    public void Rename(IReadOnlyDictionary<long, string> channels)
    {
        for (var at = 0; at < columns.Exchanges.Count; at++)
        {
            var exchange = columns.Exchanges[at];
            if (exchange.Conversation >= 0 && channels.TryGetValue(columns.Conversations[exchange.Conversation], out var name)
                && !columns.Names[exchange.Channel].SequenceEqual(name))
            {
                columns.Exchanges[at] = exchange with { Channel = columns.Names.Add(name) };
            }
        }
    }

    /// <summary>Returns when everything is counted.</summary>
    public void Settle() => uses.Settle();

    /// <summary>Lays rows and voices out anew when most of their places are of exchanges as they were before.</summary>
    public void Tidy()
    {
        if (columns.Rows.Count > 1024 + 2 * (Messages + Count))
        {
            var (rows, heard) = (columns.Rows.Span.ToArray(), columns.Voices.Span.ToArray());
            columns.Rows.Clear();
            columns.Voices.Clear();
            for (var at = 0; at < columns.Exchanges.Count; at++)
            {
                var exchange = columns.Exchanges[at];
                columns.Exchanges[at] = exchange with { FirstRow = columns.Rows.Count, FirstVoice = columns.Voices.Count };
                columns.Rows.Add(rows.AsSpan(exchange.FirstRow, exchange.RowCount));
                columns.Voices.Add(heard.AsSpan(exchange.FirstVoice, exchange.VoiceCount));
            }
        }
    }

    private IEnumerable<int> Of(int conversation)
    {
        for (var at = 0; at < columns.Exchanges.Count; at++)
        {
            if (columns.Exchanges[at].Conversation == conversation)
            {
                yield return at;
            }
        }
    }

    private ReadOnlySpan<int> RowsOf(Exchange exchange) => columns.Rows.Span.Slice(exchange.FirstRow, exchange.RowCount);

    private int Lay(Exchange unit, ReadOnlySpan<int> messages)
    {
        var known = Known(messages[0]);
        var old = known < 0 ? Exchange.Gone : columns.Exchanges[known];
        if (known >= 0 && messages.SequenceEqual(RowsOf(old)[1..]) && old == unit with { FirstRow = old.FirstRow, RowCount = old.RowCount, FirstVoice = old.FirstVoice, VoiceCount = old.VoiceCount })
        {
            return known;
        }
        laid.Clear();
        laid.Add(TitleRow(old, unit, columns.At[messages[0]]));
        laid.AddRange(messages);
        uses.Change(RowsOf(old), CollectionsMarshal.AsSpan(laid));
        Hear(messages);
        var next = unit with { FirstRow = columns.Rows.Count, RowCount = laid.Count, FirstVoice = columns.Voices.Count, VoiceCount = voices.Count };
        columns.Rows.Add(CollectionsMarshal.AsSpan(laid));
        columns.Voices.Add(CollectionsMarshal.AsSpan(voices));
        Count += known < 0 ? 1 : 0;
        Messages += next.RowCount - Math.Max(1, old.RowCount);
        return Put(known, next);
    }

    // The exchange that began with this message before, or -1.
    private int Known(int message)
    {
        var exchange = columns.ExchangeOf[message];
        return exchange >= 0 && RowsOf(columns.Exchanges[exchange])[1] == message ? exchange : Exchange.None;
    }

    private int TitleRow(Exchange old, Exchange unit, long at)
    {
        if (old.RowCount > 0 && old.Title == unit.Title)
        {
            return columns.Rows[old.FirstRow];
        }
        if (old.RowCount > 0)
        {
            unsay(columns.Rows[old.FirstRow]);
        }
        return title(columns.Names[unit.Title].ToString(), at);
    }

    private void Hear(ReadOnlySpan<int> messages)
    {
        voices.Clear();
        foreach (var row in messages)
        {
            var (author, at) = (columns.AuthorOf[row], columns.At[row]);
            var known = voices.FindIndex(voice => voice.Author == author);
            if (known < 0)
            {
                voices.Add(new(author, 1, at));
            }
            else
            {
                voices[known] = new(author, voices[known].Count + 1, Math.Max(at, voices[known].LastAt));
            }
        }
    }

    private int Put(int known, Exchange exchange)
    {
        if (known < 0)
        {
            known = columns.Exchanges.Count;
            columns.Exchanges.Add(exchange);
            columns.Lengths.Add(0);
        }
        else
        {
            columns.Exchanges[known] = exchange;
        }
        var length = 0;
        foreach (var row in laid)
        {
            length += words.Length(row);
            if (columns.ExchangeOf[row] != known)
            {
                columns.ExchangeOf[row] = known;
            }
        }
        SetLength(known, length);
        return known;
    }

    private void SetLength(int exchange, int length)
    {
        Filled += Math.Sign(length) - Math.Sign(columns.Lengths[exchange]);
        columns.Lengths[exchange] = length;
    }
}
