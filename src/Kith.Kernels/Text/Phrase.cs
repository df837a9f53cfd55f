// Terms at their places, checked in the documents that hold the rarest of them: D. E. Williams, J. Zobel, D. Bahle: Fast phrase
// querying with combined indexes, ACM TOIS 22(4), 2004, section 3; here places stand with the document, not with the term.
namespace Kith.Kernels.Text;

/// <summary>
/// Words that stand together in this order. Words that are left out of the index stand for any such word: "salt on the glass"
/// is found in "salt of a glass" too, but not in "salt glass".
/// </summary>
public sealed class Phrase
{
    private readonly InvertedIndex index;
    private readonly int[] terms;
    private readonly int[] places;

    /// <summary>The phrase as the <see cref="Tokenizer"/> reads it.</summary>
    public Phrase(InvertedIndex index, ReadOnlySpan<char> text)
    {
        List<int> found = [], at = [];
        Tokenizer tokens = new(text, stackalloc char[Tokenizer.Longest]);
        while (tokens.Next())
        {
            found.Add(index.Find(tokens.Current));
            at.Add(tokens.Place);
        }
        (this.index, terms, places) = (index, [.. found], [.. at]);
    }

    /// <summary>True when it holds no word that is indexed, so that nothing can be said.</summary>
    public bool IsEmpty => terms.Length == 0;

    /// <summary>The documents that hold it, rising, without those that were removed. None for an empty phrase.</summary>
    public int[] Documents()
    {
        if (IsEmpty || Array.IndexOf(terms, InvertedIndex.Unknown) >= 0)
        {
            return [];
        }

        Growing<int> found = new();
        int[] starts = new int[64];
        for (var postings = index[Rarest()]; postings.Next();)
        {
            if (index.Lengths[postings.Document] > 0 && (terms.Length == 1 || StandsIn(postings.Document, ref starts)))
            {
                found.Add(postings.Document);
            }
        }

        return found.ToArray();
    }

    private int Rarest()
    {
        int[] frequencies = Array.ConvertAll(terms, index.Frequency);
        return terms[Array.IndexOf(frequencies, frequencies.Min())];
    }

    // Every place of every term says where the phrase would begin; it does where all of its words say so.
    private bool StandsIn(int document, ref int[] starts)
    {
        int count = 0;
        for (var held = index.TermsOf(document); held.Next();)
        {
            for (int word = Array.IndexOf(terms, held.Current); word >= 0; word = Array.IndexOf(terms, held.Current, word + 1))
            {
                for (var place = held.Places; place.Next();)
                {
                    if (count == starts.Length)
                    {
                        Array.Resize(ref starts, count * 2);
                    }

                    starts[count++] = place.Current - places[word];
                }
            }
        }

        starts.AsSpan(0, count).Sort();
        for (int at = 0, same = 0; at < count; at++)
        {
            same = at > 0 && starts[at] == starts[at - 1] ? same + 1 : 1;
            if (same == terms.Length)
            {
                return true;
            }
        }

        return false;
    }
}
