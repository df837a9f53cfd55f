using System.Security.Cryptography;
using System.Text;

namespace Kith.Accounts;

/// <summary>Random words that open something. What is stored is their hash, so that whoever reads the database opens nothing.</summary>
public static class Secret
{
    private const int Bytes = 24;

    /// <summary>A new one: 32 characters that fit into an address, 192 bits.</summary>
    public static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)).Replace('+', '-').Replace('/', '_');

    /// <summary>What is stored of it. No salt: there is nothing to guess in 192 random bits.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether two are the same, in a time that does not tell how much of them is.</summary>
    public static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
