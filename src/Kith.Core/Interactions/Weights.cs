namespace Kith.Interactions;

/// <summary>What an interaction counts: the c of the strength measure, in millionths so that sums are exact in any order.</summary>
public static class Weights
{
    /// <summary>Millionths in one whole message to one person.</summary>
    public const long One = 1_000_000;

    /// <summary>Prior weight c of a kind, in millionths of a reply.</summary>
    public static long Of(InteractionKind kind) => kind switch
    {
        InteractionKind.Reply or InteractionKind.Mention or InteractionKind.MailTo or InteractionKind.Thanks => One,
        InteractionKind.MailCc or InteractionKind.Turn or InteractionKind.CoPresence => One / 2,
        InteractionKind.Reaction => One * 3 / 10,
        InteractionKind.Introduction => One * 2,
        InteractionKind.Met => One * 3,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of interaction"),
    };

    /// <summary>c/g in millionths, rounded to nearest.</summary>
    /// <param name="kind">Kind of the interaction.</param>
    /// <param name="group">g: recipients or attendees other than the sender; less than one counts as one.</param>
    public static long Of(InteractionKind kind, int group)
    {
        var g = Math.Max(group, 1);
        return (Of(kind) + g / 2) / g;
    }
}
