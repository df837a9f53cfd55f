using Dapper;

namespace Kith.Store;

/// <summary>What only one process, on one node, may do at a time. Freed by <see cref="Dispose"/>, or by the end of the process.</summary>
public sealed class Exclusive : IDisposable
{
    private readonly IDisposable held;

    private Exclusive(IDisposable held) => this.held = held;

    /// <summary>Claims it, or returns null if somebody else holds it.</summary>
    public static Exclusive? TryTake(Database database, string name)
    {
        if (database.Directory is { } directory)
        {
            try
            {
                return new Exclusive(new FileStream(Path.Combine(directory, name + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                return null;
            }
        }
        var connection = database.Connect();
        if (connection.ExecuteScalar<bool>("select pg_try_advisory_lock(hashtext(@name))", new { name }))
        {
            return new Exclusive(connection);
        }
        connection.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();
}
