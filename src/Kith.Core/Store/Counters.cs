using System.Data.Common;
using Dapper;

namespace Kith.Store;

/// <summary>Numbers handed out inside a transaction: blocks of new ids, and the version of the log.</summary>
public static class Counters
{
    /// <summary>Reserves <paramref name="count"/> numbers and returns the first.</summary>
    public static long Reserve(DbTransaction transaction, string name, long count) => transaction.Connection!.ExecuteScalar<long>(
        """
        insert into counters (name, last) values (@name, @count)
        on conflict (name) do update set last = counters.last + excluded.last
        returning last
        """, new { name, count }, transaction) - count + 1;

    /// <summary>The last number handed out, 0 if none was.</summary>
    public static long Last(DbConnection connection, string name) =>
        connection.ExecuteScalar<long?>("select last from counters where name = @name", new { name }) ?? 0;
}
