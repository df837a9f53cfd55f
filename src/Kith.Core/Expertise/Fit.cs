// Every occurrence, messages window by window and exchanges term by term: J. Zobel, A. Moffat: Inverted files for text search engines, ACM Computing Surveys 38(2), 2006, figure 8.
using System.Collections.Concurrent;
using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>
/// How well each visible message of the candidates, and each exchange as if it were one text, fits a query (BM25). Where one of its
/// words leads, less without it.
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

    public Fit(ExpertiseIndex index, Sight sight, Candidates people, Required? required, ExpertiseWeights with, ReadOnlySpan<WeightedTerm> terms, IReadOnlyList<int[]> begun)
    {
        (this.index, this.sight, this.people, this.required) = (index, sight, people, required);
        memory = Spare.TryTake(out var spare) ? spare : new();
        memory.Reset(index);
        // By term: what an occurrence that nothing dampens is worth in an exchange.
        float[] worths = [.. Take(terms), .. begun.Select(Take)];
        lead = Lead.Of(worths);
        forms = lead is null ? [] : lead.Place < terms.Length ? [terms[lead.Place].Term] : begun[lead.Place - terms.Length];
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

    /// <summary>Whether a row holds a word of the question, whoever said it; a title too. Where the exchange holds the word that leads, that one.</summary>
    public bool Points(int row) => Holds(row) && (Leads(row) || !IsLed(index.ExchangeOf[row]));

    /// <summary>Whether an exchange holds the word that leads, or none does.</summary>
    public bool IsLed(int exchange) => lead is null || memory.Led[exchange + 1] > 0;

    /// <summary>Whether a term is the word that leads or a form of it, or none does.</summary>
    public bool IsLead(int term) => lead is null || forms.Contains(term);

    /// <summary>How well an exchange fits.</summary>
    public float Exchange(int exchange) => memory.Exchanges[exchange];

    /// <summary>Whether a message shows at once why it is there: 0 without a word of the question; more for what was required, and for the word that leads.</summary>
    public int Shows(int row) => !Counts(row) || !Holds(row) ? 0 : 1 + (required?.IsSaidIn(row) == true ? 2 : 0) + (lead is not null && Leads(row) ? 1 : 0);

    /// <summary>By person: whether they wrote the word that leads; null where none does.</summary>
    public bool[]? WroteLead()
    {
        if (lead is null)
        {
            return null;
        }
        var (wrote, personOf) = (new bool[people.Count], people.PersonOf);
        var authorOf = index.AuthorOf;
        foreach (var row in LeadRows)
        {
            if (authorOf[row] is var author and >= 0 && personOf[author] is var person and >= 0 && !wrote[person])
            {
                wrote[person] = Counts(row);
            }
        }
        return wrote;
    }

    /// <summary>Gives the memory back; scores are not to be asked for afterwards.</summary>
    public void Dispose() => Spare.Add(memory);

    // Scored as if all words counted alike, none with the word that leads may be among the best.
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
        if (lead is not null)
        {
            memory.Led.Add(question.Groups[question[lead.Place]], question.Counts[question[lead.Place]]);
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

    // Those that hold the word that leads, rising.
    private ReadOnlySpan<int> LeadRows => memory.Occurrences.Documents[memory.Occurrences[lead!.Place]];

    // Whether a row holds the word that leads, or none does.
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

        // By one more than the exchange: how often it holds the word that leads.
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
