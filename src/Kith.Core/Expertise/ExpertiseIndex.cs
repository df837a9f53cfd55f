using Kith.Conversations;
using Kith.Kernels.Text;
using Kith.People;

namespace Kith.Expertise;

/// <summary>
/// Who said what where and when, by word, in memory. Immutable; made by <see cref="ExpertiseBuilder"/>, kept as bytes
/// beside the version of the log it was made from. Authors are identities: who is who is told when asking.
/// </summary>
public sealed class ExpertiseIndex
{
    private readonly ExpertiseColumns columns;

    internal ExpertiseIndex(InvertedIndex words, ExpertiseColumns columns)
    {
        this.columns = columns;
        Words = words;
        ExchangeOf = [.. columns.ExchangeOf];
        AuthorOf = [.. columns.AuthorOf];
        At = [.. columns.At];
        UnitOf = [.. columns.UnitOf];
        ChannelOf = [.. columns.UnitOf.Select(unit => columns.ChannelOf[unit])];
        ExchangeLengths = Bm25.GroupLengths(words, ExchangeOf, UnitOf.Length);
        Voices = new Voices(ExchangeOf, AuthorOf, At, UnitOf.Length, columns.Authors.Count);
        OpenerOf = Openers();
    }

    /// <summary>The number of messages.</summary>
    public int Messages => ExchangeOf.Length - UnitOf.Length;

    /// <summary>The number of exchanges.</summary>
    public int Exchanges => UnitOf.Length;

    internal InvertedIndex Words { get; }

    // By row, see ExpertiseColumns.
    internal int[] ExchangeOf { get; }
    internal int[] AuthorOf { get; }
    internal long[] At { get; }

    // By exchange; the channel by its number among the names.
    internal int[] UnitOf { get; }
    internal int[] ChannelOf { get; }
    internal int[] ExchangeLengths { get; }
    internal Voices Voices { get; }

    // By exchange: the author who opened the unit with it; -1 for a unit's later exchanges.
    internal int[] OpenerOf { get; }

    internal int Authors => columns.Authors.Count;

    internal IdentityId Identity(int author) => new(columns.Authors[author]);

    internal ConversationId Conversation(int exchange) => new(columns.Conversations[UnitOf[exchange]]);

    internal long Seq(int row) => columns.Seq[row];

    internal string Title(int exchange) => columns.Names[columns.TitleOf[UnitOf[exchange]]].ToString();

    /// <summary>The number of the channel of that name, or -1.</summary>
    internal int Channel(string name) => columns.Names.Find(name);

    /// <summary>For each exchange whether its conversation passes; null when all do.</summary>
    internal bool[]? Seen(Predicate<ConversationId>? visible)
    {
        if (visible is null)
        {
            return null;
        }
        var units = columns.Conversations.Select(id => visible(new(id))).ToArray();
        return Array.TrueForAll(units, seen => seen) ? null : Array.ConvertAll(UnitOf, unit => units[unit]);
    }

    private int[] Openers()
    {
        var begun = new bool[columns.Conversations.Count];
        var openers = new int[Exchanges];
        for (var exchange = 0; exchange < openers.Length; exchange++)
        {
            openers[exchange] = begun[UnitOf[exchange]] ? -1 : Voices.Of(exchange)[0].Author;
            begun[UnitOf[exchange]] = true;
        }
        return openers;
    }

    /// <summary>The index as bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new ArrayWriter();
        Words.Write(writer);
        columns.Write(writer);
        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null if the bytes are cut off or of another format: build it again.</summary>
    public static ExpertiseIndex? FromBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new ArrayReader(bytes);
            return new(InvertedIndex.Read(ref reader), ExpertiseColumns.Read(ref reader));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
