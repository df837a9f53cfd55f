using Dapper;

namespace Kith.Store;

/// <summary>What only one process, on one node, may do at a time. Freed by <see cref="Dispose"/>, or by the end of the process.</summary>
public sealed class Exclusive : IDisposable
{
    private readonly Action free;

    private Exclusive(Action free) => this.free = free;

    /// <summary>Claims it, or returns null if somebody else holds it.</summary>
    public static Exclusive? TryTake(Database database, string name)
    {
        if (database.Directory is { } directory)
        {
            try
            {
                var file = new FileStream(Path.Combine(directory, name + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                return new Exclusive(file.Dispose);
            }
            catch (IOException)
            {
                return null;
            }
        }
        var connection = database.Connect();
        if (connection.ExecuteScalar<bool>("select pg_try_advisory_lock(hashtext(@name))", new { name }))
        {
            return new Exclusive(() =>
            {
                // A connection handed back to the pool keeps its locks until it is used again.
                connection.Execute("select pg_advisory_unlock(hashtext(@name))", new { name });
                connection.Dispose();
            });
        }
        connection.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => free();
}
