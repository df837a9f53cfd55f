namespace Kith.Ties;

/// <summary>
/// Days as bytes: for each, the distance from the day before (the first: from 1970) and the weight,
/// both zigzag varints (7 bits a byte, low first). Five bytes a day are usual. Equal days give equal bytes.
/// </summary>
internal static class DayBytes
{
    public static byte[] Write(Days days)
    {
        var bytes = new List<byte>(days.Count * 5);
        var previous = 0;
        for (var i = 0; i < days.Count; i++)
        {
            Append(bytes, (long)days.Dates[i] - previous);
            Append(bytes, days.Micros[i]);
            previous = days.Dates[i];
        }
        return [.. bytes];
    }

    public static Days Read(ReadOnlySpan<byte> bytes)
    {
        var sum = new Days.Sum(Numbers(bytes) / 2);
        var (at, date) = (0, 0L);
        for (var first = true; at < bytes.Length; first = false)
        {
            var step = Take(bytes, ref at);
            var micros = Take(bytes, ref at);
            date += step;
            if ((!first && step <= 0) || micros == 0 || date is < int.MinValue or > int.MaxValue)
            {
                throw new FormatException($"The days of a tie are damaged before byte {at}: kith rebuild derives them again.");
            }
            sum.Add((int)date, micros);
        }
        return sum.ToDays();
    }

    // Each ends with a byte below 128.
    private static int Numbers(ReadOnlySpan<byte> bytes)
    {
        var numbers = 0;
        foreach (var each in bytes)
        {
            numbers += each < 128 ? 1 : 0;
        }
        return numbers;
    }

    private static void Append(List<byte> bytes, long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        for (; rest > 127; rest >>= 7)
        {
            bytes.Add((byte)(rest | 128));
        }
        bytes.Add((byte)rest);
    }

    private static long Take(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; at < bytes.Length && shift < 64; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }
        throw new FormatException($"The days of a tie end in the middle of a number at byte {at}: kith rebuild derives them again.");
    }
}
