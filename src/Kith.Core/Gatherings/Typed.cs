namespace Kith.Gatherings;

/// <summary>What people typed, as it can be kept: no control characters, not longer than there is room for.</summary>
internal static class Typed
{
    /// <summary>One line that says something.</summary>
    /// <exception cref="InvalidInputException">It is empty or too long.</exception>
    public static string Line(string? text, int most, string where) =>
        Text((text ?? "").ReplaceLineEndings(" "), most, where) is { Length: > 0 } line ? line : throw new InvalidInputException($"The {where} is empty.", where, "Write a few words.");

    /// <summary>Any text, also none.</summary>
    /// <exception cref="InvalidInputException">It is too long.</exception>
    public static string Text(string? text, int most, string where)
    {
        var clean = string.Concat((text ?? "").ReplaceLineEndings("\n").Where(c => !char.IsControl(c) || c is '\n' or '\t')).Trim();
        return clean.Length <= most ? clean : throw new InvalidInputException($"The {where} has {clean.Length:N0} characters.", where, $"Keep it to {most:N0}.");
    }
}
