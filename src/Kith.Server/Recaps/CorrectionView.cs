using System.Data.Common;
using Kith.Conversations;
using Kith.People;
using Kith.Recaps;
using Kith.Server.Accounts;
using Kith.Server.Rooms;
using Kith.Server.Shared;

namespace Kith.Server.Recaps;

/// <summary>A correction as somebody sees it; see docs/json.md.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Url">Of the message.</param>
/// <param name="Conversation">Title of where it was said.</param>
/// <param name="Text">The words in a line.</param>
/// <param name="At">When they were said.</param>
/// <param name="From">Name under which they stood.</param>
/// <param name="To">Whose they are said to be.</param>
/// <param name="AskedBy">Who said so.</param>
/// <param name="Asked">When.</param>
/// <param name="State">What became of it.</param>
/// <param name="DecidedBy">Who decided, or null.</param>
/// <param name="MayDecide">Whether the reader may accept or decline it.</param>
/// <param name="MayUndo">Whether the reader may take it back.</param>
public sealed record CorrectionAnswer(
    long Id, string Url, string Conversation, string Text, DateTimeOffset At, string From, string To, string AskedBy, DateTimeOffset Asked,
    CorrectionState State, string? DecidedBy, bool MayDecide, bool MayUndo)
{
    /// <summary>From the store; null if the message is gone or not for the reader.</summary>
    public static CorrectionAnswer? Of(DbConnection connection, Me me, Correction correction, Everyone everyone)
    {
        if (Evidence.Of(connection, me.Reader, correction.Conversation, correction.Seq, 0) is not { } said
            || ConversationStore.Find(connection, me.Reader, correction.Conversation, correction.Seq) is not { } message)
        {
            return null;
        }
        var (person, leads) = (me.Reader.Person ?? new(-1), Leading.Settles(connection, me, correction.Conversation));
        return new(
            correction.Id.Value, Address.Of(correction.Conversation, correction.Seq), said.Conversation, said.Text, Times.Of(message.At),
            Name(correction.From), correction.To is { } to ? Name(to) : CorrectionStore.NobodyKnown, Name(correction.AskedBy), Times.Of(correction.AskedAt), correction.State,
            correction.DecidedBy is { } by ? Name(by) : null, correction.MayDecide(person, leads, everyone), correction.MayUndo(person, leads, everyone));

        string Name(IdentityId identity) => everyone.Of(identity)?.Name ?? "somebody";
    }

    /// <summary>Those that wait for the reader, or that they asked for.</summary>
    public static IReadOnlyList<CorrectionAnswer> Waiting(Present present, RoomPeople people, Me me)
    {
        using var connection = present.Database.Connect();
        var everyone = people.Now(connection);
        return [.. CorrectionStore.Waiting(connection, me.Reader, Keeps(me)).Select(correction => Of(connection, me, correction, everyone)).OfType<CorrectionAnswer>()];
    }

    // The communities that they look after; null for all.
    private static IReadOnlyList<long>? Keeps(Me me) => me.Account is { IsOperator: true } ? null
        : [.. me.Account?.Roles.Where(role => role.Value >= Kith.Accounts.Role.Steward).Select(role => role.Key.Value) ?? []];
}

/// <summary>A message whose author is in question.</summary>
/// <param name="Conversation">Where it was said.</param>
/// <param name="Message">It.</param>
/// <param name="Author">Under whose name it stands.</param>
/// <param name="Known">What was asked for before, the latest first.</param>
/// <param name="Names">Whose it could be.</param>
/// <param name="IsMine">Whether it stands under the reader's name.</param>
/// <param name="Settles">Whether the reader looks after the conversation.</param>
/// <param name="Everyone">Who is who.</param>
public sealed record AuthorView(
    Conversation Conversation, Message Message, Person Author, IReadOnlyList<CorrectionAnswer> Known, IReadOnlyList<string> Names, bool IsMine, bool Settles, Everyone Everyone)
{
    private const int MostNames = 500;

    /// <summary>Whether something waits to be decided.</summary>
    public bool IsAsked => Known.Any(each => each.State == CorrectionState.Waiting);

    /// <summary>Reads it; null if there is no such message for the reader.</summary>
    public static AuthorView? Of(Present present, RoomPeople people, Me me, ConversationId id, long seq)
    {
        using var connection = present.Database.Connect();
        if (ConversationStore.Find(connection, me.Reader, id) is not { } conversation || ConversationStore.Find(connection, me.Reader, id, seq) is not { } message)
        {
            return null;
        }
        var everyone = people.Now(connection);
        var author = everyone.OrNew(message.Author);
        return new(conversation, message, author,
            [.. CorrectionStore.Of(connection, id, seq).Select(correction => CorrectionAnswer.Of(connection, me, correction, everyone)).OfType<CorrectionAnswer>()],
            [.. RoomNames.Of(connection, me, id, everyone).All.Select(one => one.Name).Where(name => name != author.Name).Take(MostNames)],
            author.Id == me.Reader.Person, Leading.Settles(connection, me, id), everyone);
    }
}
