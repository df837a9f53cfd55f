using Microsoft.Data.Sqlite;

namespace Kith.Store;

/// <summary>A copy of a data directory in one file. All that is not in <c>kith.db</c> is made again from it.</summary>
public static class Backup
{
    /// <summary>
    /// Writes all that is in a data directory into one file, as of one moment, while others may go on writing. When it returns, the
    /// file and its name are durable (on Windows: the file); if it throws, nothing is left behind.
    /// </summary>
    /// <param name="directory">Holds kith.db, of this Kith or an older one: nothing in it is brought up to date.</param>
    /// <param name="file">Is not there yet.</param>
    /// <exception cref="SqliteException">What is there can't be read, or the copy can't be.</exception>
    /// <exception cref="IOException">There is such a file, or none can be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nobody may write it.</exception>
    public static void Write(string directory, string file)
    {
        SQLitePCL.Batteries_V2.Init();
        var partial = $"{file}.{Environment.ProcessId}.part";
        Make(partial);
        try
        {
            Copy(Path.Combine(directory, "kith.db"), partial);
            File.Move(partial, file, overwrite: false);
        }
        finally
        {
            File.Delete(partial);
        }
        try
        {
            DurableName.Keep(file);
        }
        catch (IOException)
        {
            File.Delete(file);
            throw;
        }
    }

    private static void Copy(string from, string to)
    {
        using (var source = Open(from))
        {
            Ask(source, "vacuum into $file", to);
        }
        using (var copy = Open(to))
        {
            if (Ask(copy, "pragma quick_check(1)") is not "ok")
            {
                throw new SqliteException("the copy is damaged", SQLitePCL.raw.SQLITE_CORRUPT);
            }
        }
        using var written = new FileStream(to, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    // In it lie private talk and sessions: it is its owner's alone. SQLite writes into a file that is empty.
    private static void Make(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        new FileStream(file, options).Dispose();
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 0 }.ToString());
        connection.Open();
        return connection;
    }

    private static string? Ask(SqliteConnection connection, string sql, string? file = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (file is not null)
        {
            command.Parameters.AddWithValue("$file", file);
        }
        return command.ExecuteScalar()?.ToString();
    }
}
