using CsCheck;
using Kith.Kernels.Text;

namespace Kith.Kernels.Tests.Text;

public class InvertedIndexTests
{
    // Few words, so that documents share them; long documents, so that counts need more than one byte.
    internal static readonly Gen<string[]> Corpus =
        Gen.Int[0, 40].Select(word => $"w{word}q").Array[0, 200].Select(words => string.Join(' ', words)).Array[0, 30];

    private static readonly Gen<string> Word = Gen.Int[0, 40].Select(word => $"w{word}q").Array[0, 8].Select(words => string.Join(' ', words));

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

    // Documents come and go, and an index is taken now and then: each equals one made of what is there.
    [Fact]
    public void An_index_finds_its_own_terms_and_none_that_came_later()
    {
        InvertedIndexBuilder builder = new();
        builder.Add("lantern");
        var before = builder.Build();
        builder.Add("beacon");
        var after = builder.Build();
        Assert.Equal((0, -1, -1), (before.Find("lantern"), before.Find("beacon"), before.Find("buoy")));
        Assert.Equal((0, 1, -1), (after.Find("lantern"), after.Find("beacon"), after.Find("buoy")));
    }

    [Fact]
    public void An_index_that_grows_equals_one_made_at_once() => Gen.Select(Gen.Select(Word, Gen.Int[0, 3]).Array[0, 120], Gen.Int[1, 9]).Sample((steps, every) =>
    {
        // Every second builder lays its segments out beside, every few words.
        InvertedIndexBuilder builder = every % 2 == 0 ? new() : new(longestBatch: 9);
        List<string> there = [];
        List<(InvertedIndex Index, string Expected)> taken = [];
        for (var step = 0; step < steps.Length; step++)
        {
            var (text, kind) = steps[step];
            if (kind == 0 && there.Count > 0)
            {
                var gone = step * 7 % there.Count;
                builder.Remove(gone);
                there[gone] = "";
            }
            else
            {
                Assert.Equal(there.Count, builder.Add(text));
                there.Add(text);
            }

            if (step % every == 0)
            {
                taken.Add((builder.Build(), Slow([.. there])));
            }
        }

        taken.Add((Reread(Bytes(builder.Build())), Slow([.. there])));
        Assert.All(taken, each => Assert.Equal(each.Expected, Dump(each.Index)));
        Assert.All(taken, each => Assert.Equal((each.Index.Lengths.ToArray().Sum(), each.Index.Lengths.ToArray().Count(length => length > 0)), (each.Index.Tokens, each.Index.Filled)));
    });

    [Fact]
    public void Many_small_additions_make_few_segments()
    {
        InvertedIndexBuilder builder = new();
        for (var n = 0; n < 5_000; n++)
        {
            builder.Add($"w{n % 50}q w{n * 7 % 1_000}q");
            builder.Build();
        }

        Assert.InRange(builder.Segments, 1, 12);
    }

    [Fact]
    public void Documents_read_many_at_once_are_those_read_one_by_one() => Gen.Select(Corpus, Gen.Int[1, 40]).Sample((corpus, room) =>
    {
        InvertedIndexBuilder builder = new(longestBatch: 50);
        Array.ForEach(corpus, text => builder.Add(text));
        InvertedIndex index = builder.Build();
        for (var term = 0; term < index.TermCount; term++)
        {
            List<(int, int)> one = [], many = [];
            for (var postings = index[term]; postings.Next();)
            {
                one.Add((postings.Document, postings.Count));
            }

            int[] documents = new int[room], counts = new int[room];
            var all = index[term];
            for (int read; (read = all.Read(documents, counts)) > 0;)
            {
                many.AddRange(documents.Zip(counts).Take(read));
            }

            Assert.Equal(one, many);
        }
    });

    [Fact]
    public void A_document_knows_its_terms() => Corpus.Sample(corpus =>
    {
        InvertedIndex index = Build(corpus);
        for (var document = 0; document < corpus.Length; document++)
        {
            List<string> held = [];
            for (var terms = index.TermsOf(document); terms.Next();)
            {
                held.Add(index.Terms[terms.Current].ToString());
            }

            Assert.Equal(corpus[document].Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(), held);
        }
    });

    [Fact]
    public async Task Terms_can_be_found_while_others_are_added()
    {
        TermTable terms = new();
        var known = 0;
        var adding = Task.Run(() =>
        {
            for (var n = 0; n < 200_000; n++)
            {
                terms.Add($"w{n}q");
                Volatile.Write(ref known, n + 1);
            }
        });
        long wrong = 0;
        for (var n = 0; !adding.IsCompleted; n++)
        {
            var there = Volatile.Read(ref known);
            var asked = there == 0 ? 0 : n * 7919L % there;
            wrong += there > 0 && (terms.Find($"w{asked}q") != asked || !terms[(int)asked].SequenceEqual($"w{asked}q")) ? 1 : 0;
        }

        await adding;
        Assert.Equal(0, wrong);
    }

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
        return InvertedIndexBuilder.Read(ref reader).Build();
    }

    private static string Dump(InvertedIndex index)
    {
        List<string> lines = [];
        for (var term = 0; term < index.TermCount; term++)
        {
            List<string> entries = [];
            for (Postings postings = index[term]; postings.Next();)
            {
                if (index.Lengths[postings.Document] == 0)
                {
                    continue;
                }

                entries.Add($"{postings.Document}x{postings.Count}");
            }

            Assert.Equal(entries.Count, index.Frequency(term));
            Assert.Equal(term, index.Terms.Find(index.Terms[term]));
            if (entries.Count > 0)
            {
                lines.Add($"{index.Terms[term]} {string.Join(' ', entries)}");
            }
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
