namespace Kith.Kernels.Text;

/// <summary>
/// A growing array with one writer and any number of readers: a <see cref="View{T}"/> never changes. New values are appended in
/// place, behind what views see; an old value is changed in a copy, made at most once between two views.
/// </summary>
public sealed class Column<T>
{
    private T[] values;
    private int shared;

    /// <summary>An empty column.</summary>
    public Column() => values = new T[64];

    /// <summary>A column that takes over an array.</summary>
    public Column(T[] values) => (this.values, Count) = (values, values.Length);

    /// <summary>The number of values.</summary>
    public int Count { get; private set; }

    /// <summary>All values as of now; not to be kept.</summary>
    public ReadOnlySpan<T> Span => values.AsSpan(0, Count);

    /// <summary>One value.</summary>
    public T this[int at]
    {
        get => values[at];
        set
        {
            if (at < shared)
            {
                (values, shared) = ((T[])values.Clone(), 0);
            }

            values[at] = value;
        }
    }

    /// <summary>Appends a value.</summary>
    public void Add(T value)
    {
        Reserve(1);
        values[Count++] = value;
    }

    /// <summary>Appends values.</summary>
    public void Add(ReadOnlySpan<T> more)
    {
        Reserve(more.Length);
        more.CopyTo(values.AsSpan(Count));
        Count += more.Length;
    }

    /// <summary>Begins anew; views keep what they have.</summary>
    public void Clear() => (values, Count, shared) = (new T[64], 0, 0);

    /// <summary>The values as of now, for good.</summary>
    public View<T> View()
    {
        shared = Count;
        return new(values, Count);
    }

    private void Reserve(int more)
    {
        int needed = checked(Count + more);
        if (needed > values.Length)
        {
            Array.Resize(ref values, (int)Math.Min(Array.MaxLength, Math.Max(needed, values.Length + values.Length / 2L)));
            shared = 0;
        }
    }
}

/// <summary>What a <see cref="Column{T}"/> held at one time.</summary>
public readonly struct View<T>(T[] values, int count)
{
    /// <summary>The number of values.</summary>
    public int Count => count;

    /// <summary>All values.</summary>
    public ReadOnlySpan<T> Span => values.AsSpan(0, count);

    /// <summary>One value.</summary>
    public T this[int at] => values[at];
}
