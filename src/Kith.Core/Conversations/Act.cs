using System.Globalization;

namespace Kith.Conversations;

/// <summary>
/// What was done, where there are no words to derive it from: a row of a table of interactions, or the calling of a meeting.
/// Stored as <c>reply 1.5 3</c>, with <c>-</c> for what the table leaves open.
/// </summary>
/// <param name="Kind">Name of the kind of interaction, in lower case.</param>
/// <param name="Weight">Overrides the kind's own weight.</param>
/// <param name="GroupSize">How many were acted towards, where that is more than those named.</param>
public sealed record Act(string Kind, double? Weight = null, int? GroupSize = null)
{
    /// <summary>Its author called others together: that alone ties nobody, and does not say that the author was there.</summary>
    public static Act Invitation { get; } = new("invitation");

    /// <summary>The stored form.</summary>
    public string Stored => string.Create(CultureInfo.InvariantCulture,
        $"{Kind} {(Weight is { } weight ? weight.ToString("R", CultureInfo.InvariantCulture) : "-")} {(GroupSize is { } size ? size.ToString(CultureInfo.InvariantCulture) : "-")}");

    /// <summary>Reads the stored form; null is null.</summary>
    public static Act? Parse(string? stored)
    {
        if (stored is null)
        {
            return null;
        }
        var parts = stored.Split(' ');
        return new Act(parts[0],
            parts[1] == "-" ? null : double.Parse(parts[1], CultureInfo.InvariantCulture),
            parts[2] == "-" ? null : int.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}
