namespace Kith;

/// <summary>Input that stops at the edge: one sentence for the person who gave it. Not for bugs.</summary>
/// <param name="message">What was wrong.</param>
/// <param name="where">The file, option or name it is about.</param>
/// <param name="hint">What would be right.</param>
public sealed class InvalidInputException(string message, string where, string hint) : Exception(message)
{
    /// <summary>The file, option or name it is about.</summary>
    public string Where { get; } = where;

    /// <summary>What would be right.</summary>
    public string Hint { get; } = hint;
}
