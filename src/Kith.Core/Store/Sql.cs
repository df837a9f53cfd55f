using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kith.Store;

/// <summary>The few words of a statement that differ between the engines.</summary>
public static class Sql
{
    /// <summary>The condition that a column is among the values of an array parameter: <c>where key {Sql.Among(connection, "keys")}</c>.</summary>
    public static string Among(DbConnection connection, string parameter) =>
        connection is NpgsqlConnection ? $"= any(@{parameter})" : $"in @{parameter}";

    /// <summary>A text in small letters. SQLite's own <c>lower</c> knows the letters of English alone.</summary>
    /// <param name="connection">Open; stays so until the statement is run.</param>
    /// <param name="text">A column, parameter or expression.</param>
    public static string Lower(DbConnection connection, string text)
    {
        if (connection is not SqliteConnection sqlite)
        {
            return $"lower({text})";
        }
        sqlite.CreateFunction("small", (string? whole) => whole?.ToLowerInvariant(), isDeterministic: true);
        return $"small({text})";
    }
}
