using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Kith.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Identity;

namespace Kith.Server.Accounts;

/// <summary>
/// Our table of accounts as ASP.NET Core Identity wants to see it. Accounts are made and ended elsewhere
/// (<see cref="AccountStore"/>); this keeps passwords, failures, locks and passkeys.
/// </summary>
internal sealed class CredentialStore(Present present) :
    IUserPasswordStore<Credentials>, IUserSecurityStampStore<Credentials>, IUserLockoutStore<Credentials>, IUserPasskeyStore<Credentials>
{
    private sealed record Row(long Id, string? PasswordHash, string Stamp, long Failed, long? LockedUntil);

    private sealed record PasskeyData(byte[] PublicKey, uint Count, string[]? Transports, bool Verified, bool BackupEligible, bool BackedUp, byte[] Attestation, byte[] Client);

    /// <summary>By mail address; null if nobody can sign in with it.</summary>
    public Credentials? Find(string email) => Find("email = @value", AccountRules.Email(email));

    /// <summary>By number.</summary>
    public Credentials? Find(AccountId id) => Find("id = @value", id.Value);

    public Task<Credentials?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(long.TryParse(userId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Find(new AccountId(id)) : null);

    // Identity wants a unique name for everybody; ours are not, so the number serves.
    public Task<Credentials?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => FindByIdAsync(normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(Credentials user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Credentials user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Id.ToString());

    public Task<string?> GetNormalizedUserNameAsync(Credentials user, CancellationToken cancellationToken) => GetUserNameAsync(user, cancellationToken);

    public Task SetUserNameAsync(Credentials user, string? userName, CancellationToken cancellationToken) => throw Elsewhere();

    public Task SetNormalizedUserNameAsync(Credentials user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IdentityResult> CreateAsync(Credentials user, CancellationToken cancellationToken) => throw Elsewhere();

    public Task<IdentityResult> DeleteAsync(Credentials user, CancellationToken cancellationToken) => throw Elsewhere();

    public Task<IdentityResult> UpdateAsync(Credentials user, CancellationToken cancellationToken)
    {
        present.Database.Write(transaction => transaction.Connection!.Execute(
            "update accounts set password_hash = @PasswordHash, stamp = @Stamp, failed = @Failed, locked_until = @locked where id = @id",
            new { user.PasswordHash, user.Stamp, Failed = (long)user.Failed, locked = user.LockedUntil?.ToUnixTimeMilliseconds(), id = user.Id.Value }, transaction));
        return Task.FromResult(IdentityResult.Success);
    }

    public Task SetPasswordHashAsync(Credentials user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(Credentials user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Credentials user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(Credentials user, string stamp, CancellationToken cancellationToken)
    {
        user.Stamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Credentials user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Stamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Credentials user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);

    public Task SetLockoutEndDateAsync(Credentials user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        user.LockedUntil = lockoutEnd;
        return Task.CompletedTask;
    }

    public Task<int> IncrementAccessFailedCountAsync(Credentials user, CancellationToken cancellationToken) => Task.FromResult(++user.Failed);

    public Task ResetAccessFailedCountAsync(Credentials user, CancellationToken cancellationToken)
    {
        user.Failed = 0;
        return Task.CompletedTask;
    }

    public Task<int> GetAccessFailedCountAsync(Credentials user, CancellationToken cancellationToken) => Task.FromResult(user.Failed);

    public Task<bool> GetLockoutEnabledAsync(Credentials user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Credentials user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task AddOrUpdatePasskeyAsync(Credentials user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var now = present.Now;
        var data = new PasskeyData(passkey.PublicKey, passkey.SignCount, passkey.Transports, passkey.IsUserVerified, passkey.IsBackupEligible, passkey.IsBackedUp, passkey.AttestationObject, passkey.ClientDataJson);
        var id = Base64Url.EncodeToString(passkey.CredentialId);
        var known = present.Database.Read(connection => Passkeys.Find(connection, id));
        present.Database.Write(transaction => Passkeys.Keep(transaction, new Passkey(id, user.Id, passkey.Name ?? "Passkey", known?.At ?? now, known is null ? null : now, JsonSerializer.Serialize(data))));
        return Task.CompletedTask;
    }

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Credentials user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. present.Database.Read(connection => Passkeys.Of(connection, user.Id)).Select(Info)]);

    public Task<Credentials?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult(
        present.Database.Read(connection => Passkeys.Find(connection, Base64Url.EncodeToString(credentialId))) is { } passkey ? Find(passkey.Account) : null);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Credentials user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await GetPasskeysAsync(user, cancellationToken)).FirstOrDefault(passkey => passkey.CredentialId.AsSpan().SequenceEqual(credentialId));

    public Task RemovePasskeyAsync(Credentials user, byte[] credentialId, CancellationToken cancellationToken)
    {
        present.Database.Write(transaction => Passkeys.Remove(transaction, user.Id, Base64Url.EncodeToString(credentialId)));
        return Task.CompletedTask;
    }

    public void Dispose()
    {
    }

    private Credentials? Find(string condition, object value) => present.Database.Read(connection => connection.QuerySingleOrDefault<Row>(
        $"""
        select id as Id, password_hash as PasswordHash, stamp as Stamp, failed as Failed, locked_until as LockedUntil
        from accounts where ended_at is null and guest_of is null and {condition}
        """, new { value })) is { } row
            ? new Credentials
            {
                Id = new(row.Id), PasswordHash = row.PasswordHash, Stamp = row.Stamp, Failed = (int)row.Failed,
                LockedUntil = row.LockedUntil is { } until ? Times.Of(until) : null,
            }
            : null;

    private static UserPasskeyInfo Info(Passkey passkey)
    {
        var data = JsonSerializer.Deserialize<PasskeyData>(passkey.Data)!;
        return new UserPasskeyInfo(Base64Url.DecodeFromChars(passkey.Id), data.PublicKey, Times.Of(passkey.At), data.Count, data.Transports, data.Verified, data.BackupEligible, data.BackedUp, data.Attestation, data.Client)
        {
            Name = passkey.Name,
        };
    }

    private static NotSupportedException Elsewhere() => new("Accounts are made, renamed and ended by AccountStore and Members.");
}
