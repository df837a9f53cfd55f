using System.Data.Common;
using Kith.Accounts;
using Kith.People;

namespace Kith.Server.Accounts;

/// <summary>What somebody gave who wants an account, checked.</summary>
/// <param name="Name">As shown.</param>
/// <param name="Email">In lower case.</param>
/// <param name="Hash">Of the password; null where a passkey comes instead.</param>
internal sealed record Entry(string Name, string Email, string? Hash)
{
    /// <summary>Checks what was typed.</summary>
    /// <exception cref="InvalidInputException">Something can't be taken.</exception>
    public static Entry Checked(Entrance entrance, string? name, string? email, string? password, bool mayBeEmpty)
    {
        var (known, address) = (AccountRules.Name(name), AccountRules.CheckedEmail(email));
        return new Entry(known, address, mayBeEmpty && string.IsNullOrEmpty(password) ? null : entrance.Hash(AccountRules.CheckedPassword(password, address)));
    }

    /// <summary>Makes the account, and asks for the proof of the address. Who was a guest here stays the same person.</summary>
    /// <exception cref="InvalidInputException">The address has an account.</exception>
    public AccountId Add(DbTransaction transaction, SiteOptions options, Me me, long now)
    {
        AccountStore.Free(transaction, Email);
        var id = AccountStore.Add(transaction, Name, Email, now);
        if (Hash is not null)
        {
            AccountStore.SetPassword(transaction, id, Hash);
        }
        if (me.Account is { GuestOf: not null } guest)
        {
            PeopleStore.Decide(transaction, now, PersonDecisionKind.Merge, AccountStore.Find(transaction.Connection!, id)!.Identity, guest.Identity, "was a guest in the same browser");
        }
        AskForProof(transaction, options, id, Name, Email, now);
        return id;
    }

    /// <summary>
    /// Signs up for an open community, of which one is a member once the address is proved. Where mail is sent and the address
    /// has an account, its owner is told by mail and nobody else learns it: null.
    /// </summary>
    public AccountId? AddOrTell(DbTransaction transaction, SiteOptions options, Me me, CommunityId community, long now)
    {
        if (options.Mail is not null && AccountStore.Find(transaction.Connection!, Email) is { } known)
        {
            Outbox.Add(transaction, Email, "You have an account", $"Somebody, probably you, wanted to sign up at {options.Absolute("/")} with this address.\n\nYou have an account there, {known.Name}. Sign in:\n{options.Absolute("/sign-in")}\n\nIf you don't know your password:\n{options.Absolute("/forgot")}");
            return null;
        }
        var id = Add(transaction, options, me, now);
        AccountStore.JoinOnceProved(transaction, id, community);
        return id;
    }

    /// <summary>By mail where mail is sent; otherwise by the operator's word.</summary>
    public static void AskForProof(DbTransaction transaction, SiteOptions options, AccountId id, string name, string email, long now)
    {
        if (options.Mail is null)
        {
            Claims.Add(transaction, id, null, null, now);
            return;
        }
        OneTimeLinks.Void(transaction, LinkPurpose.Email, id);
        var secret = OneTimeLinks.Make(transaction, LinkPurpose.Email, id, email, now);
        Outbox.Add(transaction, email, "Is this your mail address?",
            $"{name} gave this address at {options.Absolute("/")}.\n\nIf that was you, say so within a day:\n{options.Absolute($"/prove/{secret}")}\n\nIf not, do nothing.");
    }
}
