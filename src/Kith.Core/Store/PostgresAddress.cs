using Npgsql;

namespace Kith.Store;

/// <summary>Reads <c>postgres://user:password@host:port/database</c>, the form operators paste.</summary>
public static class PostgresAddress
{
    /// <summary>A connection string for Npgsql; text that is not an address is returned as it is.</summary>
    /// <exception cref="UriFormatException">It is no address, or names no server.</exception>
    /// <exception cref="ArgumentException">It holds a setting (<c>?name=value</c>) that does not exist.</exception>
    public static string ToConnectionString(string address)
    {
        if (!address.StartsWith("postgres://", StringComparison.Ordinal) && !address.StartsWith("postgresql://", StringComparison.Ordinal))
        {
            return address;
        }
        var uri = new Uri(address);
        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.DnsSafeHost is { Length: > 0 } host ? host : throw new UriFormatException("the address names no server"),
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
        };
        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }
        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }
        foreach (var setting in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            // libpq's words: sslmode=verify-full, application_name=kith.
            var (name, value) = setting.Split('=', 2) is [var left, var right] ? (left, Uri.UnescapeDataString(right)) : (setting, "");
            builder[name.Replace('_', ' ')] = name == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        return builder.ToString();
    }
}
