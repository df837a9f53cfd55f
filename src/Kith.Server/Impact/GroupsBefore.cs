using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kith.Impact;
using Kith.Network;

namespace Kith.Server.Impact;

/// <summary>Groups as they were on a day, kept as long as the network they were found in.</summary>
internal static class GroupsBefore
{
    private static readonly ConditionalWeakTable<Snapshot, ConcurrentDictionary<int, Groups>> Known = [];

    /// <summary>At the end of a UTC day since 1970.</summary>
    public static Groups Of(Snapshot network, int day) => Known.GetOrCreateValue(network).GetOrAdd(day, end => Groups.At(network.All, end));
}
