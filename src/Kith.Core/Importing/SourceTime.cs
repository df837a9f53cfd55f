using System.Globalization;

namespace Kith.Importing;

/// <summary>Times as sources write them, in UTC milliseconds. A time outside 1970-2099 is none: nobody chatted then.</summary>
public static class SourceTime
{
    private const long Last = 4_102_444_800_000;

    /// <summary>From seconds since 1970, with or without a fraction; null if out of range.</summary>
    public static long? FromSeconds(double? seconds) => FromMilliseconds(seconds * 1000);

    /// <summary>From milliseconds since 1970; null if out of range.</summary>
    public static long? FromMilliseconds(double? milliseconds) =>
        milliseconds is > 0 and < Last ? (long)Math.Round(milliseconds.Value) : null;

    /// <summary>From a date and time in ISO 8601; UTC if it names no zone. Null if it is none (a time without a date, say) or out of range.</summary>
    public static long? FromIso(string? text) =>
        text is { Length: >= 10 } && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? FromMilliseconds(time.ToUnixTimeMilliseconds())
            : null;
}
