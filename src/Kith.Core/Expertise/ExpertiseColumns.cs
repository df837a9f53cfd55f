using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>An exchange: messages of one unit that follow each other closely. No conversation: it is gone.</summary>
/// <param name="Conversation">Place in <see cref="ExpertiseColumns.Conversations"/>, or -1.</param>
/// <param name="Title">Number of the unit's title among the names.</param>
/// <param name="Channel">Number of the channel among the names.</param>
/// <param name="Opener">The author who opened the unit with it; -1 for a unit's later exchanges.</param>
/// <param name="FirstRow">Where its rows begin in <see cref="ExpertiseColumns.Rows"/>: first its title, then its messages in order.</param>
/// <param name="RowCount">How many.</param>
/// <param name="FirstVoice">Where its voices begin.</param>
/// <param name="VoiceCount">How many.</param>
internal readonly record struct Exchange(int Conversation, int Title, int Channel, int Opener, int FirstRow, int RowCount, int FirstVoice, int VoiceCount)
{
    public const int None = -1;

    public static Exchange Gone { get; } = new(None, 0, 0, None, 0, 0, 0, 0);
}

/// <summary>How often, and when last, an author spoke in an exchange.</summary>
/// <param name="Author">Who.</param>
/// <param name="Count">How many messages.</param>
/// <param name="LastAt">UTC milliseconds.</param>
internal readonly record struct Voice(int Author, int Count, long LastAt);

/// <summary>How a term is spread; titles count only where they are named.</summary>
/// <param name="Occurrences">How often it was said.</param>
/// <param name="Exchanges">In how many exchanges.</param>
/// <param name="Titled">In how many exchanges, or their titles.</param>
/// <param name="Spread">The sum over exchanges of the damped number of messages; see <see cref="TermUses.Damped"/>.</param>
internal readonly record struct TermUse(int Occurrences, int Exchanges, int Titled, long Spread)
{
    public static TermUse operator +(TermUse one, TermUse other) =>
        new(one.Occurrences + other.Occurrences, one.Exchanges + other.Exchanges, one.Titled + other.Titled, one.Spread + other.Spread);

    public static TermUse operator -(TermUse one, TermUse other) =>
        new(one.Occurrences - other.Occurrences, one.Exchanges - other.Exchanges, one.Titled - other.Titled, one.Spread - other.Spread);
}

/// <summary>
/// What the index of expertise knows beside the words. A row is a message, or the title of an exchange; rows, exchanges and
/// authors keep their numbers for as long as the index grows.
/// </summary>
internal sealed class ExpertiseColumns
{
    /// <summary>Author of a row that is a title.</summary>
    public const int Title = -1;

    // By row: its exchange (-1: it is gone), who, when, its number in the conversation, a fingerprint of its text.
    public Column<int> ExchangeOf { get; private init; } = new();
    public Column<int> AuthorOf { get; private init; } = new();
    public Column<long> At { get; private init; } = new();
    public Column<int> Seq { get; private init; } = new();
    public Column<ulong> Print { get; private init; } = new();

    // By exchange.
    public Pages<Exchange> Exchanges { get; private init; } = new();
    public Column<int> Lengths { get; private init; } = new();

    // What exchanges point into.
    public Column<int> Rows { get; private init; } = new();
    public Column<Voice> Voices { get; private init; } = new();

    // By term.
    public Pages<TermUse> Uses { get; private init; } = new();

    // Numbers of conversations and of identities.
    public Column<long> Conversations { get; private init; } = new();
    public Column<long> Authors { get; private init; } = new();
    public TermTable Names { get; private init; } = new();

    public static ExpertiseColumns Read(ref ArrayReader from) => new()
    {
        ExchangeOf = new(from.Read<int>()),
        AuthorOf = new(from.Read<int>()),
        At = new(from.Read<long>()),
        Seq = new(from.Read<int>()),
        Print = new(from.Read<ulong>()),
        Exchanges = Paged(from.Read<Exchange>()),
        Lengths = new(from.Read<int>()),
        Rows = new(from.Read<int>()),
        Voices = new(from.Read<Voice>()),
        Uses = Paged(from.Read<TermUse>()),
        Conversations = new(from.Read<long>()),
        Authors = new(from.Read<long>()),
        Names = TermTable.Read(ref from),
    };

    private static Pages<T> Paged<T>(T[] values)
    {
        var pages = new Pages<T>();
        foreach (var value in values)
        {
            pages.Add(value);
        }
        return pages;
    }
}

/// <summary>The columns as of one moment.</summary>
internal sealed class ExpertiseViews(ExpertiseColumns columns)
{
    public View<int> ExchangeOf { get; } = columns.ExchangeOf.View();
    public View<int> AuthorOf { get; } = columns.AuthorOf.View();
    public View<long> At { get; } = columns.At.View();
    public View<int> Seq { get; } = columns.Seq.View();
    public View<ulong> Print { get; } = columns.Print.View();
    public PagedView<Exchange> Exchanges { get; } = columns.Exchanges.View();
    public View<int> Lengths { get; } = columns.Lengths.View();
    public View<int> Rows { get; } = columns.Rows.View();
    public View<Voice> Voices { get; } = columns.Voices.View();
    public PagedView<TermUse> Uses { get; } = columns.Uses.View();
    public View<long> Conversations { get; } = columns.Conversations.View();
    public View<long> Authors { get; } = columns.Authors.View();
    public TermTable Names { get; } = columns.Names;
    private readonly int names = columns.Names.Count;

    public void Write(ArrayWriter to)
    {
        to.Write(ExchangeOf.Span);
        to.Write(AuthorOf.Span);
        to.Write(At.Span);
        to.Write(Seq.Span);
        to.Write(Print.Span);
        to.Write<Exchange>(Exchanges.ToArray());
        to.Write(Lengths.Span);
        to.Write(Rows.Span);
        to.Write(Voices.Span);
        to.Write<TermUse>(Uses.ToArray());
        to.Write(Conversations.Span);
        to.Write(Authors.Span);
        Names.Write(to, names);
    }
}
