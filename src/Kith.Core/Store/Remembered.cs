using System.Collections.Concurrent;
using System.Data.Common;

namespace Kith.Store;

/// <summary>
/// Answers of the database that are asked for again and again, such as who asks. They hold until something is written
/// through the same <see cref="Database"/>, and for a second at most, because other processes write too. What is said in
/// rooms and who reads there does not count: nothing that is remembered may depend on it.
/// </summary>
/// <param name="database">Open; stays the caller's.</param>
/// <param name="time">The clock.</param>
public sealed class Remembered<TKey, TValue>(Database database, TimeProvider time) where TKey : notnull
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TKey, (TValue Value, long Changes, long At)> known = new();
    private long cleared = time.GetTimestamp();

    /// <summary>The answer for a key, read if it is not remembered.</summary>
    public TValue Of(TKey key, Func<DbConnection, TValue> read) => Remember(key, out var value) ? value : Anew(key, read);

    /// <inheritdoc cref="Of(TKey, Func{DbConnection, TValue})"/>
    /// <param name="key">What is asked.</param>
    /// <param name="connection">Open, for whoever has one already.</param>
    /// <param name="read">How it is read.</param>
    public TValue Of(TKey key, DbConnection connection, Func<DbConnection, TValue> read) => Remember(key, out var value) ? value : Anew(key, connection, read);

    /// <summary>The answer for a key, read whatever is remembered.</summary>
    public TValue Anew(TKey key, Func<DbConnection, TValue> read) => Keep(key, () => database.Read(read));

    /// <inheritdoc cref="Anew(TKey, Func{DbConnection, TValue})"/>
    /// <param name="key">What is asked.</param>
    /// <param name="connection">Open, in no transaction.</param>
    /// <param name="read">How it is read.</param>
    public TValue Anew(TKey key, DbConnection connection, Func<DbConnection, TValue> read) => Keep(key, () => read(connection));

    private bool Remember(TKey key, out TValue value)
    {
        var found = known.TryGetValue(key, out var last) && last.Changes == database.Changes && time.GetElapsedTime(last.At) < Lasts;
        value = last.Value;
        return found;
    }

    private TValue Keep(TKey key, Func<TValue> read)
    {
        // What is written from here on makes it old, whether or not it was seen.
        var (changes, at) = (database.Changes, time.GetTimestamp());
        var value = read();
        if (time.GetElapsedTime(Interlocked.Read(ref cleared), at) >= Lasts)
        {
            // Nothing of it would be told any more.
            Interlocked.Exchange(ref cleared, at);
            known.Clear();
        }
        known[key] = (value, changes, at);
        return value;
    }
}
