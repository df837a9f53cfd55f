namespace Kith.Importing.Discord;

/// <summary>The spans of time that the files of one channel cover.</summary>
internal sealed class DiscordSpans
{
    /// <summary>From the first to the last message of one file; it covers them only if all of it could be read.</summary>
    internal readonly record struct Span(long First, long Last, bool Whole)
    {
        /// <summary>The span with all the time that was asked for. A file without a message proves nothing, and its span stays empty.</summary>
        public Span Reaching(long? from, long? to) =>
            First > Last || (from ?? First) > (to ?? Last) ? this : this with { First = from ?? First, Last = to ?? Last };

        /// <summary>The span with one more entry of the file.</summary>
        public Span With(Entry entry) => entry switch
        {
            MessageEntry message => this with { First = Math.Min(First, message.At), Last = Math.Max(Last, message.At) },
            ImportIssue => this with { Whole = false },
            _ => this,
        };
    }

    private readonly List<Span> spans = [];

    /// <summary>Adds a file's span.</summary>
    public void Add(Span span) => spans.Add(span);

    /// <summary>What is covered, in order, without overlaps. A file that is not whole spoils what it overlaps.</summary>
    public IEnumerable<(long First, long Last)> Covered()
    {
        var merged = new List<Span>();
        foreach (var span in spans.Where(span => span.First <= span.Last).OrderBy(span => span.First))
        {
            if (merged.Count > 0 && span.First <= merged[^1].Last)
            {
                merged[^1] = new Span(merged[^1].First, Math.Max(merged[^1].Last, span.Last), merged[^1].Whole && span.Whole);
            }
            else
            {
                merged.Add(span);
            }
        }
        return merged.Where(span => span.Whole).Select(span => (span.First, span.Last));
    }
}
