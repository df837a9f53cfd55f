using System.Runtime.InteropServices;
using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>What an index knows beside the words: plain columns, one place a row.</summary>
internal sealed class ExpertiseColumns
{
    /// <summary>Author of a row that is a title.</summary>
    public const int Title = -1;

    // By row: a message, or the title of an exchange.
    public List<int> ExchangeOf { get; private init; } = [];
    public List<int> AuthorOf { get; private init; } = [];
    public List<long> At { get; private init; } = [];
    public List<int> Seq { get; private init; } = [];

    // By exchange.
    public List<int> UnitOf { get; private init; } = [];

    // By unit: number of the conversation, title and channel in Names.
    public List<long> Conversations { get; private init; } = [];
    public List<int> TitleOf { get; private init; } = [];
    public List<int> ChannelOf { get; private init; } = [];

    // By author: number of the identity.
    public List<long> Authors { get; private init; } = [];
    public TermTable Names { get; private init; } = new();

    public void Write(ArrayWriter to)
    {
        foreach (var column in (List<int>[])[ExchangeOf, AuthorOf, Seq, UnitOf, TitleOf, ChannelOf])
        {
            to.Write<int>(CollectionsMarshal.AsSpan(column));
        }
        foreach (var column in (List<long>[])[At, Conversations, Authors])
        {
            to.Write<long>(CollectionsMarshal.AsSpan(column));
        }
        Names.Write(to);
    }

    public static ExpertiseColumns Read(ref ArrayReader from) => new()
    {
        ExchangeOf = [.. from.Read<int>()],
        AuthorOf = [.. from.Read<int>()],
        Seq = [.. from.Read<int>()],
        UnitOf = [.. from.Read<int>()],
        TitleOf = [.. from.Read<int>()],
        ChannelOf = [.. from.Read<int>()],
        At = [.. from.Read<long>()],
        Conversations = [.. from.Read<long>()],
        Authors = [.. from.Read<long>()],
        Names = TermTable.Read(ref from),
    };
}
