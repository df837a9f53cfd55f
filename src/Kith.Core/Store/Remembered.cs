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
    private const int Most = 10_000;
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TKey, (TValue Value, long Changes, long At)> known = new();

    /// <summary>The answer for a key, read if it is not remembered.</summary>
    public TValue Of(TKey key, Func<DbConnection, TValue> read) =>
        known.TryGetValue(key, out var last) && last.Changes == database.Changes && time.GetElapsedTime(last.At) < Lasts ? last.Value : Anew(key, read);

    /// <summary>The answer for a key, read whatever is remembered.</summary>
    public TValue Anew(TKey key, Func<DbConnection, TValue> read)
    {
        // What is written from here on makes it old, whether or not it was seen.
        var (changes, at) = (database.Changes, time.GetTimestamp());
        var value = database.Read(read);
        if (known.Count >= Most)
        {
            known.Clear();
        }
        known[key] = (value, changes, at);
        return value;
    }
}
