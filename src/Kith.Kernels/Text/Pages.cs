namespace Kith.Kernels.Text;

/// <summary>As <see cref="Column{T}"/>, for values of which a few change between two views: only their pages are copied.</summary>
public sealed class Pages<T>
{
    internal const int Shift = 8;
    internal const int Mask = (1 << Shift) - 1;

    private readonly List<T[]> pages = [];
    private readonly List<bool> own = [];

    /// <summary>The number of values.</summary>
    public int Count { get; private set; }

    /// <summary>One value.</summary>
    public T this[int at]
    {
        get => pages[at >> Shift][at & Mask];
        set
        {
            int page = at >> Shift;
            if (!own[page])
            {
                (pages[page], own[page]) = ((T[])pages[page].Clone(), true);
            }

            pages[page][at & Mask] = value;
        }
    }

    /// <summary>Appends a value.</summary>
    public void Add(T value)
    {
        if (Count >> Shift == pages.Count)
        {
            pages.Add(new T[1 << Shift]);
            own.Add(true);
        }

        // Behind what views see, so in place.
        pages[Count >> Shift][Count & Mask] = value;
        Count++;
    }

    /// <summary>The values as of now, for good.</summary>
    public PagedView<T> View()
    {
        for (int page = 0; page < own.Count; page++)
        {
            own[page] = false;
        }

        return new([.. pages], Count);
    }
}

/// <summary>What <see cref="Pages{T}"/> held at one time.</summary>
public readonly struct PagedView<T>(T[][] pages, int count)
{
    /// <summary>The number of values.</summary>
    public int Count => count;

    /// <summary>One value.</summary>
    public T this[int at] => pages[at >> Pages<T>.Shift][at & Pages<T>.Mask];

    /// <summary>All values in one array.</summary>
    public T[] ToArray()
    {
        var all = new T[count];
        for (int at = 0; at < count; at++)
        {
            all[at] = this[at];
        }

        return all;
    }
}
