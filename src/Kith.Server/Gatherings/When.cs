using System.Globalization;
using Kith.Gatherings;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Kith.Server.Gatherings;

/// <summary>When a gathering is, in words: in its own zone, and in UTC for whoever reads the source.</summary>
public static class When
{
    /// <summary>Day and time in the gathering's zone: Tuesday, 1 December 2026, 16:00–17:00 (Europe/London).</summary>
    public static MarkupString Full(Gathering gathering) => Time(gathering, "dddd, d MMMM uuuu, HH:mm", withEnd: true);

    /// <summary>Short: Tue 1 Dec, 16:00.</summary>
    public static MarkupString Short(Gathering gathering) => Time(gathering, "ddd d MMM, HH:mm", withEnd: false);

    /// <summary>The day: 1 Dec 2026.</summary>
    public static MarkupString Day(Gathering gathering) => Time(gathering, "d MMM uuuu", withEnd: false);

    /// <summary>Short, without mark-up: Tue 1 Dec, 16:00.</summary>
    public static string Plain(Gathering gathering) => Zones.Local(gathering.StartsAt, Zones.Find(gathering.Zone)).ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The zone, with how far it is from UTC then: Europe/London (UTC+1).</summary>
    public static string Zone(Gathering gathering) => $"{gathering.Zone} ({Offset(gathering)})";

    private static string Offset(Gathering gathering)
    {
        var offset = Zones.Find(gathering.Zone).GetUtcOffset(Instant.FromUnixTimeMilliseconds(gathering.StartsAt));
        var minutes = Math.Abs(offset.Seconds / 60);
        return offset.Seconds == 0 ? "UTC" : $"UTC{(offset.Seconds < 0 ? '−' : '+')}{minutes / 60}{(minutes % 60 == 0 ? "" : $":{minutes % 60:00}")}";
    }

    private static MarkupString Time(Gathering gathering, string format, bool withEnd)
    {
        var zone = Zones.Find(gathering.Zone);
        var start = Zones.Local(gathering.StartsAt, zone);
        var end = withEnd ? "–" + Zones.Local(gathering.EndsAt, zone).ToString("HH:mm", CultureInfo.InvariantCulture) : "";
        return new($"""<time datetime="{Times.Of(gathering.StartsAt):yyyy-MM-ddTHH:mm:ssZ}">{start.ToString(format, CultureInfo.InvariantCulture)}{end}</time>""");
    }
}
