namespace Kith.Conversations;

/// <summary>Number of a question of a gathering; messages that answer it carry this number.</summary>
public readonly record struct QuestionId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
