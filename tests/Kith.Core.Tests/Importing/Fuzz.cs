using System.Text;
using Kith.Importing;

namespace Kith.Tests.Importing;

/// <summary>Gives importers damaged copies of files: whatever they make of them must be whole.</summary>
internal static class Fuzz
{
    private const long Last = 4_102_444_800_000;

    /// <summary>Reads the sample <paramref name="rounds"/> times, each time with one or two of its files damaged in a way that the seed decides.</summary>
    public static void Sample(IImporter importer, string sample, int rounds = 400, int seed = 1)
    {
        using var archive = Archive.Open(Samples.PathOf(sample));
        var files = archive.Files.Select(file => (file.Path, Bytes: Bytes(file))).ToList();
        Sample(importer, sample, files, rounds, seed);
    }

    /// <summary>Reads damaged copies of a single file.</summary>
    public static void Survives(IImporter importer, string name, byte[] file, int times = 100, uint seed = 5) =>
        Sample(importer, name, [(name, file)], times, (int)seed);

    private static void Sample(IImporter importer, string name, List<(string Path, byte[] Bytes)> files, int rounds, int seed)
    {
        for (var round = 0; round < rounds; round++)
        {
            var random = new Random(seed * 100_000 + round);
            var damaged = files.ToList();
            for (var more = random.Next(1, 3); more > 0; more--)
            {
                var which = random.Next(files.Count);
                damaged[which] = (files[which].Path, Mutation.Of(files[which].Bytes, random));
            }
            try
            {
                Read(importer, name, damaged);
            }
            catch (Exception e) when (e is not InvalidInputException)
            {
                Assert.Fail($"Round {round} of seed {seed}: {e}");
            }
        }
    }

    private static void Read(IImporter importer, string name, List<(string Path, byte[] Bytes)> files)
    {
        using var archive = Archive.Of(name, files.Select(file => Samples.File(file.Path, file.Bytes)));
        importer.Recognises(archive);
        Assert.NotEqual("", importer.SourceKey(archive)?.Trim());
        AllWhole(importer.Read(archive, new ImportOptions(IncludePrivate: true)));
    }

    /// <summary>Nothing is half: every message has a key, an author, a time and a conversation that came before it.</summary>
    public static void AllWhole(IEnumerable<Entry> entries)
    {
        var conversations = new HashSet<string>();
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case ConversationEntry conversation:
                    Named(conversation.Key, conversation.Title, conversation.Parent ?? "none");
                    Named([.. conversation.Members ?? []]);
                    Assert.InRange(conversation.AsOf, 0, Last);
                    Assert.True(conversation.Parent is null || conversations.Contains(conversation.Parent), $"{conversation.Parent} was not described");
                    conversations.Add(conversation.Key);
                    break;
                case MessageEntry message:
                    Whole(message);
                    Assert.Contains(message.Conversation, conversations);
                    break;
                case PersonEntry person:
                    Named(person.Key, person.Name ?? "none", person.Email ?? "none");
                    break;
                case CoverageEntry coverage:
                    Assert.InRange(coverage.From, 1, coverage.To);
                    Assert.InRange(coverage.To, coverage.From, Last);
                    Assert.Contains(coverage.Conversation, conversations);
                    break;
                case RemovalEntry removal:
                    Named(removal.Conversation, removal.Key);
                    break;
                case ImportIssue issue:
                    Named(issue.File, issue.Reason);
                    Assert.True(issue.Line >= 0 && !issue.Reason.Contains('\n'));
                    break;
            }
        }
    }

    private static void Whole(MessageEntry message)
    {
        Named(message.Key, message.Author, message.Conversation, message.ReplyTo ?? "none");
        Named([.. message.Addressed.Select(one => one.Person), .. message.Reactions.Select(one => one.Sign), .. message.Reactions.SelectMany(one => one.By)]);
        Assert.All(message.Reactions, one => Assert.NotEmpty(one.By));
        Assert.InRange(message.At, 1, Last);
        Assert.InRange(message.EditedAt ?? 1, 1, Last);
        Storable(message.Body);
    }

    private static void Named(params string[] names) => Assert.All(names, name =>
    {
        Assert.False(string.IsNullOrWhiteSpace(name));
        Storable(name);
    });

    // PostgreSQL takes neither NUL nor half a character.
    private static void Storable(string text)
    {
        Assert.DoesNotContain('\0', text);
        new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text);
    }

    private static byte[] Bytes(ArchiveFile file)
    {
        using var stream = file.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
