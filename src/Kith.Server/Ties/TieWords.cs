using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace Kith.Server.Ties;

/// <summary>A tie in words and as a small picture.</summary>
internal static class TieWords
{
    /// <summary>How strong: one half is the middle of the reciprocated ties.</summary>
    public static string Strength(TieAnswer tie) => tie.Strength switch { >= .9 => "very strong", >= .65 => "strong", >= .35 => "fair", >= .1 => "faint", _ => "faded" };

    /// <summary>Who reaches out.</summary>
    public static string Balance(TieAnswer tie, string person) => tie.Balance switch
    {
        > .95 => $"only {person} reaches out",
        > .65 => $"{person} reaches out more",
        < .05 => $"only {tie.Person} reaches out",
        < .35 => $"{tie.Person} reaches out more",
        _ => "both reach out",
    };

    /// <summary>A share in whole percent, as people say it.</summary>
    public static string Percent(double share) => share switch { < .01 => "under 1 %", > .99 => "over 99 %", _ => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %") };

    /// <summary>Days of contact month by month, as bars; the words are for whoever can't see them.</summary>
    public static MarkupString Timeline(TieAnswer tie)
    {
        const int step = 5, height = 22;
        // An archive that ended years ago: a line without anything on it tells nothing.
        if (tie.Timeline.All(days => days == 0))
        {
            return new("");
        }
        var most = Math.Max(1, tie.Timeline.Max());
        var months = tie.Timeline.Count(days => days > 0);
        var svg = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"""<svg class="months" viewBox="0 0 {tie.Timeline.Count * step} {height}" role="img" aria-label="Contact in {months} of the last {tie.Timeline.Count} months">""");
        for (var i = 0; i < tie.Timeline.Count; i++)
        {
            // A month of one day must not vanish beside a month of twenty.
            var tall = tie.Timeline[i] == 0 ? 1 : 3 + (height - 3) * Math.Sqrt(tie.Timeline[i] / (double)most);
            svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{i * step}" y="{height - tall:0.#}" width="{step - 1}" height="{tall:0.#}"{(tie.Timeline[i] == 0 ? " class=\"none\"" : "")}/>""");
        }
        return new(svg.Append("</svg>").ToString());
    }
}
