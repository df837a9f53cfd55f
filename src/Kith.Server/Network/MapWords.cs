using System.Globalization;
using Kith.Server.Shared;

namespace Kith.Server.Network;

/// <summary>The map in words.</summary>
internal static class MapWords
{
    /// <summary>As many as map.css has.</summary>
    public const int Colours = 8;

    /// <summary>Ties in the list of the strongest.</summary>
    public const int Strongest = 12;

    /// <summary>Rows on a page of the table.</summary>
    public const int Rows = 100;

    /// <summary>What is shown, in one sentence; the script says it anew in the same words.</summary>
    public static string Lead(MapView view)
    {
        var asked = view.Asked;
        var near = asked.Person?.Person is { } person ? asked.Steps == 1 ? $" near {person.Name}" : $" within two ties of {person.Name}" : "";
        var about = asked.Topic.Length > 0 ? $" who talk about {asked.Topic}" : "";
        var then = asked.At is { } day ? string.Create(CultureInfo.InvariantCulture, $", as of {Times.Day(day):d MMM yyyy}") : "";
        if (view.Way is { Paths.Count: 0 })
        {
            return $"No way from {asked.From!.Person!.Name} to {asked.To!.Person!.Name} was found in three steps.";
        }
        if (view.Part.People.Count == 0)
        {
            return $"Nobody{near}{(about == "" ? "" : $" who talks about {asked.Topic}")} has a tie{then}.";
        }
        return $"{Marks.Count(view.Part.People.Count, "person", "people")}{near}{about} and {Marks.Count(view.Part.Ties.Count, "tie")}{(near + about == "" ? "" : " among them")}{then}.";
    }
}
