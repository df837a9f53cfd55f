using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Interactions;
using Kith.People;
using Kith.Store;
using Kith.Ties;

namespace Kith.Impact;

/// <summary>Reads from the interactions what followed gatherings. They are derived: whoever asks has them derived first.</summary>
public static class ImpactStore
{
    private const int Presence = (int)InteractionKind.CoPresence, Turn = (int)InteractionKind.Turn, Reply = (int)InteractionKind.Reply, Thanks = (int)InteractionKind.Thanks;

    // Elsewhere an answer may be guessed from words and turns. A room has links for answers and marks for names: there, only
    // what somebody did counts as having met somebody.
    private static readonly string Stated =
        $"(i.kind <> {Turn} and (i.kind not in ({Reply}, {Thanks}) or m.reply_to is not null or ' ' || coalesce(m.addressed, '') || ' ' like '% m' || i.to_id || ' %'))";

    private const string Said = "left join messages m on m.conversation_id = i.conversation_id and m.seq = i.seq";

    /// <summary>The interactions of a gathering, guesses left out.</summary>
    public static IReadOnlyList<Interaction> Here(DbConnection connection, ConversationId id) => [.. connection.Query<(long Seq, long At, long From, long To, long Kind, long Weight)>(
        $"""
        select i.seq, i.at, i.from_id, i.to_id, i.kind, i.weight from interactions i {Said}
        where i.conversation_id = @id and {Stated} order by i.at, i.seq, i.kind, i.from_id, i.to_id
        """, new { id = id.Value })
        .Select(row => new Interaction(row.Seq, row.At, row.From, row.To, (InteractionKind)row.Kind, row.Weight))];

    /// <summary>
    /// What went between the people of a gathering before it, in conversations that every member may know of and in those
    /// private ones in which the reader took part.
    /// </summary>
    public static Past Before(DbConnection connection, Reader reader, ConversationId gathering, long startsAt, IEnumerable<Interaction> here, Everyone everyone)
    {
        var people = here.SelectMany(each => (long[])[each.From, each.To]).Distinct().Select(id => everyone.Of(new(id))).OfType<Person>().Distinct();
        var ids = people.SelectMany(person => person.Identities).Select(identity => identity.Id.Value).ToArray();
        return new(connection.Query<(long From, long To, long At, long Weight)>(
            $"""
            select i.from_id, i.to_id, i.at, i.weight from interactions i join conversations c on c.id = i.conversation_id
            where i.from_id {Sql.Among(connection, "ids")} and i.to_id {Sql.Among(connection, "ids")} and i.at < @startsAt
              and i.conversation_id <> @id and i.kind <> {Presence} and {Visible.To(connection, Everywhere(reader))}
            """, new { ids, startsAt, id = gathering.Value, reader = Visible.Parameter(reader) }), everyone);
    }

    /// <summary>What followed a gathering, as far as the reader may know.</summary>
    public static LeftBehind Of(DbConnection connection, Reader reader, Gathering gathering, Groups groups, Everyone everyone)
    {
        var here = Here(connection, gathering.Id);
        return LeftBehind.Of(here, Before(connection, reader, gathering.Id, BeganAt(gathering), here, everyone), groups, everyone, BeganAt(gathering));
    }

    /// <summary>
    /// What became of those who said something in a gathering, in the months after; null while it is too early, and for
    /// gatherings that only their participants may read: of those the ties that everybody may know of hold nothing.
    /// Whoever only read is left out, because that they were there is nobody else's business.
    /// </summary>
    /// <param name="connection">The database, everything in it derived.</param>
    /// <param name="gathering">Which.</param>
    /// <param name="spoke">Who said something in it, each once.</param>
    /// <param name="ties">Those that every member may know of.</param>
    /// <param name="groups">As they were on the eve.</param>
    /// <param name="everyone">Who is who.</param>
    /// <param name="today">UTC day up to which anything is known.</param>
    public static Afterwards? After(DbConnection connection, Gathering gathering, IReadOnlyList<PersonId> spoke, IReadOnlyList<Tie> ties, Groups groups, Everyone everyone, int today)
    {
        var day = Days.Of(BeganAt(gathering));
        return gathering.Conversation.Visibility == Visibility.Participants || today < day + Afterwards.KnownAfter
            ? null
            : Afterwards.Of(new Ledger(ties, Own(connection, gathering.Id, everyone)), spoke, day, today, groups.Of);
    }

    /// <summary>All that ties hold of a conversation, guesses too.</summary>
    internal static IEnumerable<(PersonId From, PersonId To, int Day, long Micros)> Own(DbConnection connection, ConversationId id, Everyone everyone) => connection
        .Query<(long From, long To, long At, long Weight)>("select from_id, to_id, at, weight from interactions where conversation_id = @id", new { id = id.Value })
        .Select(row => (From: everyone.Of(new(row.From)), To: everyone.Of(new(row.To)), row.At, row.Weight))
        .Where(row => row is { From: not null, To: not null } && row.From.Id != row.To.Id)
        .Select(row => (row.From!.Id, row.To!.Id, Days.Of(row.At), row.Weight));

    /// <summary>UTC milliseconds from which on things happened in a gathering rather than before it.</summary>
    public static long BeganAt(Gathering gathering) => gathering.OpenedAt ?? gathering.StartsAt;

    /// <summary>Whom a person talked with for the first time at gatherings that they may read; the latest gathering first.</summary>
    public static IReadOnlyList<MetAt> MetBy(DbConnection connection, Reader reader, Person person, Everyone everyone)
    {
        var own = person.Identities.Select(identity => identity.Id.Value).ToArray();
        var all = connection.Query<(long Conversation, long Seq, long At, long From, long To, long Kind, long Weight, long Stated)>(
            $"""
            select i.conversation_id, i.seq, i.at, i.from_id, i.to_id, i.kind, i.weight, case when {Stated} then 1 else 0 end
            from interactions i join conversations c on c.id = i.conversation_id {Said}
            where i.from_id {Sql.Among(connection, "own")} and i.kind <> {Presence} and {Visible.To(connection, Everywhere(reader))}
            union all
            select i.conversation_id, i.seq, i.at, i.from_id, i.to_id, i.kind, i.weight, case when {Stated} then 1 else 0 end
            from interactions i join conversations c on c.id = i.conversation_id {Said}
            where i.to_id {Sql.Among(connection, "own")} and i.kind <> {Presence} and {Visible.To(connection, Everywhere(reader))}
            """, new { own, reader = Visible.Parameter(reader) }).ToList();
        var here = all.Where(row => row.Stated == 1).ToLookup(row => row.Conversation, row => new Interaction(row.Seq, row.At, row.From, row.To, (InteractionKind)row.Kind, row.Weight));
        return [.. here.Select(group => GatheringStore.Find(connection, reader, new(group.Key))).OfType<Gathering>()
            .Where(gathering => gathering.State is GatheringState.Ended or GatheringState.Published)
            .OrderByDescending(BeganAt)
            .Select(gathering => new MetAt(gathering, MetIn(here[gathering.Id.Value], gathering))).Where(met => met.Met.Count > 0)];

        List<Met> MetIn(IEnumerable<Interaction> there, Gathering gathering)
        {
            var past = new Past(all.Where(row => row.Conversation != gathering.Id.Value && row.At < BeganAt(gathering)).Select(row => (row.From, row.To, row.At, row.Weight)), everyone);
            return [.. Encounter.In(there, everyone).Where(talk => talk.IsTalk && past.LastSign(talk.Pair) is null).Select(talk => new Met(talk.Pair, talk.Entries))];
        }
    }

    // Ties know no communities: what members may know of them is the same for all (docs/architecture.md).
    private static Reader Everywhere(Reader reader) => reader with { Communities = null };
}

/// <summary>Whom somebody met at a gathering.</summary>
/// <param name="Gathering">Where.</param>
/// <param name="Met">Pairs of which they are one.</param>
public sealed record MetAt(Gathering Gathering, IReadOnlyList<Met> Met);
