namespace Kith.Server.Shared;

/// <summary>Somebody asked for what is not theirs, or not there; nothing was done.</summary>
/// <param name="status">403 or 404.</param>
/// <param name="message">What is in the way, in a sentence.</param>
/// <param name="hint">What would be right, in a sentence.</param>
public sealed class RefusedException(int status, string message, string hint) : Exception(message)
{
    /// <summary>403 or 404.</summary>
    public int Status { get; } = status;

    /// <summary>What would be right, in a sentence.</summary>
    public string Hint { get; } = hint;
}
