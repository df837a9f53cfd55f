using CsCheck;
using Kith.Kernels.Text;

namespace Kith.Kernels.Tests.Text;

public class InvertedIndexTests
{
    // Few words, so that documents share them; long documents, so that counts need more than one byte.
    internal static readonly Gen<string[]> Corpus =
        Gen.Int[0, 40].Select(word => $"w{word}q").Array[0, 200].Select(words => string.Join(' ', words)).Array[0, 30];

    [Fact]
    public void Every_term_knows_its_documents_and_counts() => Corpus.Sample(corpus =>
        Assert.Equal(Slow(corpus), Dump(Build(corpus))));

    [Fact]
    public void An_index_read_back_is_the_index_written() => Corpus.Sample(corpus =>
    {
        InvertedIndex index = Build(corpus);
        Assert.Equal(Dump(index), Dump(Reread(Bytes(index))));
    });

    [Fact]
    public void Bytes_cut_short_are_refused() => Corpus.Sample(corpus =>
    {
        var bytes = Bytes(Build(corpus));
        for (var length = 0; length < bytes.Length; length += 1 + bytes.Length / 7)
        {
            Assert.Throws<InvalidDataException>(() => Reread(bytes[..length]));
        }
    });

    [Fact]
    public void A_builder_goes_on_after_an_index_was_taken() => Corpus.Sample(corpus =>
    {
        InvertedIndexBuilder builder = new();
        foreach (var text in corpus.Take(corpus.Length / 2))
        {
            builder.Add(text);
        }

        var half = Dump(builder.Build());
        foreach (var text in corpus.Skip(corpus.Length / 2))
        {
            builder.Add(text);
        }

        Assert.Equal((Slow(corpus[..(corpus.Length / 2)]), Slow(corpus)), (half, Dump(builder.Build())));
    });

    [Fact]
    public void A_title_counts_as_often_as_it_weighs()
    {
        InvertedIndexBuilder builder = new();
        builder.Add("measure theory measure", weight: 3);
        InvertedIndex index = builder.Build();
        Assert.Equal("measure 0x6; theory 0x3", Dump(index));
        Assert.Equal(9, index.Lengths[0]);
    }

    [Fact]
    public void An_unknown_term_is_not_found() => Assert.Equal(-1, Build(["tea"]).Terms.Find("coffee"));

    internal static InvertedIndex Build(IEnumerable<string> corpus)
    {
        InvertedIndexBuilder builder = new();
        foreach (var text in corpus)
        {
            builder.Add(text);
        }

        return builder.Build();
    }

    private static byte[] Bytes(InvertedIndex index)
    {
        ArrayWriter writer = new();
        index.Write(writer);
        return writer.ToArray();
    }

    private static InvertedIndex Reread(byte[] bytes)
    {
        ArrayReader reader = new(bytes);
        return InvertedIndex.Read(ref reader);
    }

    private static string Dump(InvertedIndex index)
    {
        List<string> lines = [];
        for (var term = 0; term < index.Terms.Count; term++)
        {
            List<string> entries = [];
            for (Postings postings = index[term]; postings.Next();)
            {
                entries.Add($"{postings.Document}x{postings.Count}");
            }

            Assert.Equal(entries.Count, index.Frequency(term));
            Assert.Equal(term, index.Terms.Find(index.Terms[term]));
            lines.Add($"{index.Terms[term]} {string.Join(' ', entries)}");
        }
        return string.Join("; ", lines.Order(StringComparer.Ordinal));
    }

    private static string Slow(string[] corpus)
    {
        var entries = corpus.SelectMany((text, document) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (word, document)));
        var lines = entries.GroupBy(entry => entry.word).Select(word =>
            $"{word.Key} {string.Join(' ', word.GroupBy(entry => entry.document).Select(d => $"{d.Key}x{d.Count()}"))}");
        return string.Join("; ", lines.Order(StringComparer.Ordinal));
    }
}
