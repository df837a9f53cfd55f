using System.Data.Common;

namespace Kith.Store;

/// <summary>
/// One statement run many times with other values: its command is made once, and SQLite compiles it once, which for a short statement is
/// most of its cost. PostgreSQL plans it each time: prepared there, an import took no less. Everywhere else Dapper does.
/// </summary>
public sealed class Prepared : IDisposable
{
    private readonly DbCommand command;

    /// <summary>Of a statement with parameters of these names.</summary>
    public Prepared(DbConnection connection, DbTransaction? transaction, string sql, params ReadOnlySpan<string> parameters)
    {
        command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>From here on it runs inside another transaction of its connection.</summary>
    public void In(DbTransaction transaction) => command.Transaction = transaction;

    /// <summary>Runs it with values in the order of the names; returns the number of rows changed.</summary>
    public int Execute(params ReadOnlySpan<object?> values) => With(values).ExecuteNonQuery();

    /// <summary>Runs it and reads what it returns; the reader is to be disposed of before the next run.</summary>
    public DbDataReader Read(params ReadOnlySpan<object?> values) => With(values).ExecuteReader();

    /// <inheritdoc/>
    public void Dispose() => command.Dispose();

    private DbCommand With(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
        return command;
    }
}
