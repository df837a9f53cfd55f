// Open addressing with linear probing (Knuth, The Art of Computer Programming, volume 3, 6.4): three arrays that are stored and loaded as they are.
namespace Kith.Kernels.Text;

/// <summary>Terms numbered from 0 in the order of arrival; finds the number of a term and the term of a number.</summary>
public sealed class TermTable
{
    private const int Free = 0;

    private int[] slots;
    private int[] ends;
    private char[] letters;

    /// <summary>An empty table.</summary>
    public TermTable() => (slots, ends, letters, Count) = (new int[1024], new int[256], new char[2048], 0);

    private TermTable(int[] slots, int[] ends, char[] letters) =>
        (this.slots, this.ends, this.letters, Count) = (slots, ends, letters, ends.Length);

    /// <summary>The number of terms.</summary>
    public int Count { get; private set; }

    /// <summary>The term of a number.</summary>
    public ReadOnlySpan<char> this[int term] => letters.AsSpan(Start(term)..ends[term]);

    /// <summary>The number of a term, or -1.</summary>
    public int Find(ReadOnlySpan<char> term) => slots[Slot(term)] - 1;

    /// <summary>The number of a term, which is added when it is new.</summary>
    public int Add(ReadOnlySpan<char> term)
    {
        int slot = Slot(term);
        if (slots[slot] != Free)
        {
            return slots[slot] - 1;
        }

        Append(term);
        slots[slot] = Count;
        if (Count * 2 > slots.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    /// <summary>A table with the same terms that goes its own way.</summary>
    public TermTable Copy() => new([.. slots], ends[..Count], [.. letters]);

    /// <summary>Appends the table to <paramref name="to"/>.</summary>
    public void Write(ArrayWriter to)
    {
        to.Write<int>(slots);
        to.Write<int>(ends.AsSpan(0, Count));
        to.Write<char>(letters.AsSpan(0, Count == 0 ? 0 : ends[Count - 1]));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TermTable Read(ref ArrayReader from) => new(from.Read<int>(), from.Read<int>(), from.Read<char>());

    private int Start(int term) => term == 0 ? 0 : ends[term - 1];

    private int Slot(ReadOnlySpan<char> term)
    {
        int mask = slots.Length - 1, slot = Hash(term) & mask;
        while (slots[slot] != Free && !this[slots[slot] - 1].SequenceEqual(term))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Append(ReadOnlySpan<char> term)
    {
        int start = Count == 0 ? 0 : ends[Count - 1], end = start + term.Length;
        if (Count == ends.Length)
        {
            Array.Resize(ref ends, Math.Max(256, Count * 2));
        }

        if (end > letters.Length)
        {
            Array.Resize(ref letters, Math.Max(end, letters.Length * 2));
        }

        term.CopyTo(letters.AsSpan(start));
        ends[Count++] = end;
    }

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        for (int term = 0; term < Count; term++)
        {
            slots[Slot(this[term])] = term + 1;
        }
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
