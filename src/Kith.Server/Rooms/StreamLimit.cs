using Kith.Accounts;

namespace Kith.Server.Rooms;

/// <summary>How many streams one account may hold open on a node; a browser left alone opens one for each of its windows.</summary>
public sealed class StreamLimit
{
    /// <summary>Streams of one account.</summary>
    public const int Most = 24;

    private readonly Dictionary<AccountId, int> open = [];

    /// <summary>Takes a place, which is given back by disposing of it; null if there is none left. Visitors have no account to count by.</summary>
    public IDisposable? Take(AccountId? account)
    {
        if (account is not { } id)
        {
            return new Place(() => { });
        }
        lock (open)
        {
            var count = open.GetValueOrDefault(id);
            if (count >= Most)
            {
                return null;
            }
            open[id] = count + 1;
        }
        return new Place(() => Leave(id));
    }

    private void Leave(AccountId id)
    {
        lock (open)
        {
            if (--open[id] == 0)
            {
                open.Remove(id);
            }
        }
    }

    private sealed class Place(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
