using System.Data.Common;
using Kith.People;
using Kith.Store;

namespace Kith.Server.Rooms;

/// <summary>
/// Who is who, as a live room needs it: somebody who signed in or came as a guest a moment ago is known, and nothing is
/// derived for it.
/// </summary>
public sealed class RoomPeople
{
    private readonly Lock reading = new();
    private (Everyone Everyone, (long, long) Version)? known;

    /// <summary>Everybody there is; read again when somebody was added or something was decided about people.</summary>
    public Everyone Now(DbConnection connection)
    {
        lock (reading)
        {
            var version = (PeopleStore.Version(connection), Counters.Last(connection, "identities"));
            if (known is not { } last || last.Version != version)
            {
                known = last = (PeopleStore.Load(connection), version);
            }
            return last.Everyone;
        }
    }
}
