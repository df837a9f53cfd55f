using System.Net;
using Kith.Accounts;
using Kith.Rooms;
using Kith.Server.Accounts;

namespace Kith.Server.Rooms;

/// <summary>
/// How many streams may be held open on a node: by one account, as a browser left alone opens one for each of its windows; by
/// visitors, who have no account or that of a guest, from one address (of IPv6: from one site, which has 2^80), and by all of them.
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
    public Refusal? Take(Account? account, IPAddress? address, out IDisposable? place)
    {
        place = null;
        // Anybody makes themselves a guest, as often as they like.
        var isVisitor = account is null or { GuestOf: not null };
        var (windows, site) = (account is null ? null : $"account {account.Id}", isVisitor ? Limits.Place(address, SiteBytes) : null);
        lock (open)
        {
            if (windows is not null && open.GetValueOrDefault(windows) >= Most)
            {
                return new Refusal(RefusalKind.TooFast, $"You follow in {Most} windows already.", "Close one of them.", 10);
            }
            if (isVisitor && options.VisitorStreams > 0 && visitors >= options.VisitorStreams)
            {
                return new Refusal(RefusalKind.TooFast, "As many visitors follow as there are places for.", "Members have places of their own: sign in, or try again in a minute.", 60);
            }
            if (site is not null && options.VisitorStreamsPerAddress > 0 && open.GetValueOrDefault(site) >= options.VisitorStreamsPerAddress && !IsOfEverybody(address))
            {
                return new Refusal(RefusalKind.TooFast, "As many visitors follow from your address as there are places for.", "Members have places of their own: sign in, or try again in a minute.", 60);
            }
            foreach (var holder in Holders())
            {
                open[holder] = open.GetValueOrDefault(holder) + 1;
            }
            visitors += isVisitor ? 1 : 0;
        }
        place = new Place(() => Leave(Holders(), isVisitor));
        return null;

        IEnumerable<string> Holders() => ((string?[])[windows, site]).OfType<string>();
    }

    // A proxy on this machine whose word is not believed: all who come through it have its address.
    private bool IsOfEverybody(IPAddress? address) => !options.BehindProxy && address is not null && IPAddress.IsLoopback(address);

    private void Leave(IEnumerable<string> holders, bool isVisitor)
    {
        lock (open)
        {
            visitors -= isVisitor ? 1 : 0;
            foreach (var holder in holders)
            {
                if (--open[holder] == 0)
                {
                    open.Remove(holder);
                }
            }
        }
    }

    private sealed class Place(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
