using System.Data.Common;
using System.Globalization;

namespace Kith.Accounts;

/// <summary>
/// What stands as <c>?key=</c> in the address of a feed or calendar of somebody's own: programs that fetch feeds can't sign
/// in. It reads as that account would and does nothing else; a new one makes the old ones worthless.
/// </summary>
public static class FeedKey
{
    /// <summary>The key of an account; null for guests.</summary>
    public static string? Of(Account account) => account.FeedSecret is { } secret ? $"{account.Id}.{secret}" : null;

    /// <summary>Whose key it is; null if nobody's.</summary>
    public static Account? Find(DbConnection connection, string key) =>
        key.Split('.') is [var number, var secret] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && AccountStore.Find(connection, new AccountId(id)) is { FeedSecret: { } known } account && Secret.Same(known, secret)
            ? account
            : null;
}
