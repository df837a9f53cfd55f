using System.Globalization;
using System.Text.RegularExpressions;
using Kith.Importing.Text;
using NodaTime;

namespace Kith.Importing.Tables;

/// <summary>Times in tables: ISO 8601, and seconds or milliseconds since 1970.</summary>
internal static partial class RowTime
{
    // As seconds this is the year 5138, as milliseconds 1973.
    private const double FirstMilliseconds = 1e11;

    /// <summary>UTC milliseconds; null if it is no time, or one at which nobody can have acted.</summary>
    /// <param name="text">As written.</param>
    /// <param name="zone">Of times that name none.</param>
    public static long? Parse(string text, DateTimeZone zone)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return SourceTime.FromMilliseconds(number < FirstMilliseconds ? number * 1000 : number) is { } since && Moment.IsPossible(since) ? since : null;
        }
        var match = Iso().Match(text);
        if (!match.Success || Moment.Date(Number(match, "y"), Number(match, "m"), Number(match, "d")) is not { } date
            || (Number(match, "h"), Number(match, "min"), Number(match, "s")) is not ( < 24, < 60, < 60) time)
        {
            return null;
        }
        var fraction = match.Groups["f"].Success ? int.Parse(match.Groups["f"].Value.PadRight(3, '0')[..3]) : 0;
        var local = date + new LocalTime(time.Item1, time.Item2, time.Item3, fraction);
        var at = match.Groups["zone"].Success ? Utc(local, match.Groups["zone"].Value) : Moment.At(local, zone);
        return at is { } known && Moment.IsPossible(known) ? known : null;
    }

    private static long? Utc(LocalDateTime local, string zone)
    {
        var minutes = zone is "Z" or "z" ? 0 : int.Parse(zone.AsSpan(1, 2)) * 60 + (zone.Length > 3 ? int.Parse(zone.AsSpan(zone.Length - 2)) : 0);
        return minutes > 18 * 60 ? null : local.WithOffset(Offset.FromSeconds((zone[0] == '-' ? -60 : 60) * minutes)).ToInstant().ToUnixTimeMilliseconds();
    }

    private static int Number(Match match, string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].Value) : 0;

    [GeneratedRegex(@"^(?<y>\d{4})[-/.](?<m>\d\d?)[-/.](?<d>\d\d?)(?:[T ]+(?<h>\d\d?):(?<min>\d\d)(?::(?<s>\d\d)(?:[.,](?<f>\d{1,9}))?)?[ ]?(?<zone>Z|[+-]\d\d(?::?\d\d)?)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Iso();
}
