using Kith.Conversations;
using Kith.Expertise;
using Kith.Network;
using Kith.Store;
using Kith.Ties;

namespace Kith.Server.Shared;

/// <summary>
/// What is derived as of now, for every answer on the command line and in the browser. Made when first asked for, and
/// made again when the facts have changed since.
/// </summary>
public sealed class Present(Database database, TimeProvider time)
{
    private readonly Lock making = new();
    private bool held;
    private Snapshot? network;
    private Reach? reach;
    private (Snapshot Of, NetworkMap Map)? map;
    private (ExpertiseIndex Index, Topics Topics, long Version)? expertise;

    /// <summary>Where the facts are.</summary>
    public Database Database => database;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>
    /// While this is true, answers stay as of its beginning: deriving everything again for every page would take from a
    /// running import the time it needs.
    /// </summary>
    public bool Held
    {
        set
        {
            lock (making)
            {
                held = value;
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
                if (network is null || (!held && database.Read(Snapshot.VersionOf) != network.Version))
                {
                    // An import that was killed may have left work undone.
                    new Fold(database).Run();
                    (network, reach) = (Snapshot.Load(database, time), null);
                }
                return network;
            }
        }
    }

    /// <summary>The network drawn; a second's work for ten thousand people.</summary>
    public NetworkMap Map
    {
        get
        {
            var now = Network;
            lock (making)
            {
                if (map is not { } known || !ReferenceEquals(known.Of, now))
                {
                    map = known = (now, NetworkMap.Of(now));
                }
                return known.Map;
            }
        }
    }

    /// <summary>Who said what, by word.</summary>
    public ExpertiseIndex Expertise => Words.Index;

    /// <summary>What people talk about more than others.</summary>
    public Topics Topics => Words.Topics;

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
                    var index = ExpertiseStore.Load(database);
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
