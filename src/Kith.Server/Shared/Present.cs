using Kith.Conversations;
using Kith.Expertise;
using Kith.Network;
using Kith.Network.Health;
using Kith.People;
using Kith.Server.Rooms;
using Kith.Store;
using Kith.Ties;

namespace Kith.Server.Shared;

/// <summary>
/// What is derived as of now, for every answer on the command line and in the browser. Made when first asked for, and
/// made again when the facts have changed since. Where that takes long, answers during a live hour are a few seconds old
/// rather than late: a new network is made beside them, for at most a tenth of the time.
/// </summary>
public sealed class Present(Database database, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private const int Share = 10;

    private readonly Lock making = new();
    private readonly ExpertiseStore words = new(database);
    private bool held;
    private Snapshot? network;
    private (long People, TimeSpan Cost, long At) made;
    private Task remaking = Task.CompletedTask;
    private Reach? reach;
    private readonly Lock telling = new();
    private (NetworkMap Of, byte[] Bytes)? course;
    private (ExpertiseIndex Index, Topics Topics, long Version)? expertise;

    /// <summary>Where the facts are.</summary>
    public Database Database => database;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Who is who, for whoever can't wait until something is derived.</summary>
    public RoomPeople People { get; } = new();

    /// <summary>UTC milliseconds.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// While this is true, answers stay as of its beginning: deriving everything again for every page would take from a
    /// running import the time it needs. What it brought shows at once when it ends.
    /// </summary>
    public bool Held
    {
        set
        {
            lock (making)
            {
                held = value;
                network = value ? network : null;
            }
            if (!value)
            {
                Maps.Forget();
                Healths.Forget();
            }
        }
    }

    /// <summary>Who is who, and every tie.</summary>
    public Snapshot Network
    {
        get
        {
            lock (making)
            {
                if (network is null)
                {
                    return Take(Make());
                }
                var people = database.Read(PeopleStore.Version);
                if (held || database.Read(Log.Version) + people == network.Version)
                {
                    return network;
                }
                // Whoever has just decided who is who wants to see it; and what was derived of nothing, which takes a server that has just
                // started a while, is of no use once there is something.
                if (made.Cost < Patience || people != made.People || network.IsEmpty)
                {
                    return Take(Make());
                }
                if (remaking.IsCompleted && time.GetElapsedTime(made.At) > made.Cost * Share)
                {
                    remaking = Task.Run(() => Take(Make()));
                }
                return network;
            }
        }
    }

    /// <summary>A person by number, also one who came after the network was made; null if there is nobody.</summary>
    public Person? Find(PersonId id)
    {
        var known = Network.Everyone.Find(id);
        return known is null && !held && database.Read(connection => PeopleStore.Knows(connection, id)) ? Take(Make()).Everyone.Find(id) : known;
    }

    /// <summary>The network drawn; seconds' work for a large one.</summary>
    public NetworkMap Map => Maps.Of(Network);

    /// <summary>The map as it is kept: for whoever does not want to wait for it.</summary>
    public Kept<NetworkMap> Maps { get; } = new(NetworkMap.Of, time);

    /// <summary>How the ties of a map went over time; null if the map of that version was drawn anew since. A second's work for ten thousand people.</summary>
    public byte[]? CourseOf(long version)
    {
        if (Maps.Known is not { } map || map.Version != version)
        {
            return null;
        }
        lock (telling)
        {
            if (course is not { } told || !ReferenceEquals(told.Of, map))
            {
                course = told = (map, MapCourse.Of(map));
            }
            return told.Bytes;
        }
    }

    /// <summary>How the community is connected, over time; seconds' work for a large one.</summary>
    public NetworkHealth Health => Healths.Of(Network);

    /// <summary>Network health as it is kept: for whoever does not want to wait for it.</summary>
    public Kept<NetworkHealth> Healths { get; } = new((now, work) => NetworkHealth.Of(now, database, work), time);

    /// <summary>Who said what, by word.</summary>
    public ExpertiseIndex Expertise => Words.Index;

    /// <summary>What people talk about more than others.</summary>
    public Topics Topics => Words.Topics;

    private (Snapshot Network, long People, TimeSpan Cost) Make()
    {
        var began = time.GetTimestamp();
        var people = database.Read(PeopleStore.Version);
        // An import that was killed may have left work undone.
        new Fold(database).Run();
        return (Snapshot.Load(database, time), people, time.GetElapsedTime(began));
    }

    private Snapshot Take((Snapshot Network, long People, TimeSpan Cost) next)
    {
        lock (making)
        {
            // One that was begun earlier may be done later.
            var late = next.People < made.People || (next.People == made.People && next.Network.Version is >= 0 and var version && version < network?.Version);
            if (network is null || !late)
            {
                (network, reach, made) = (next.Network, null, (next.People, next.Cost, time.GetTimestamp()));
            }
            return network;
        }
    }

    private (ExpertiseIndex Index, Topics Topics, long Version) Words
    {
        get
        {
            lock (making)
            {
                if (expertise is { } last && held)
                {
                    return last;
                }
                var version = database.Read(Log.Version);
                if (expertise is not { } known || known.Version != version)
                {
                    var index = words.Load();
                    expertise = known = (index, new Topics(index), version);
                }
                return known;
            }
        }
    }

    /// <summary>The warmest paths that a reader may know of.</summary>
    public Reach ReachFor(Reader reader)
    {
        var now = Network;
        if (reader.Person is not null)
        {
            return new Reach(now, now.PrivateTies(database, reader));
        }
        lock (making)
        {
            return reach ??= new Reach(now);
        }
    }
}
