using System.Globalization;
using System.Text.RegularExpressions;
using Kith.Server.People;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Network;

/// <summary>What an address of the map says, as typed.</summary>
public sealed record MapQuery(
    [property: FromQuery] string? Topic, [property: FromQuery] string? Person, [property: FromQuery] string? Steps, [property: FromQuery] string? From, [property: FromQuery] string? To,
    [property: FromQuery] string? Colour, [property: FromQuery] string? Backbone, [property: FromQuery] string? At, [property: FromQuery] string? Page);

/// <summary>Which part of the map somebody asked for, as of when, and how it is drawn: the address holds all of it, so that every view can be linked.</summary>
/// <param name="Topic">Only who talks about this; empty: everybody.</param>
/// <param name="Person">Only who is near to them.</param>
/// <param name="Steps">How near: 1 or 2 ties.</param>
/// <param name="From">From whom the warmest ways are shown.</param>
/// <param name="To">To whom.</param>
/// <param name="Colour">What colours say: one of <see cref="Colours"/>.</param>
/// <param name="Backbone">Percent of the lines to draw beyond those that hold everybody together; null: as many as can be told apart.</param>
/// <param name="At">As of the end of this UTC day since 1970; null: as of now.</param>
/// <param name="AtTyped">The same as it was written.</param>
/// <param name="Page">Of the table, from 1.</param>
public sealed partial record MapAsked(string Topic, Chosen? Person, int Steps, Chosen? From, Chosen? To, string Colour, int? Backbone, int? At, string? AtTyped, int Page)
{
    /// <summary>What colours can say.</summary>
    public static IReadOnlyList<string> Colours { get; } = ["group", "community", "topic"];

    /// <summary>The same view of everybody: its colours and its time stay.</summary>
    public MapAsked OfEverybody => this with { Topic = "", Person = null, Steps = 1, From = null, To = null, Backbone = null };

    /// <summary>Reads an address.</summary>
    /// <exception cref="InvalidInputException">It says something that is none of this.</exception>
    public static MapAsked Of(MapQuery query, Present present)
    {
        var everyone = present.Network.Everyone;
        var colour = string.IsNullOrWhiteSpace(query.Colour) ? Colours[0] : query.Colour.Trim();
        return new(
            (query.Topic ?? "").Trim(), Chosen.Of(everyone, query.Person), Number(query.Steps, "steps", 1, 2) ?? 1,
            Chosen.Of(everyone, query.From), Chosen.Of(everyone, query.To),
            Colours.Contains(colour) ? colour : throw new InvalidInputException($"Nothing is coloured by \"{colour}\".", "colour", $"Say {string.Join(", ", Colours)}."),
            Number(query.Backbone, "backbone", 0, 100), DayOf(query.At), query.At?.Trim(), Number(query.Page, "page", 1, 1_000_000) ?? 1);
    }

    /// <summary>The address of the same with another page of the table.</summary>
    public string OnPage(int page)
    {
        var query = new QueryBuilder();
        void Say(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }
        Say("topic", Topic);
        Say("person", Person?.Person?.Id.ToString() ?? Person?.Typed);
        Say("steps", Steps == 1 ? null : "2");
        Say("from", From?.Person?.Id.ToString() ?? From?.Typed);
        Say("to", To?.Person?.Id.ToString() ?? To?.Typed);
        Say("colour", Colour == Colours[0] ? null : Colour);
        Say("backbone", Backbone?.ToString(CultureInfo.InvariantCulture));
        Say("at", AtTyped);
        Say("page", page == 1 ? null : page.ToString(CultureInfo.InvariantCulture));
        return "/map" + query;
    }

    private static int? Number(string? typed, string where, int least, int most) => string.IsNullOrWhiteSpace(typed)
        ? null
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new InvalidInputException($"\"{typed}\" is no number for this.", where, $"Give one from {least} to {most}.");

    // The end of a year, of a month, or of a day.
    private static int? DayOf(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var text = typed.Trim();
        if (Shape().Match(text) is { Success: true } && DateOnly.TryParseExact(text + "-01-01"[..(10 - text.Length)], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            var end = text.Length switch { 4 => date.AddYears(1).AddDays(-1), 7 => date.AddMonths(1).AddDays(-1), _ => date };
            return end.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        }
        throw new InvalidInputException($"\"{typed}\" is no time.", "at", "Write a year, a month or a day, like 2024, 2024-05 or 2024-05-31.");
    }

    [GeneratedRegex(@"^[12]\d\d\d(-\d\d(-\d\d)?)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
