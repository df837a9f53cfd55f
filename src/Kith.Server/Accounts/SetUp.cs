using Kith.Accounts;
using Kith.Store;

namespace Kith.Server.Accounts;

/// <summary>The first start.</summary>
public static class SetUp
{
    /// <summary>Makes a link to the page, and makes older ones worthless; null once there are accounts.</summary>
    public static string? Link(Database database, long now) => database.Write(transaction =>
    {
        if (AccountStore.Any(transaction.Connection!))
        {
            return null;
        }
        OneTimeLinks.Void(transaction, LinkPurpose.SetUp, null);
        return $"/set-up/{OneTimeLinks.Make(transaction, LinkPurpose.SetUp, null, null, now)}";
    });
}
