using System.Data.Common;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Server.Shared;
using Kith.Store;

namespace Kith.Server.Accounts;

/// <summary>Sessions and accounts of those who ask again and again, remembered: whoever talks in a room asks every second.</summary>
public sealed class Acquaintance(Present present)
{
    private readonly Remembered<string, Session?> sessions = new(present.Database, present.Time);
    private readonly Remembered<AccountId, (Account Account, Reader Reader)?> accounts = new(present.Database, present.Time);
    private readonly Remembered<bool, bool> any = new(present.Database, present.Time);

    /// <summary>The session of a secret, or null if there is none or it is over.</summary>
    public Session? Session(string secret) => sessions.Of(secret, connection => Sessions.Find(connection, secret, present.Now));

    /// <summary>Who asks: with an account, or as a visitor.</summary>
    public Me Of(AccountId? id)
    {
        if (id is { } account && accounts.Of(account, connection => With(connection, AccountStore.Find(connection, account))) is { } known)
        {
            return new Me(known.Account, false, known.Reader);
        }
        var isOpen = !any.Of(true, AccountStore.Any);
        return new Me(null, isOpen, isOpen ? Reader.Member : Reader.Anyone);
    }

    /// <summary>What an account may read. Who is who does not come from the network: that is derived anew when something was said, and during a live hour that is every request.</summary>
    public Reader ReaderOf(Account account) => present.Database.Read(connection => ReaderOf(connection, account));

    private (Account Account, Reader Reader)? With(DbConnection connection, Account? account) => account is null ? null : (account, ReaderOf(connection, account));

    private Reader ReaderOf(DbConnection connection, Account account)
    {
        IReadOnlyList<long>? communities = account.IsOperator ? null : [.. account.Roles.Keys.Select(community => community.Value)];
        return present.People.Now(connection).Of(account.Identity) is { } person
            ? Reader.As(person, communities)
            : new Reader(new(account.Identity.Value), [account.Identity], communities);
    }
}
