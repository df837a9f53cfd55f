using Kith.Store;

namespace Kith.Rooms;

/// <summary>What people type into a room.</summary>
public static class RoomText
{
    /// <summary>Most characters of a line.</summary>
    public const int LongestLine = 300;

    /// <summary>A text of one or several lines that says something.</summary>
    /// <exception cref="InvalidInputException">It is empty or too long.</exception>
    public static string Words(string? text, string where, int most = Saying.MostLetters) =>
        Typed.Text(text, most, where) is { Length: > 0 } words ? words : throw new InvalidInputException($"The {where} is empty.", where, "Write a few words.");

    /// <summary>A text in a line, such as a reason.</summary>
    /// <exception cref="InvalidInputException">It is empty or too long.</exception>
    public static string Line(string? text, string where) => Typed.Line(text, LongestLine, where);
}
