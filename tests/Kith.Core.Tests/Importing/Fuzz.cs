using Kith.Importing;

namespace Kith.Tests.Importing;

/// <summary>Damages files in ways that damage happens: flipped bits, cut ends, lost and doubled pieces, foreign bytes.</summary>
internal static class Fuzz
{
    private static readonly byte[][] Foreign =
        ["\0"u8.ToArray(), "\xff\xfe"u8.ToArray(), [0xff], "\n\n\n"u8.ToArray(), "\r"u8.ToArray(), "From "u8.ToArray(), "99999999999999999999"u8.ToArray(), "\""u8.ToArray(), "-->"u8.ToArray(), "{"u8.ToArray(), "<"u8.ToArray(), "é"u8.ToArray(), "\t"u8.ToArray(), ";"u8.ToArray(), "\ud83d\ude00"u8.ToArray()];

    /// <summary>Reads damaged copies of a file: nothing is thrown, and what comes out is whole.</summary>
    public static void Survives(IImporter importer, string name, byte[] file, int times = 100, uint seed = 5)
    {
        var random = new Random((int)seed);
        for (var i = 0; i < times; i++)
        {
            var damaged = Damage(file, random);
            using var scratch = new Scratch((name, damaged));
            // Whether it is recognised or forced by --format.
            importer.Recognises(scratch.Archive);
            AllWhole(importer.Read(scratch.Archive, new ImportOptions()));
        }
    }

    /// <summary>Fails on an entry without key, author or a possible time.</summary>
    public static void AllWhole(IEnumerable<Entry> entries)
    {
        foreach (var entry in entries)
        {
            var whole = entry switch
            {
                MessageEntry message => message.Key.Length > 0 && message.Author.Trim().Length > 0 && message.Conversation.Length > 0
                    && message.At is >= 0 and < 4_102_444_800_000 && !message.Body.Contains('\0') && message.Addressed.All(one => one.Person.Trim().Length > 0)
                    && message.Reactions.All(one => one.Sign.Length > 0 && one.By.Count > 0 && one.By.All(by => by.Length > 0)),
                PersonEntry person => person.Key.Trim().Length > 0 && person.Name?.Trim().Length != 0,
                ConversationEntry conversation => conversation.Key.Length > 0 && conversation.Title.Trim().Length > 0,
                AttendanceEntry attendance => attendance.Conversation.Length > 0 && attendance.Person.Trim().Length > 0,
                ImportIssue issue => issue.File.Length > 0 && issue.Reason.EndsWith('.'),
                _ => true,
            };
            Assert.True(whole, Shown.Line(entry));
        }
    }

    private static byte[] Damage(byte[] file, Random random)
    {
        var bytes = file.ToList();
        for (var times = random.Next(1, 6); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 200), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length)); break;
                case 4: bytes.InsertRange(at, Foreign[random.Next(Foreign.Length)]); break;
                case 5: bytes.RemoveRange(at, bytes.Count - at); break;
                default: (bytes[at], bytes[bytes.Count / 2]) = (bytes[bytes.Count / 2], bytes[at]); break;
            }
        }
        return [.. bytes];
    }
}
