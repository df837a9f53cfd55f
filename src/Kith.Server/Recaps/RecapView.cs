using System.Data.Common;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Kith.Server.Rooms;
using Kith.Server.Shared;

namespace Kith.Server.Recaps;

/// <summary>A published recap and what was said about it.</summary>
/// <param name="Gathering">Of which gathering.</param>
/// <param name="Comments">The conversation.</param>
/// <param name="PublishedAt">UTC milliseconds.</param>
/// <param name="Words">The recap: the first message of that conversation.</param>
/// <param name="Entries">The comments, by number.</param>
/// <param name="Edits">What it said before, the oldest first.</param>
/// <param name="Leads">Whether the reader may edit it.</param>
/// <param name="Everyone">Who is who.</param>
/// <param name="Me">Who asks.</param>
public sealed record RecapView(
    Gathering Gathering, ConversationId Comments, long PublishedAt, Message Words, IReadOnlyList<RoomEntry> Entries, IReadOnlyList<Edit> Edits, bool Leads, Everyone Everyone, Me Me)
{
    /// <summary>Reads it; null if there is none for the reader.</summary>
    public static RecapView? Of(Present present, RoomPeople people, Me me, ConversationId id)
    {
        using var connection = present.Database.Connect();
        if (GatheringStore.Find(connection, me.Reader, id) is not { } gathering
            || RecapStore.Find(connection, id) is not { Comments: { } comments, PublishedAt: { } published })
        {
            return null;
        }
        var entries = RoomEntries.From(connection, comments);
        return new(gathering, comments, published, entries[0].Message, [.. entries.Skip(1)], Mending.Edits(connection, comments, 1),
            me.Leads(gathering), people.Now(connection), me);
    }

    /// <summary>Somebody; who is not known yet has no name.</summary>
    public Person PersonOf(IdentityId identity) => Everyone.OrNew(identity);
}

/// <summary>A recap being written.</summary>
/// <param name="Gathering">Of which gathering.</param>
/// <param name="Text">What the writer has before them.</param>
/// <param name="Version">Of what was saved last when they began; 0 if nothing.</param>
/// <param name="Saved">What was saved last, or null.</param>
/// <param name="Other">What somebody else saved meanwhile; null unless that is in the way.</param>
/// <param name="People">Whom it can name.</param>
/// <param name="Everyone">Who is who.</param>
public sealed record RecapDesk(
    Gathering Gathering, string Text, long Version, Recap? Saved, Recap? Other, RoomNames People, Everyone Everyone)
{
    /// <summary>The names of those whom it can name.</summary>
    public IReadOnlyList<string> Names => [.. People.All.Select(one => one.Name)];

    /// <summary>Whom it names.</summary>
    public Addressed Named => Publishing.Named(People, Text);

    /// <summary>Begins with what was saved last, or with a draft made from the log.</summary>
    /// <exception cref="InvalidInputException">Whoever asks may not write it.</exception>
    public static RecapDesk? Of(Present present, RoomPeople people, Me me, ConversationId id)
    {
        using var connection = present.Database.Connect();
        if (Leading.Led(connection, me, id) is not { } gathering)
        {
            return null;
        }
        var (saved, everyone) = (RecapStore.Find(connection, id), people.Now(connection));
        return new(gathering, saved?.Draft ?? Made(connection, me, id, everyone), saved?.Version ?? 0, saved, null, RoomNames.Of(connection, me, id, everyone), everyone);
    }

    /// <summary>After a save that somebody else's stands in the way of.</summary>
    public RecapDesk Beside(string text, long version) => this with { Text = text, Version = version, Other = Saved };

    /// <summary>The draft that the log gives.</summary>
    internal static string Made(DbConnection connection, Me me, ConversationId id, Everyone everyone) =>
        RecapDraft.Of(TranscriptStore.Read(connection, me.Reader, id)!, everyone, Address.OfGathering(id));
}
