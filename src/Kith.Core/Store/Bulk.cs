using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Kith.Store;

/// <summary>
/// Many new rows into one table, as fast as the engine takes them: a prepared statement on SQLite, COPY on PostgreSQL.
/// Rows are there once <see cref="Dispose"/> returned and the transaction is committed. Not for updates.
/// </summary>
public sealed class Bulk : IDisposable
{
    private readonly NpgsqlBinaryImporter? copy;
    private readonly DbCommand? insert;
    private readonly int columns;
    private bool failed;

    /// <summary>Begins to insert into <paramref name="table"/>; <paramref name="columns"/> separated by commas.</summary>
    public Bulk(DbTransaction transaction, string table, string columns)
    {
        var names = columns.Split(',', StringSplitOptions.TrimEntries);
        this.columns = names.Length;
        if (transaction.Connection is NpgsqlConnection postgres)
        {
            copy = postgres.BeginBinaryImport($"copy {table} ({columns}) from stdin (format binary)");
            return;
        }
        insert = transaction.Connection!.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"insert into {table} ({columns}) values ({string.Join(',', names.Select((_, i) => "@p" + i))})";
        for (var i = 0; i < names.Length; i++)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = "@p" + i;
            insert.Parameters.Add(parameter);
        }
        insert.Prepare();
    }

    /// <summary>Adds one row: long, string, byte[] or null for each column, in order.</summary>
    public void Add(params ReadOnlySpan<object?> row)
    {
        if (row.Length != columns)
        {
            throw new ArgumentException($"{row.Length} values for {columns} columns.", nameof(row));
        }
        failed = true; // until this row is in
        if (copy is not null)
        {
            Copy(row);
        }
        else
        {
            for (var i = 0; i < row.Length; i++)
            {
                insert!.Parameters[i].Value = row[i] ?? DBNull.Value;
            }
            insert!.ExecuteNonQuery();
        }
        failed = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!failed)
        {
            copy?.Complete();
        }
        copy?.Dispose();
        insert?.Dispose();
    }

    private void Copy(ReadOnlySpan<object?> row)
    {
        copy!.StartRow();
        foreach (var value in row)
        {
            switch (value)
            {
                case null: copy.WriteNull(); break;
                case long number: copy.Write(number, NpgsqlDbType.Bigint); break;
                case string text: copy.Write(text, NpgsqlDbType.Text); break;
                case byte[] bytes: copy.Write(bytes, NpgsqlDbType.Bytea); break;
                default: throw new ArgumentException($"A {value.GetType().Name} is not a column type of Kith.");
            }
        }
    }
}
