namespace Kith.Kernels.Text;

/// <summary>Where each different term of one document stands, until they are written behind it: gaps, the low bit saying that more follow.</summary>
internal sealed class DocumentPlaces
{
    private const int End = -1;

    // By occurrence: its place, and the next occurrence of its term.
    private readonly Growing<int> places = new();
    private readonly Growing<int> next = new();

    // By different term: its first and last occurrence.
    private readonly Growing<int> first = new();
    private readonly Growing<int> last = new();

    private int before;

    /// <summary>Adds an occurrence of the document's different term of that number; a new one has the next number. Twice at one place is once.</summary>
    public void Add(int number, int place)
    {
        if (number == first.Count)
        {
            first.Add(places.Count);
            last.Add(places.Count);
        }
        else if (places[last[number]] == place)
        {
            return;
        }
        else
        {
            next[last[number]] = places.Count;
            last[number] = places.Count;
        }

        places.Add(place);
        next.Add(End);
    }

    /// <summary>Writes the places of a term; terms come in the order of their numbers.</summary>
    public void Put(int number, Column<byte> to)
    {
        Span<byte> code = stackalloc byte[5];
        for (int at = first[number], from = before; at != End; at = next[at])
        {
            to.Add(code[..Varint.Write(code, (places[at] - from) << 1 | (next[at] == End ? 0 : 1))]);
            from = places[at];
        }

        before = places[first[number]];
    }

    /// <summary>Begins with another document.</summary>
    public void Clear()
    {
        places.Clear();
        next.Clear();
        first.Clear();
        last.Clear();
        before = 0;
    }
}
