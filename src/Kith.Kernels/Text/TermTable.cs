// Open addressing with linear probing (Knuth, The Art of Computer Programming, volume 3, 6.4): three arrays that are stored and loaded as they are.
namespace Kith.Kernels.Text;

/// <summary>
/// Terms numbered from 0 in the order of arrival; finds the number of a term and the term of a number. One thread may add while
/// others find: they see every term that was added before they were told of it, and perhaps later ones.
/// </summary>
public sealed class TermTable
{
    private const int Free = 0;

    // Replaced as a whole when one of the arrays is full, so that who still reads the old ones meets no term that they lack.
    private sealed record Arrays(int[] Slots, int[] Ends, char[] Letters)
    {
        public int Start(int term) => term == 0 ? 0 : Ends[term - 1];

        public ReadOnlySpan<char> Term(int term) => Letters.AsSpan(Start(term)..Ends[term]);
    }

    private volatile Arrays arrays;

    /// <summary>An empty table.</summary>
    public TermTable() => arrays = new(new int[1024], new int[512], new char[2048]);

    private TermTable(int[] slots, int[] ends, char[] letters) => (arrays, Count) = (new(slots, ends, letters), ends.Length);

    /// <summary>The number of terms.</summary>
    public int Count { get; private set; }

    /// <summary>The term of a number.</summary>
    public ReadOnlySpan<char> this[int term] => arrays.Term(term);

    /// <summary>The number of a term, or -1.</summary>
    public int Find(ReadOnlySpan<char> term)
    {
        var now = arrays;
        return now.Slots[Slot(now, term)] - 1;
    }

    /// <summary>The number of a term, which is added when it is new.</summary>
    public int Add(ReadOnlySpan<char> term)
    {
        var now = arrays;
        int slot = Slot(now, term);
        if (now.Slots[slot] != Free)
        {
            return now.Slots[slot] - 1;
        }

        int start = Count == 0 ? 0 : now.Ends[Count - 1], end = start + term.Length;
        if (Count == now.Ends.Length || end > now.Letters.Length || Count * 2 >= now.Slots.Length)
        {
            arrays = now = Grown(now, end);
            slot = Slot(now, term);
        }

        term.CopyTo(now.Letters.AsSpan(start));
        now.Ends[Count] = end;
        Volatile.Write(ref now.Slots[slot], ++Count);
        return Count - 1;
    }

    /// <summary>Appends the first <paramref name="count"/> terms to <paramref name="to"/>.</summary>
    public void Write(ArrayWriter to, int count)
    {
        var now = arrays;
        to.Write<int>(Slots(now, count, now.Slots.Length));
        to.Write<int>(now.Ends.AsSpan(0, count));
        to.Write<char>(now.Letters.AsSpan(0, now.Start(count)));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TermTable Read(ref ArrayReader from) => new(from.Read<int>(), from.Read<int>(), from.Read<char>());

    private Arrays Grown(Arrays now, int end)
    {
        int[] ends = now.Ends;
        char[] letters = now.Letters;
        Array.Resize(ref ends, Count == ends.Length ? Math.Max(512, Count * 2) : ends.Length);
        Array.Resize(ref letters, end > letters.Length ? Math.Max(end, letters.Length * 2) : letters.Length);
        return new(Slots(now, Count, Count * 2 >= now.Slots.Length ? now.Slots.Length * 2 : now.Slots.Length), ends, letters);
    }

    private static int[] Slots(Arrays of, int count, int size)
    {
        var slots = new Arrays(new int[size], of.Ends, of.Letters);
        for (int term = 0; term < count; term++)
        {
            slots.Slots[Slot(slots, of.Term(term))] = term + 1;
        }

        return slots.Slots;
    }

    private static int Slot(Arrays now, ReadOnlySpan<char> term)
    {
        int mask = now.Slots.Length - 1, slot = Hash(term) & mask;
        for (int found; (found = Volatile.Read(ref now.Slots[slot])) != Free && !now.Term(found - 1).SequenceEqual(term);)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    // FNV-1a by UTF-16 unit, with a last mix because only the low bits choose the slot. Part of the stored format.
    private static int Hash(ReadOnlySpan<char> term)
    {
        uint hash = 2166136261;
        foreach (char c in term)
        {
            hash = (hash ^ c) * 16777619;
        }

        hash ^= hash >> 15;
        return (int)(hash * 0x2c1b3c6d >> 3);
    }
}
