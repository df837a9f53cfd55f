namespace Kith.Expertise;

/// <summary>
/// The part of an index that a reader may see. An answer is the same as if nothing else had ever been said: what is
/// hidden counts neither as a message nor in the frequency of a word. What is hidden is usually little, so it is looked at and
/// taken off what is known of all.
/// </summary>
internal sealed class Sight
{
    private readonly ExpertiseIndex index;
    private readonly bool[]? seen;
    private readonly List<int> hidden = [];

    public Sight(ExpertiseIndex index, Predicate<Conversations.ConversationId>? visible)
    {
        this.index = index;
        seen = index.Seen(visible);
        (Rows, Filled, Tokens) = (index.Messages + index.Exchanges, index.Words.Filled, index.Words.Tokens);
        FilledExchanges = index.FilledExchanges;
        for (var exchange = 0; seen is not null && exchange < seen.Length; exchange++)
        {
            if (!seen[exchange] && index[exchange].Conversation >= 0)
            {
                Hide(exchange);
            }
        }
    }

    /// <summary>How many messages are visible.</summary>
    public int Messages => Rows - Exchanges;

    /// <summary>How many exchanges; each has a row for its title.</summary>
    public int Exchanges => index.Exchanges - hidden.Count;

    /// <summary>How many rows are visible.</summary>
    public int Rows { get; private set; }

    /// <summary>How many of them hold any term.</summary>
    public int Filled { get; private set; }

    /// <summary>How many exchanges hold any term.</summary>
    public int FilledExchanges { get; private set; }

    /// <summary>The summed length of the visible rows.</summary>
    public long Tokens { get; private set; }

    /// <summary>The exchanges that are there and not visible.</summary>
    public IReadOnlyList<int> Hidden => hidden;

    public bool Sees(int exchange) => seen is null ? index[exchange].Conversation >= 0 : seen[exchange];

    /// <summary>By exchange whether it is visible; empty if all are.</summary>
    public ReadOnlySpan<bool> Seen => seen;

    /// <summary>How many visible rows hold each of the terms, and how many visible exchanges.</summary>
    public (int Rows, int Exchanges)[] Frequencies(IReadOnlyList<int> terms) => Array.ConvertAll(Uses(terms), each => (each.Rows, each.Use.Titled));

    /// <summary>How many visible rows hold each of the terms, and how it is spread over visible exchanges.</summary>
    public (int Rows, TermUse Use)[] Uses(IReadOnlyList<int> terms)
    {
        var found = terms.Select(term => (Rows: index.Words.Frequency(term), Use: index.Use(term))).ToArray();
        if (hidden.Count == 0)
        {
            return found;
        }
        var places = terms.Select((term, place) => (term, place)).ToDictionary(each => each.term, each => each.place);
        var here = new TermUses.Held[found.Length];
        var touched = new List<int>();
        foreach (var exchange in hidden)
        {
            foreach (var row in index.RowsOf(exchange))
            {
                var isTitle = index.AuthorOf[row] == ExpertiseColumns.Title;
                for (var held = index.Words.TermsOf(row); held.Next();)
                {
                    if (places.TryGetValue(held.Current, out var place))
                    {
                        found[place].Rows--;
                        here[place] = here[place].With(isTitle, held.Count);
                        touched.Add(place);
                    }
                }
            }
            // A term may have been touched more than once.
            foreach (var place in touched)
            {
                found[place].Use -= here[place].Use;
                here[place] = default;
            }
            touched.Clear();
        }
        return found;
    }

    private void Hide(int exchange)
    {
        hidden.Add(exchange);
        FilledExchanges -= index.Lengths[exchange] > 0 ? 1 : 0;
        foreach (var row in index.RowsOf(exchange))
        {
            var length = index.Words.Lengths[row];
            Rows--;
            Filled -= length > 0 ? 1 : 0;
            Tokens -= length;
        }
    }
}
