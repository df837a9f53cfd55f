namespace Kith.Ties;

/// <summary>
/// What went from one person to another, by UTC day: sorted days, each with its summed weight in millionths.
/// Integers, so that adding is exact and the order of arrival leaves no trace; what is withdrawn is added negatively.
/// Immutable. Not a list of contacts: a day has one entry however much was said on it.
/// </summary>
public sealed class Days : IEquatable<Days>
{
    private readonly int[] dates;
    private readonly long[] micros;

    private Days(int[] dates, long[] micros) => (this.dates, this.micros) = (dates, micros);

    /// <summary>Nothing on any day.</summary>
    public static Days None { get; } = new([], []);

    /// <summary>Number of days with an entry.</summary>
    public int Count => dates.Length;

    /// <summary>The days since 1970-01-01 UTC, ascending, each once.</summary>
    public ReadOnlySpan<int> Dates => dates;

    /// <summary>The weight of each day of <see cref="Dates"/>, in millionths; never zero.</summary>
    public ReadOnlySpan<long> Micros => micros;

    /// <summary>The UTC day of a time in milliseconds since 1970.</summary>
    public static int Of(long milliseconds) =>
        (int)(milliseconds >= 0 ? milliseconds / TimeSpan.MillisecondsPerDay : (milliseconds + 1) / TimeSpan.MillisecondsPerDay - 1);

    /// <summary>Adds up entries given in any order; a day may come many times.</summary>
    public static Days From(IEnumerable<(int Date, long Micros)> entries)
    {
        var sorted = entries.ToArray();
        Array.Sort(sorted, static (a, b) => a.Date.CompareTo(b.Date));
        var sum = new Sum(sorted.Length);
        foreach (var (date, amount) in sorted)
        {
            sum.Add(date, amount);
        }
        return sum.ToDays();
    }

    /// <summary>These days with a weight added to one of them.</summary>
    public Days Add(int date, long amount) => Merge(new([date], [amount]));

    /// <summary>The weights of both, day by day.</summary>
    public Days Merge(Days other)
    {
        if (Count == 0 || other.Count == 0)
        {
            return Count == 0 ? other : this;
        }
        var sum = new Sum(Count + other.Count);
        var (i, j) = (0, 0);
        while (i < Count || j < other.Count)
        {
            if (j == other.Count || (i < Count && dates[i] <= other.dates[j]))
            {
                sum.Add(dates[i], micros[i++]);
            }
            else
            {
                sum.Add(other.dates[j], other.micros[j++]);
            }
        }
        return sum.ToDays();
    }

    /// <summary>Only the days up to and including one: what was known at its end.</summary>
    public Days Until(int date)
    {
        var n = Array.BinarySearch(dates, date);
        n = n < 0 ? ~n : n + 1;
        return n == Count ? this : new(dates[..n], micros[..n]);
    }

    /// <inheritdoc/>
    public bool Equals(Days? other) =>
        other is not null && dates.AsSpan().SequenceEqual(other.dates) && micros.AsSpan().SequenceEqual(other.micros);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Days);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Count == 0 ? 0 : dates[^1], Count == 0 ? 0 : micros[^1]);

    /// <summary>As compact bytes, for one column of one row: see <see cref="DayBytes"/>.</summary>
    public byte[] ToBytes() => DayBytes.Write(this);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes were not written by <see cref="ToBytes"/>.</exception>
    public static Days FromBytes(ReadOnlySpan<byte> bytes) => DayBytes.Read(bytes);

    /// <summary>Takes entries in order of day; neighbours of one day become one, sums of zero vanish.</summary>
    internal struct Sum(int capacity)
    {
        private readonly int[] dates = new int[capacity];
        private readonly long[] micros = new long[capacity];
        private int count;

        public void Add(int date, long amount)
        {
            if (count > 0 && dates[count - 1] == date)
            {
                amount += micros[--count];
            }
            if (amount != 0)
            {
                (dates[count], micros[count]) = (date, amount);
                count++;
            }
        }

        public readonly Days ToDays() =>
            count == 0 ? None : count == dates.Length ? new(dates, micros) : new(dates[..count], micros[..count]);
    }
}
