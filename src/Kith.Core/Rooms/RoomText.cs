using Kith.Store;

namespace Kith.Rooms;

/// <summary>What people type into a room.</summary>
internal static class RoomText
{
    private const int MostWords = 10_000, MostLine = 300;

    /// <summary>A text of one or several lines that says something.</summary>
    public static string Words(string? text, string where) =>
        Typed.Text(text, MostWords, where) is { Length: > 0 } words ? words : throw new InvalidInputException($"The {where} is empty.", where, "Write a few words.");

    /// <summary>A text in a line, such as a reason.</summary>
    public static string Line(string? text, string where) => Typed.Line(text, MostLine, where);
}
