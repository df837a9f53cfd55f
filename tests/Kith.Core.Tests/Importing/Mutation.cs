namespace Kith.Tests.Importing;

/// <summary>Damages bytes in the ways that disks, networks and hostile people do; the same seed gives the same damage.</summary>
internal static class Mutation
{
    private static readonly byte[][] Tokens =
    [
        "\""u8.ToArray(), "\\"u8.ToArray(), "\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), "null"u8.ToArray(),
        "true"u8.ToArray(), "-1"u8.ToArray(), "1e999"u8.ToArray(), "99999999999999999999"u8.ToArray(), "\"\""u8.ToArray(), ","u8.ToArray(), ":"u8.ToArray(), "\n"u8.ToArray(), "\r\n"u8.ToArray(),
        "<"u8.ToArray(), "&"u8.ToArray(), "<@U1>"u8.ToArray(), "<pre>"u8.ToArray(), "`"u8.ToArray(), "From "u8.ToArray(), "-->"u8.ToArray(), "\t"u8.ToArray(), ";"u8.ToArray(), "é"u8.ToArray(), "\n\n\n"u8.ToArray(), [0], [0xff, 0xfe], [0xc3], [0xef, 0xbb, 0xbf], [0xed, 0xa0, 0x80],
    ];

    /// <summary>One to four changes: bits, cuts, runs left out, repeated or moved, tokens put in or over.</summary>
    public static byte[] Of(byte[] original, Random random)
    {
        var bytes = new List<byte>(original);
        for (var changes = random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
        {
            Change(bytes, random);
        }
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        var run = Math.Min(bytes.Count - at, random.Next(1, 40));
        var token = Tokens[random.Next(Tokens.Length)];
        switch (random.Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2 when random.Next(3) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 2 or 3:
                bytes.RemoveRange(at, run);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, run));
                break;
            case 5:
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, run));
                break;
            case 6:
                bytes.InsertRange(at, token);
                break;
            default:
                bytes.RemoveRange(at, Math.Min(token.Length, bytes.Count - at));
                bytes.InsertRange(at, token);
                break;
        }
    }
}
