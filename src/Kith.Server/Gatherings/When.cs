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
    public static MarkupString Full(Gathering gathering) => Time(gathering, "dddd, d MMMM uuuu, HH:mm", gathering.StartsAt, gathering.EndsAt);

    /// <summary>Day and time at which it was held, in the gathering's zone: from its opening to its end, whatever was planned.</summary>
    public static MarkupString Held(Gathering gathering) =>
        Time(gathering, "dddd, d MMMM uuuu, HH:mm", gathering.OpenedAt ?? gathering.StartsAt, gathering.EndedAt ?? gathering.EndsAt);

    /// <summary>Short: Tue 1 Dec, 16:00.</summary>
    public static MarkupString Short(Gathering gathering) => Time(gathering, "ddd d MMM, HH:mm", gathering.StartsAt);

    /// <summary>Of one that is live, when its planned hour is over: until 17:00; after that, that it is.</summary>
    public static MarkupString Until(Gathering gathering, long now) => new(now < gathering.EndsAt ? $"until {Time(gathering, "HH:mm", gathering.EndsAt)}" : "over time");

    /// <summary>The day: 1 Dec 2026.</summary>
    public static MarkupString Day(Gathering gathering) => Time(gathering, "d MMM uuuu", gathering.StartsAt);

    /// <summary>Short, without mark-up: Tue 1 Dec, 16:00.</summary>
    public static string Plain(Gathering gathering) => Local(gathering, gathering.StartsAt).ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The time of day of something that happened at a gathering, in its zone: 16:05.</summary>
    /// <param name="gathering">Which.</param>
    /// <param name="at">UTC milliseconds.</param>
    public static MarkupString Clock(Gathering gathering, long at) => Time(gathering, "HH:mm", at);

    /// <summary>Its day: 1 Dec 2026.</summary>
    public static MarkupString Date(Gathering gathering, long at) => Time(gathering, "d MMM uuuu", at);

    /// <summary>Its day and time: 1 Dec 2026, 16:05.</summary>
    public static MarkupString Moment(Gathering gathering, long at) => Time(gathering, "d MMM uuuu, HH:mm", at);

    /// <summary>In the gathering's zone.</summary>
    public static LocalDateTime Local(Gathering gathering, long at) => Zones.Local(at, Zones.Find(gathering.Zone));

    /// <summary>The zone, with how far it is from UTC then: Europe/London (UTC+1).</summary>
    public static string Zone(Gathering gathering) => Offset(gathering) is var offset && offset == gathering.Zone ? offset : $"{gathering.Zone} ({offset})";

    /// <summary>Says of the times on a page whose they are.</summary>
    public static string Said(string zone) => $"Times are those of {zone}.";

    private static string Offset(Gathering gathering)
    {
        var offset = Zones.Find(gathering.Zone).GetUtcOffset(Instant.FromUnixTimeMilliseconds(gathering.StartsAt));
        var minutes = Math.Abs(offset.Seconds / 60);
        return offset.Seconds == 0 ? "UTC" : $"UTC{(offset.Seconds < 0 ? '−' : '+')}{minutes / 60}{(minutes % 60 == 0 ? "" : $":{minutes % 60:00}")}";
    }

    private static MarkupString Time(Gathering gathering, string format, long at, long? until = null)
    {
        var end = until is { } then ? "–" + Local(gathering, then).ToString("HH:mm", CultureInfo.InvariantCulture) : "";
        return new($"""<time datetime="{Times.Of(at):yyyy-MM-ddTHH:mm:ssZ}">{Local(gathering, at).ToString(format, CultureInfo.InvariantCulture)}{end}</time>""");
    }
}
