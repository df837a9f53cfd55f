using System.Net;
using Kith.Accounts;
using Kith.Rooms;
using Kith.Server.Accounts;

namespace Kith.Server.Rooms;

/// <summary>
/// How many streams may be held open on a node: by one account, as a browser left alone opens one for each of its windows; by
/// visitors without an account from one address (of IPv6: from one site, which has 2^80), and by all of them.
/// </summary>
public sealed class StreamLimit(SiteOptions options)
{
    /// <summary>Streams of one account.</summary>
    public const int Most = 24;

    // What is given to a customer at most: whoever has that many addresses has one place.
    private const int SiteBytes = 48 / 8;

    private readonly Dictionary<string, int> open = [];
    private int visitors;

    /// <summary>Takes a place, which is given back by disposing of it; or says why there is none.</summary>
    public Refusal? Take(AccountId? account, IPAddress? address, out IDisposable? place)
    {
        place = null;
        var holder = account is { } id ? $"account {id}" : Limits.Place(address, SiteBytes);
        lock (open)
        {
            var count = open.GetValueOrDefault(holder);
            if (account is not null && count >= Most)
            {
                return new Refusal(RefusalKind.TooFast, $"You follow in {Most} windows already.", "Close one of them.", 10);
            }
            if (account is null && options.VisitorStreams > 0 && visitors >= options.VisitorStreams)
            {
                return new Refusal(RefusalKind.TooFast, "As many visitors follow as there are places for.", "Members have places of their own: sign in, or try again in a minute.", 60);
            }
            if (account is null && options.VisitorStreamsPerAddress > 0 && count >= options.VisitorStreamsPerAddress && !IsOfEverybody(address))
            {
                return new Refusal(RefusalKind.TooFast, "As many visitors follow from your address as there are places for.", "Members have places of their own: sign in, or try again in a minute.", 60);
            }
            open[holder] = count + 1;
            visitors += account is null ? 1 : 0;
        }
        place = new Place(() => Leave(holder, isVisitor: account is null));
        return null;
    }

    // A proxy on this machine whose word is not believed: all who come through it have its address.
    private bool IsOfEverybody(IPAddress? address) => !options.BehindProxy && address is not null && IPAddress.IsLoopback(address);

    private void Leave(string holder, bool isVisitor)
    {
        lock (open)
        {
            visitors -= isVisitor ? 1 : 0;
            if (--open[holder] == 0)
            {
                open.Remove(holder);
            }
        }
    }

    private sealed class Place(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
