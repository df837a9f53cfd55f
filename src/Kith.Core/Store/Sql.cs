using System.Data.Common;
using Npgsql;

namespace Kith.Store;

/// <summary>The few words of a statement that differ between the engines.</summary>
public static class Sql
{
    /// <summary>The condition that a column is among the values of an array parameter: <c>where key {Sql.Among(connection, "keys")}</c>.</summary>
    public static string Among(DbConnection connection, string parameter) =>
        connection is NpgsqlConnection ? $"= any(@{parameter})" : $"in @{parameter}";
}
