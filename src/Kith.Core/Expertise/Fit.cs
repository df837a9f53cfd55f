// Every occurrence, messages window by window and exchanges term by term: J. Zobel, A. Moffat: Inverted files for text search engines, ACM Computing Surveys 38(2), 2006, figure 8.
using System.Collections.Concurrent;
using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>
/// How well each visible message of the candidates, and each exchange as if it were one text, fits a query (BM25). Where
/// words of it lead, less without them.
/// </summary>
internal sealed class Fit : IDisposable
{
    private static readonly ConcurrentBag<Memory> Spare = [];

    private readonly ExpertiseIndex index;
    private readonly Sight sight;
    private readonly Candidates people;
    private readonly Required? required;
    private readonly Memory memory;
    private readonly Lead? lead;
    private readonly int[] forms;

    // Where two words lead: the rows that hold one of them, rising.
    private readonly int[] leadRows = [];

    public Fit(ExpertiseIndex index, Sight sight, Candidates people, Required? required, ExpertiseWeights with, ReadOnlySpan<WeightedTerm> terms, IReadOnlyList<int[]> begun)
    {
        (this.index, this.sight, this.people, this.required) = (index, sight, people, required);
        memory = Spare.TryTake(out var spare) ? spare : new();
        memory.Reset(index);
        // By term: what an occurrence that nothing dampens is worth in an exchange.
        float[] worths = [.. Take(terms), .. begun.Select(Take)];
        lead = Lead.Of(worths);
        forms = lead is null ? [] : [.. FormsOf(lead.Place, terms, begun), .. lead.Second is { } other ? FormsOf(other, terms, begun) : []];
        leadRows = lead is { Second: { } second } ? Either(RowsOf(lead.Place), RowsOf(second)) : [];
        var best = new BestSoFar(with.BestMessages);
        memory.Messages.Add(memory.Occurrences, index.Words.Lengths, index.ExchangeOf, new(with.MessageFit, sight.Filled, sight.Tokens), best, Speaks);
        BestMessages = lead is null ? best.Places(index.MessageOrder) : Led(best.Places(index.MessageOrder), with.BestMessages);
        AddExchanges(worths, new(with.ExchangeFit, sight.FilledExchanges, sight.Tokens));
    }

    /// <summary>How many exchanges hold a word of the question, and all that was required.</summary>
    public int Exchanges => memory.Exchanges.Touched.Length;

    /// <summary>The messages that fit best, best first; where something is required word for word, those that say it.</summary>
    public int[] BestMessages { get; }

    /// <summary>The exchanges that fit best, best first.</summary>
    public int[] BestExchanges(int most) => TopK.Of(memory.Exchanges.All, memory.Exchanges.Touched, most, index.ExchangeOrder);

    /// <summary>How well a message fits. Titles, bots and those left out are not heard.</summary>
    public float Message(int row) => Counts(row) ? memory.Messages[row] * (Leads(row) ? 1 : lead!.Without) : 0;

    /// <summary>Whether a row holds a word of the question, whoever said it; a title too. Where the exchange holds a word that leads, one of those.</summary>
    public bool Points(int row) => Holds(row) && (Leads(row) || !IsLed(index.ExchangeOf[row]));

    /// <summary>Whether an exchange holds a word that leads, or none does.</summary>
    public bool IsLed(int exchange) => lead is null || memory.Led[exchange + 1] > 0;

    /// <summary>Whether a term is a word that leads or a form of one, or none does.</summary>
    public bool IsLead(int term) => lead is null || forms.Contains(term);

    /// <summary>How well an exchange fits.</summary>
    public float Exchange(int exchange) => memory.Exchanges[exchange];

    /// <summary>Whether a message shows at once why it is there: 0 without a word of the question; more for what was required, and for a word that leads.</summary>
    public int Shows(int row) => !Counts(row) || !Holds(row) ? 0 : 1 + (required?.IsSaidIn(row) == true ? 2 : 0) + (lead is not null && Leads(row) ? 1 : 0);

    /// <summary>By person: what part of the words that lead they wrote, 0 to 1; null where none does.</summary>
    public double[]? WroteLead()
    {
        if (lead is null)
        {
            return null;
        }
        var parts = Writers(lead.Place);
        if (lead.Second is { } second)
        {
            var others = Writers(second);
            for (var person = 0; person < parts.Length; person++)
            {
                parts[person] = (parts[person] + others[person]) / 2;
            }
        }
        return parts;
    }

    // By person: 1 for whoever wrote a word.
    private double[] Writers(int place)
    {
        var (wrote, personOf) = (new double[people.Count], people.PersonOf);
        var authorOf = index.AuthorOf;
        foreach (var row in RowsOf(place))
        {
            if (authorOf[row] is var author and >= 0 && personOf[author] is var person and >= 0 && wrote[person] == 0)
            {
                wrote[person] = Counts(row) ? 1 : 0;
            }
        }
        return wrote;
    }

    /// <summary>Gives the memory back; scores are not to be asked for afterwards.</summary>
    public void Dispose() => Spare.Add(memory);

    // Scored as if all words counted alike, none with a word that leads may be among the best.
    private int[] Led(int[] best, int most)
    {
        var led = new BestSoFar(most);
        foreach (var row in LeadRows)
        {
            if (memory.Messages[row] is var score && score > 0 && score >= led.Floor && Speaks(row))
            {
                led.Offer(row, score);
            }
        }
        foreach (var row in best.Where(row => !Leads(row)))
        {
            led.Offer(row, Message(row));
        }
        return led.Places(index.MessageOrder);
    }

    private float[] Take(ReadOnlySpan<WeightedTerm> terms)
    {
        var frequencies = sight.Frequencies([.. terms.ToArray().Select(term => term.Term)]);
        var worths = new float[terms.Length];
        for (var place = 0; place < terms.Length; place++)
        {
            var (term, (rows, exchanges)) = (terms[place], frequencies[place]);
            memory.Occurrences.Take(index.Words[term.Term], term.Weight * Bm25.Idf(rows, sight.Filled));
            worths[place] = term.Weight * Bm25.Idf(exchanges, sight.FilledExchanges);
        }
        return worths;
    }

    // The forms of one word: each row and exchange counts them together.
    private float Take(int[] forms)
    {
        var (inRows, inExchanges) = (memory.InRows, memory.InExchanges);
        inRows.Reset(index.RowEnd);
        foreach (var form in forms)
        {
            for (var postings = index.Words[form]; postings.Next();)
            {
                if (index.ExchangeOf[postings.Document] is var exchange and >= 0 && sight.Sees(exchange))
                {
                    inRows.Add(postings.Document, postings.Count);
                    inExchanges.Add(exchange, postings.Count);
                }
            }
        }
        int[] rows = [.. inRows.Touched];
        Array.Sort(rows);
        memory.Occurrences.Take(rows, Array.ConvertAll(rows, row => inRows[row]), Bm25.Idf(rows.Length, sight.Filled));
        var worth = Bm25.Idf(inExchanges.Touched.Length, sight.FilledExchanges);
        inExchanges.Reset(index.ExchangeEnd + 1);
        return worth;
    }

    private void AddExchanges(float[] worths, Bm25.Saturation saturation)
    {
        var lengths = index.Lengths;
        var (inExchanges, question) = (memory.InExchanges, memory.Occurrences);
        foreach (var place in lead is null ? [] : lead.Second is { } second ? (int[])[lead.Place, second] : [lead.Place])
        {
            memory.Led.Add(question.Groups[question[place]], question.Counts[question[place]]);
        }
        for (var term = 0; term < worths.Length; term++)
        {
            // One more than the number of the exchange, because rows that are gone are in none.
            inExchanges.Add(question.Groups[question[term]], question.Counts[question[term]]);
            foreach (var place in inExchanges.Touched)
            {
                if (place > 0 && IsHeard(place - 1))
                {
                    var share = IsLed(place - 1) ? worths[term] : worths[term] * lead!.Without;
                    memory.Exchanges.Add(place - 1, share * saturation.Of(inExchanges[place], lengths[place - 1]));
                }
            }
            inExchanges.Reset(index.ExchangeEnd + 1);
        }
    }

    // An exchange that holds a row is there.
    private bool IsHeard(int exchange) => (sight.Seen.Length == 0 || sight.Seen[exchange]) && required?.IsIn(exchange) != false;

    private bool Holds(int row) => memory.Messages[row] > 0;

    // Those that hold a word that leads, rising.
    private ReadOnlySpan<int> LeadRows => lead!.Second is null ? RowsOf(lead.Place) : leadRows;

    private ReadOnlySpan<int> RowsOf(int place) => memory.Occurrences.Documents[memory.Occurrences[place]];

    private static int[] FormsOf(int place, ReadOnlySpan<WeightedTerm> terms, IReadOnlyList<int[]> begun) => place < terms.Length ? [terms[place].Term] : begun[place - terms.Length];

    private static int[] Either(ReadOnlySpan<int> some, ReadOnlySpan<int> others)
    {
        var rows = new int[some.Length + others.Length];
        var (at, a, b) = (0, 0, 0);
        while (a < some.Length || b < others.Length)
        {
            var (one, other) = (a < some.Length ? some[a] : int.MaxValue, b < others.Length ? others[b] : int.MaxValue);
            (rows[at++], a, b) = (Math.Min(one, other), one <= other ? a + 1 : a, other <= one ? b + 1 : b);
        }
        return rows[..at];
    }

    // Whether a row holds a word that leads, or none does.
    private bool Leads(int row) => lead is null || LeadRows.BinarySearch(row) >= 0;

    private bool Speaks(int row) => Counts(row) && required?.IsSaidIn(row) != false;

    private bool Counts(int row) => index.AuthorOf[row] is var author and >= 0 && people.PersonOf[author] >= 0
        && index.ExchangeOf[row] is var exchange and >= 0 && IsHeard(exchange);

    /// <summary>Kept for the next question.</summary>
    private sealed class Memory
    {
        public Occurrences Occurrences { get; } = new();
        public DocumentScores Messages { get; } = new();
        public Sums<float> Exchanges { get; } = new();

        // By one more than the exchange: how often it holds words that lead.
        public Sums<int> Led { get; } = new();

        // While a term is looked at: how often it stands in each exchange, and in each row if it has several forms.
        public Sums<int> InExchanges { get; } = new();
        public Sums<int> InRows { get; } = new();

        public void Reset(ExpertiseIndex index)
        {
            Occurrences.Clear();
            Exchanges.Reset(index.ExchangeEnd);
            Led.Reset(index.ExchangeEnd + 1);
            InExchanges.Reset(index.ExchangeEnd + 1);
        }
    }
}
