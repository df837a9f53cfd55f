using System.Data.Common;
using Kith.Conversations;
using Kith.People;
using Kith.Store;
using Kith.Ties;

namespace Kith.Network;

/// <summary>
/// The relationships as of one version of the facts, in memory: who is who, every tie that all members may know of, the
/// scale of strength and the chance of contact. Immutable; a reader's private ties are added on the way out.
/// </summary>
public sealed class Snapshot
{
    private const long Unfinished = -1;

    // Not everybody who asks needs these: the map does without.
    private readonly Lazy<ILookup<PersonId, Tie>> ties;
    private readonly Lazy<(Contact Contact, Presence Presence)> fitted;

    private Snapshot(Everyone everyone, IReadOnlyList<Tie> all, (long Whole, long People) version, int today)
    {
        Everyone = everyone;
        All = all;
        (Version, PeopleVersion) = version;
        Today = today;
        ties = new(() => all.SelectMany(tie => (Tie[])[tie, tie.Reverse()]).ToLookup(tie => tie.Person));
        fitted = new(() => (ContactFit.Refit(all, today), Presence.On(today, all)));
        Kappa = Strength.Kappa(all.Select(tie => (Strength.Directed(tie.There, today), Strength.Directed(tie.Back, today))));
    }

    /// <summary>Who is who.</summary>
    public Everyone Everyone { get; }

    /// <summary>Every tie that all members may know of, once.</summary>
    public IReadOnlyList<Tie> All { get; }

    /// <summary>Of the facts it was made from; one that never was if another process was still deriving ties.</summary>
    public long Version { get; }

    /// <summary>Of the decisions about who is who.</summary>
    public long PeopleVersion { get; }

    /// <summary>Whether nothing had happened yet: nobody had said anything, or been anywhere.</summary>
    public bool IsEmpty => Version == PeopleVersion;

    /// <summary>
    /// The UTC day as of which answers are given: today, or the day of the newest message if that is more than 30 days
    /// ago, because in an archive that ended years ago everything has long gone quiet.
    /// </summary>
    public int Today { get; }

    /// <summary>UTC milliseconds as of which answers are given: the end of <see cref="Today"/>.</summary>
    public long Now => (Today + 1L) * TimeSpan.MillisecondsPerDay - 1;

    /// <summary>κ, the strength that shows as one half.</summary>
    public double Kappa { get; }

    /// <summary>The chance of contact, fitted to this community.</summary>
    public Contact Contact => fitted.Value.Contact;

    /// <summary>Makes one from the database.</summary>
    public static Snapshot Load(Database database, TimeProvider time)
    {
        using var connection = database.Connect();
        var people = PeopleStore.Version(connection);
        var version = VersionOf(connection);
        if (!Fold.IsDone(connection))
        {
            version = Unfinished;
        }
        var (everyone, contacts) = ((Everyone)null!, (IReadOnlyList<ContactRow>)[]);
        Cores.Both(Cores.All, () => everyone = database.Read(PeopleStore.Load), () => contacts = ContactStore.Open(connection));
        var newest = ConversationStore.NewestAt(connection) ?? 0;
        var today = Days.Of(time.GetUtcNow().ToUnixTimeMilliseconds());
        var ended = newest > 0 && Days.Of(newest) < today - Contact.Horizon;
        return new Snapshot(everyone, Tie.Fold(contacts, everyone), (version, people), ended ? Days.Of(newest) : today);
    }

    /// <summary>Of the facts at this moment: a snapshot of an older version is out of date.</summary>
    public static long VersionOf(DbConnection connection) => Log.Version(connection) + PeopleStore.Version(connection);

    /// <summary>The ties of a person that the reader may know of, strongest first.</summary>
    public IReadOnlyList<Tie> TiesOf(PersonId person, IReadOnlyList<Tie>? privately = null)
    {
        var open = ties.Value[person];
        var own = (privately ?? []).Where(tie => tie.Person == person || tie.Other == person).Select(tie => tie.Person == person ? tie : tie.Reverse());
        return [.. open.Concat(own).GroupBy(tie => tie.Other).Select(same => same.Aggregate((a, b) => a.Merge(b))).OrderByDescending(tie => tie.StrengthOn(Today)).ThenBy(tie => tie.Other.Value)];
    }

    /// <summary>The ties that only the reader and the other one know of.</summary>
    public IReadOnlyList<Tie> PrivateTies(Database database, Reader reader) => reader.Identities.Count == 0
        ? []
        : database.Read(connection => Tie.Fold(ContactStore.Private(connection, reader.Identities), Everyone));

    /// <summary>Strength as people see it, 0 to below 1.</summary>
    public double Shown(Tie tie) => Strength.Shown(tie.StrengthOn(Today), Kappa);

    /// <summary>Chance of direct contact in the next 30 days, 0 to 1.</summary>
    public double Chance(Tie tie) => Contact.Chance(Signs.Of(tie, fitted.Value.Presence));
}
